/** Shorter ones are whole wherever boxes are as wide as is usual. */
const SHORT = 16;
/** The end that stays begins at a word, and leaves room for the beginning. */
const LONGEST_END = 13;
const SHORTEST_END = 4;
const USUAL_END = 9;

/**
 * A label in two: where room is short, the beginning is cut at its end, and what follows stays. Names of one thing begin alike
 * (`GUBER_GRPC_ADDRESS`, `GUBER_HTTP_ADDRESS`), and paths and images end in what tells them apart.
 */
export function splitLabel(label: string): readonly [start: string, end: string] {
  if (label.length <= SHORT) return [label, ''];
  const ends = [...label.matchAll(/[^A-Za-z0-9]/g)].map(({ index }) => label.length - index);
  const end = ends.find((length) => length <= LONGEST_END) ?? 0;
  const cut = label.length - (end < SHORTEST_END ? USUAL_END : end);
  return [label.slice(0, cut), label.slice(cut)];
}
