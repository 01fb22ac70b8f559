import type { SourceText, Word } from '../../shell/source-text.ts';
import { rangeIn } from '../../shell/source-text.ts';

const STRING = /"(?:[^"\\]|\\.)*"/suy;

/** The strings of a JSON array, each with its place (quotes included); null where the text is no array of strings. */
export function jsonStrings(source: SourceText): Word[] | null {
  const { text } = source;
  let index = skipBlanks(text, 0);
  if (text[index] !== '[') return null;
  index = skipBlanks(text, index + 1);
  const words: Word[] = [];
  if (text[index] === ']') return skipBlanks(text, index + 1) === text.length ? words : null;
  for (;;) {
    STRING.lastIndex = index;
    const [written] = STRING.exec(text) ?? [];
    const value = written === undefined ? undefined : parsed(written);
    if (written === undefined || value === undefined) return null;
    words.push({ ...rangeIn(source, index, index + written.length), text: written, value });
    index = skipBlanks(text, index + written.length);
    if (text[index] === ']') return skipBlanks(text, index + 1) === text.length ? words : null;
    if (text[index] !== ',') return null;
    index = skipBlanks(text, index + 1);
  }
}

/** Whether the text is a JSON array with items that are no strings, which the frontend refuses. */
export function isOtherArray({ text }: SourceText): boolean {
  if (!/^\s*\[/.test(text)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.some((item) => typeof item !== 'string');
  } catch {
    return false;
  }
}

function parsed(written: string): string | undefined {
  try {
    return JSON.parse(written) as string;
  } catch {
    return undefined;
  }
}

function skipBlanks(text: string, from: number): number {
  let index = from;
  while (index < text.length && ' \t\r\n'.includes(text[index] as string)) index++;
  return index;
}
