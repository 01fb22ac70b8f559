import type { Located } from '../containers/containers.ts';
import type { Repair } from '../fault.ts';

/** Where a text begins inside its quotes, if it has any. */
export function insideQuotes({ value, start, end }: Located<string>): number {
  return end - start === value.length + 2 ? start + 1 : start;
}

/** Writes another word in the place of one; in quotes where it was. */
export function changeWord(file: string, word: Located<string>, next: string): Repair {
  const start = insideQuotes(word);
  return {
    title: ['Change to `{0}`', next],
    changes: [{ file, edits: [{ start, end: start + word.value.length, text: next }] }],
  };
}
