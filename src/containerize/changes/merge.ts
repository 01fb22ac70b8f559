import { lineMatches } from './line-matches.ts';

/** What a file would become with what was planned and what its owner changed; `conflicts`: places where both changed. */
export interface Merged {
  readonly text: string;
  readonly conflicts: number;
}

/** Lines that are compared pairwise, at most: longer files are not merged. */
const MOST = 3000;

/**
 * Three-way merge by lines: `base` is what was once planned, `present` what its owner made of it, `planned` what would be
 * written today. Where both changed the same lines the owner's stay. Without a base all that is known is that they differ.
 */
export function mergeWith(base: string | null, present: string, planned: string): Merged {
  if (present === planned || base === planned) return { text: present, conflicts: 0 };
  if (base === null || base === present) return { text: planned, conflicts: 0 };
  const [old, own, fresh] = [base, present, planned].map((text) => text.split('\n'));
  if (!old || !own || !fresh || Math.max(old.length, own.length, fresh.length) > MOST) {
    return { text: present, conflicts: 1 };
  }
  const ownAt = lineMatches(old, own);
  const freshAt = lineMatches(old, fresh);
  const lines: string[] = [];
  let conflicts = 0;
  let [inOld, inOwn, inFresh] = [0, 0, 0];
  for (let next = 0; next <= old.length; next++) {
    const isEnd = next === old.length;
    const atOwn = isEnd ? own.length : ownAt[next];
    const atFresh = isEnd ? fresh.length : freshAt[next];
    // A line that all three have; what lies between it and the last one was changed by somebody.
    if (atOwn === undefined || atFresh === undefined) continue;
    const before = old.slice(inOld, next).join('\n');
    const [ours, theirs] = [own.slice(inOwn, atOwn), fresh.slice(inFresh, atFresh)];
    const isOwn = ours.join('\n') !== before || ours.length !== next - inOld;
    const isFresh = theirs.join('\n') !== before || theirs.length !== next - inOld;
    if (isOwn && isFresh && ours.join('\n') !== theirs.join('\n')) conflicts++;
    lines.push(...(isOwn ? ours : theirs));
    const line = old[next];
    if (!isEnd && line !== undefined) lines.push(line);
    [inOld, inOwn, inFresh] = [next + 1, atOwn + 1, atFresh + 1];
  }
  return { text: lines.join('\n'), conflicts };
}
