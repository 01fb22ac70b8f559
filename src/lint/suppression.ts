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

/** Dialects that take a peer's ids beside its own: hadolint runs ShellCheck. */
const ALSO: Readonly<Record<string, Dialect>> = { shellcheck: 'hadolint' };

/** Whether an id of a dialect means a finding (or a rule) with these aliases. */
export function names(dialect: Dialect, id: string, rule: string, aliases: readonly string[]): boolean {
  if (dialect === 'gantry') return id === rule || aliases.some((alias) => alias === id || bare(alias) === id);
  return aliases.some((alias) => {
    const source = sourceOf(alias);
    return (source === dialect || ALSO[source] === dialect) && matches(id, bare(alias));
  });
}

/** `dialect id` for every way to name a finding, and `dialect all` for what silences all of a peer's. */
export function* keysOf({ rule, aliases }: { rule: string; aliases: readonly string[] }): Generator<string> {
  yield `gantry ${rule}`;
  for (const alias of aliases) {
    const source = sourceOf(alias);
    const id = bare(alias);
    yield `gantry ${alias}`;
    yield `gantry ${id}`;
    yield `${source} ${id}`;
    if (ALSO[source]) yield `${ALSO[source]} ${id}`;
    // Nobody can ignore what the build refuses.
    if (alias !== 'buildkit:parse') yield `${source} all`;
  }
}

/** `SC3000-SC4000` is a range of ShellCheck's, `DS-*` a pattern of trivy's. */
export function isPattern(id: string): boolean {
  return id.endsWith('*') || /^SC\d+-SC\d+$/.test(id);
}

function matches(id: string, name: string): boolean {
  if (id === name) return true;
  if (id.endsWith('*')) return name.startsWith(id.slice(0, -1));
  const [, from, to] = /^SC(\d+)-SC(\d+)$/.exec(id) ?? [];
  const number = /^SC(\d+)$/.exec(name)?.[1];
  return from !== undefined && number !== undefined && Number(number) >= Number(from) && Number(number) <= Number(to);
}

function sourceOf(alias: string): string {
  return alias.slice(0, Math.max(alias.indexOf(':'), 0));
}

function bare(alias: string): string {
  return alias.slice(alias.indexOf(':') + 1);
}
