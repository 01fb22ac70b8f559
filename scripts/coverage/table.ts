import type { RuleInfo } from '../../src/lint/rule.ts';
import type { FixKind } from './fix-of.ts';

/** A peer's id that a rule of ours has to cover. */
export interface Wanted {
  readonly source: string;
  readonly id: string;
}

/** In Markdown: what is covered by source, every rule with its peers' ids, and what nothing covers. */
export function coverage(
  rules: readonly RuleInfo[],
  fixOf: (rule: RuleInfo) => FixKind,
  wanted: readonly Wanted[],
): string {
  const kinds = new Map(rules.map((rule) => [rule.id, fixOf(rule)]));
  const rows = wanted.map((row) => {
    const alias = `${row.source}:${row.id}`;
    const covering = rules.filter(({ aliases }) => aliases.includes(alias));
    return { ...row, alias, covered: covering.length > 0, fixes: covering.map(({ id }) => kinds.get(id)) };
  });
  const sources = [...new Set(rows.map(({ source }) => source))];
  const bySource = [...sources, undefined].map((source) => {
    const own = rows.filter((row) => source === undefined || row.source === source);
    const fixed = own.filter(({ fixes }) => fixes.some((kind) => kind !== 'none'));
    const safe = own.filter(({ fixes }) => fixes.includes('safe'));
    const covered = own.filter((row) => row.covered);
    return [source ?? '**all**', own.length, covered.length, fixed.length, safe.length];
  });
  const byRule = rules.map(({ id, severity, off, aliases }) => {
    const kind = kinds.get(id);
    const level = off ? `${severity} (off)` : severity;
    return [`\`${id}\``, level, kind === 'none' ? '' : kind, aliases.join(' ')];
  });
  const withFix = [...kinds.values()].filter((kind) => kind !== 'none').length;
  const without = rows.filter(({ covered }) => !covered).map(({ alias }) => alias);
  return [
    table(['source', 'must', 'covered', 'with a fix', 'with a safe fix'], bySource),
    `${String(rules.length)} rules, ${String(withFix)} of them with a fix. Not covered: ${without.join(' ') || 'none'}.`,
    table(['rule', 'severity', 'fix', 'peers’ ids'], byRule),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
  const line = (cells: readonly unknown[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
