/** Minor and patch; the patch is null where a tag leaves it open (the newest is meant) or go.mod names none. */
export interface GoVersion {
  readonly minor: number;
  readonly patch: number | null;
}

/** Of `1.26`, `1.26.3-alpine`, `go1.26.3`; undefined for what names no release. */
export function goVersion(text: string): GoVersion | undefined {
  const [, minor, patch] = /^(?:go)?1\.(\d{1,3})(?:\.(\d+))?(?:$|-)/.exec(text) ?? [];
  return minor === undefined ? undefined : { minor: Number(minor), patch: patch === undefined ? null : Number(patch) };
}

export function isOlder(present: GoVersion, wanted: GoVersion): boolean {
  if (present.minor !== wanted.minor) return present.minor < wanted.minor;
  return present.patch !== null && present.patch < (wanted.patch ?? 0);
}

/** The wanted version as precise as a text that names another. */
export function writtenLike(text: string, { minor, patch }: GoVersion): string {
  return patch === null || !/1\.\d+\.\d+/.test(text) ? `1.${minor}` : `1.${minor}.${patch}`;
}
