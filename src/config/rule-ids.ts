import type { RuleInfo } from '../lint/rule.ts';

/** Finds our rules by our id, or by a peer's id with or without its source (`hadolint:DL3006`, `DL3006`). */
export type RuleLookup = (id: string) => readonly string[];

export function ruleLookup(rules: readonly RuleInfo[]): RuleLookup {
  const byId = new Map<string, string[]>();
  const add = (key: string, id: string) => {
    const ids = byId.get(key) ?? [];
    if (!ids.includes(id)) byId.set(key, [...ids, id]);
  };
  for (const { id, aliases } of rules) {
    add(id, id);
    for (const alias of aliases) {
      add(alias, id);
      add(alias.slice(alias.indexOf(':') + 1), id);
    }
  }
  return (id) => byId.get(id) ?? [];
}

/** The known id that differs from `id` by at most two letters, for "did you mean". */
export function similar(id: string, known: Iterable<string>): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    const distance = editDistance(id, name, 2);
    if (distance <= 2 && (!best || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

/** Levenshtein distance, or `limit + 1` as soon as it must be larger. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? limit + 1;
}
