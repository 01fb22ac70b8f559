/** A diagnostic as far as it takes to tell that two say the same. Lines are 0-based. */
export interface Told {
  readonly source: string | undefined;
  readonly code: string;
  readonly startLine: number;
  readonly endLine: number;
  /** For ours: the ids of other tools that mean the same, `buildkit:StageNameCasing`. */
  readonly aliases: readonly string[];
}

/** Which tool speaks behind a diagnostic's source; the Docker extensions show them without a way for us to turn them off. */
const TOOL_OF_SOURCE: Readonly<Record<string, string>> = {
  'dockerfile-utils': 'dockerfile-utils',
  'docker-language-server': 'buildkit',
  hadolint: 'hadolint',
};

/** Those of ours that nobody else shows already in the same lines. */
export function withoutShown<Ours extends Told>(ours: readonly Ours[], theirs: readonly Told[]): Ours[] {
  return ours.filter((mine) => !theirs.some((other) => isSame(mine, other)));
}

function isSame(mine: Told, other: Told): boolean {
  if (mine.startLine > other.endLine || other.startLine > mine.endLine) return false;
  const tool = TOOL_OF_SOURCE[other.source ?? ''];
  if (tool === undefined) return false;
  // dockerfile-utils numbers its problems; in one line it hardly ever has two.
  if (tool === 'dockerfile-utils') return mine.aliases.some((alias) => alias.startsWith(`${tool}:`));
  return mine.aliases.includes(`${tool}:${other.code}`);
}

/** What the others show, as a text that changes only when that does. */
export function signature(theirs: readonly Told[]): string {
  return theirs
    .filter(({ source }) => TOOL_OF_SOURCE[source ?? ''] !== undefined)
    .map(({ source, code, startLine, endLine }) => `${source ?? ''} ${code} ${startLine}-${endLine}`)
    .sort()
    .join('\n');
}
