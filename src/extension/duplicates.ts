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

/** Red Hat's YAML names its source after the schema (`yaml-schema: Kubernetes`); what it says is what kubeconform would. */
function toolOf(source = ''): string | undefined {
  return source === 'YAML' || source.startsWith('yaml-schema') ? 'kubeconform' : TOOL_OF_SOURCE[source];
}

/** Those of ours that nobody else shows already in the same lines. */
export function withoutShown<Ours extends Told>(ours: readonly Ours[], theirs: readonly Told[]): Ours[] {
  return ours.filter((mine) => !theirs.some((other) => isSame(mine, other)));
}

function isSame(mine: Told, other: Told): boolean {
  if (mine.startLine > other.endLine || other.startLine > mine.endLine) return false;
  const tool = toolOf(other.source);
  if (tool === undefined) return false;
  // dockerfile-utils numbers its problems, and schema errors have no ids; in one line there are hardly ever two.
  if (tool === 'dockerfile-utils' || tool === 'kubeconform')
    return mine.aliases.some((alias) => alias.startsWith(`${tool}:`));
  return mine.aliases.includes(`${tool}:${other.code}`);
}

/** What the others show, as a text that changes only when that does. */
export function signature(theirs: readonly Told[]): string {
  return theirs
    .filter(({ source }) => toolOf(source) !== undefined)
    .map(({ source, code, startLine, endLine }) => `${source ?? ''} ${code} ${startLine}-${endLine}`)
    .sort()
    .join('\n');
}
