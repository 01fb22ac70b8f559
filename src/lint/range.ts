import type { Range } from './rule.ts';

/** Only the offsets of what has them among other fields. */
export function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
