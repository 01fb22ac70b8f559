import type { Finding } from '../lint/finding.ts';
import { byPosition } from '../lint/lint.ts';
import { contractRules } from './rules/index.ts';

/** Findings of one language and those across files, which go before those that say less of the same place; sorted. */
export function mergeFindings(own: readonly Finding[], across: readonly Finding[]): readonly Finding[] {
  if (across.length === 0) return own;
  const said = new Set(
    across.flatMap(({ rule, start, end }) => (INSTEAD_OF.get(rule) ?? []).map((id) => `${id} ${start} ${end}`)),
  );
  const kept = own.filter(({ rule, start, end }) => !said.has(`${rule} ${start} ${end}`));
  return [...kept, ...across].sort(byPosition);
}

const INSTEAD_OF: ReadonlyMap<string, readonly string[]> = new Map(
  contractRules.map(({ id, insteadOf = [] }) => [id, insteadOf]),
);

/** A rule across files says more of a place than another rule. */
export function goesBefore(rule: string, other: string): boolean {
  return INSTEAD_OF.get(rule)?.includes(other) === true;
}
