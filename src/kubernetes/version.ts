/** The minor number of the newest Kubernetes that is known here: what nobody says is meant for it. */
export const NEWEST_MINOR = 37;

/** `36` for `1.36`, `v1.36` or `1.36.3`; undefined where a text is no version. */
export function minorOf(version: string): number | undefined {
  const [, minor] = /^v?1\.(\d{1,3})(?:\.\d+)?(?:[-+].*)?$/.exec(version.trim()) ?? [];
  return minor === undefined ? undefined : Number(minor);
}
