/** Versions that go.mod asks for, by module path without its major version. */
export type ModuleVersions = ReadonlyMap<string, string>;

export const NO_VERSIONS: ModuleVersions = new Map();

/** Whether a version is older than another; one that is not known is as new as can be. */
export function isBefore(version: string | undefined, other: string): boolean {
  const [own, theirs] = [numbersOf(version ?? ''), numbersOf(other)];
  if (!own || !theirs) return false;
  const at = own.findIndex((part, index) => part !== theirs[index]);
  return at >= 0 && (own[at] ?? 0) < (theirs[at] ?? 0);
}

function numbersOf(version: string): readonly number[] | null {
  const [, ...parts] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return parts.length === 3 ? parts.map(Number) : null;
}
