import { nearest } from '../lint/similar-word.ts';

/** The known id that differs from `id` by at most two letters, for "did you mean"; capitals count as their small letters. */
export function similar(id: string, known: Iterable<string>): string | undefined {
  const small = id.toLowerCase();
  // Of three letters, two others make another word.
  return nearest(small, known, id.length < 5 ? 1 : 2, (one, other) => editDistance(one, other.toLowerCase()));
}

/** Levenshtein distance: letters that changed places count twice, for `DL3012` and `DL3021` are both ids. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
