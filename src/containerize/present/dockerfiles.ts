import type { FileEntry, Files } from '../../go/files.ts';

const DOCKERFILE = /^(?:Dockerfile|Containerfile)(?:\.(?!(?:dockerignore|rego|md)$).+)?$|\.(?:Dockerfile|dockerfile)$/;
/** Where repositories keep those that are built from the root. */
const KEEPS = /^\.?(?:build|cmd|containers?|deploy|deployments?|docker|dockerfiles?|images?|package|packaging)$/i;
const MOST = 30;

/** Paths of the Dockerfiles in a folder that is a build context, and in those below it that keep them. */
export async function dockerfilesIn(files: Files, context: string): Promise<readonly string[]> {
  const entries = await files.list(context);
  const found = entries.filter(isDockerfile).map(({ name }) => `${context}/${name}`);
  const keeping = entries.filter(({ name, folder }) => folder && KEEPS.test(name));
  const kept = await Promise.all(keeping.map(({ name }) => below(files, `${context}/${name}`, true)));
  return [...found, ...kept.flat()].slice(0, MOST);
}

/** Paths of the Dockerfiles in the root, in the folders there, and in the folders of those that keep them. */
export async function dockerfilesOf(files: Files, root: readonly FileEntry[]): Promise<readonly string[]> {
  const found = root.filter(isDockerfile).map(({ name }) => name);
  for (const { name, folder } of root) {
    if (!folder || /^(?:\.git|node_modules|vendor|testdata)$/.test(name)) continue;
    found.push(...(await below(files, name, KEEPS.test(name))));
    if (found.length >= MOST) break;
  }
  return found.slice(0, MOST);
}

/** The Dockerfile's folder, or the one around it, is one of those in which repositories keep them. */
export function isKeptAside(path: string): boolean {
  return path.includes('/') && KEEPS.test(path.slice(0, path.indexOf('/')));
}

/** A folder that is a module or a package of npm of its own is a build context of its own, too. */
async function below(files: Files, folder: string, isDeep: boolean): Promise<readonly string[]> {
  const entries = await files.list(folder);
  if (entries.some(({ name }) => /^(?:go\.mod|package\.json)$/.test(name))) return [];
  const found = entries.filter(isDockerfile).map(({ name }) => `${folder}/${name}`);
  const folders = isDeep ? entries.filter((entry) => entry.folder) : [];
  const deeper = await Promise.all(folders.map(({ name }) => below(files, `${folder}/${name}`, false)));
  return [...found, ...deeper.flat()];
}

function isDockerfile({ name, folder }: FileEntry): boolean {
  return !folder && isDockerfilePath(name);
}

/** Whether a file is called as Dockerfiles are: `Dockerfile.prod`, `docker/shop.Dockerfile`. */
export function isDockerfilePath(path: string): boolean {
  return DOCKERFILE.test(path.slice(path.lastIndexOf('/') + 1));
}
