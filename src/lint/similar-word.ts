/** The known word that differs from `word` by at most two letters (one for short words), for "did you mean". */
export function similarWord(word: string, known: readonly string[]): string | undefined {
  // A long word is no typing error of a short one, and costs time.
  if (word.length > 30) return undefined;
  return nearest(word, known, word.length < 4 ? 1 : 2, editDistance);
}

/** The same for names, however long; capitals count as their small letters. */
export function similarName(name: string, known: Iterable<string>): string | undefined {
  const small = name.toLowerCase();
  // Of three letters, two others make another word.
  return nearest(small, known, name.length < 5 ? 1 : 2, (one, other) => editDistance(one, other.toLowerCase()));
}

/** The known word that is at most `limit` away; of several that are as near, the first. */
export function nearest(
  word: string,
  known: Iterable<string>,
  limit: number,
  distanceOf: (one: string, other: string) => number,
): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    if (Math.abs(name.length - word.length) > limit) continue;
    const distance = distanceOf(word, name);
    if (distance <= limit && distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best?.name;
}

/** Levenshtein distance, where swapped neighbours count as one. */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const cell = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          cell(i - 1, j) + 1,
          cell(i, j - 1) + 1,
          cell(i - 1, j - 1) + same,
          swapped ? cell(i - 2, j - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return cell(a.length, b.length);
}
