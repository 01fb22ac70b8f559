import type { Range } from './rule.ts';

/**
 * A comment or annotation that silences findings. The domains find them (they know their comments and scopes) and
 * use `parseIgnoreComment` for the dialects; the kernel matches them against findings through aliases.
 */
export interface Suppression {
  /** Where the suppression is written. */
  readonly at: Range;
  /** The characters it covers: a finding whose start lies inside is silenced. */
  readonly covers: Range;
  /** `'all'` = whatever the peer whose dialect it is would say. */
  readonly ids: readonly IgnoredId[] | 'all';
  readonly dialect: Dialect;
}

/** Whose words an ignore comment or annotation uses. */
export type Dialect =
  | 'gantry'
  | 'hadolint'
  | 'buildkit'
  | 'dockerfile-utils'
  | 'shellcheck'
  | 'checkov'
  | 'trivy'
  | 'kube-linter'
  | 'kube-score'
  | 'polaris';

/** An id of a suppression, and where it is written in the file. */
export interface IgnoredId extends Range {
  /** One of our rules, or a peer's as that peer's findings call it: `DL3006`, `DS-0002` for `AVD-DS-0002`. */
  readonly id: string;
  /** The day from which on it does not count any more, `2026-01-31`. */
  readonly until?: string;
}

/** Peers whose ids a dialect takes. hadolint runs ShellCheck; our own comments take anybody's. */
const SOURCES: Partial<Record<Dialect, readonly string[]>> = { hadolint: ['hadolint', 'shellcheck'] };

/** Whether an id of a dialect means a finding (or a rule) with these aliases. */
export function names(dialect: Dialect, id: string, rule: string, aliases: readonly string[]): boolean {
  if (dialect === 'gantry') return id === rule || aliases.some((alias) => alias === id || bare(alias) === id);
  const sources = SOURCES[dialect] ?? [dialect];
  return aliases.some((alias) => {
    const colon = alias.indexOf(':');
    return sources.includes(alias.slice(0, colon)) && matches(id, alias.slice(colon + 1));
  });
}

/** Whether a peer has a word in a finding with these aliases; nobody can ignore what the build refuses. */
export function speaksOf(dialect: Dialect, aliases: readonly string[]): boolean {
  return aliases.some((alias) => alias.startsWith(`${dialect}:`) && alias !== 'buildkit:parse');
}

/** `SC3000-SC4000` is a range of ShellCheck's, `DS-*` a pattern of trivy's. */
function matches(id: string, name: string): boolean {
  if (id === name) return true;
  if (id.endsWith('*')) return name.startsWith(id.slice(0, -1));
  const [, from, to] = /^SC(\d+)-SC(\d+)$/.exec(id) ?? [];
  const number = /^SC(\d+)$/.exec(name)?.[1];
  return from !== undefined && number !== undefined && Number(number) >= Number(from) && Number(number) <= Number(to);
}

function bare(alias: string): string {
  return alias.slice(alias.indexOf(':') + 1);
}
