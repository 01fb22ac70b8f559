/**
 * The text of the .dockerignore that a build of this Dockerfile uses: its own `<name>.dockerignore` beside it, else the
 * one at the root of the build context. The context is the Dockerfile's folder, or the workspace's where that has the only one.
 */
export function ignoreFileOf(dockerfile: string, read: (file: string) => string | null): string | null {
  const slash = dockerfile.lastIndexOf('/');
  const folder = slash < 0 ? '' : dockerfile.slice(0, slash + 1);
  return read(`${dockerfile}.dockerignore`) ?? read(`${folder}.dockerignore`) ?? read('.dockerignore');
}
