import type { Flag } from '../model.ts';
import type { SourceText } from '../../shell/source-text.ts';
import { unquote } from '../../shell/unquote.ts';
import { rangeIn } from '../../shell/source-text.ts';
import { endOfWord, isBlank, word } from './words.ts';

/** Flags stand between the keyword and the arguments; `index` is where the arguments begin. */
export function readFlags(source: SourceText, from: number): { readonly flags: Flag[]; readonly index: number } {
  const { text } = source;
  const flags: Flag[] = [];
  let index = skipBlanks(text, from);
  while (text.startsWith('--', index)) {
    // In flags a backslash escapes, whatever the escape directive says.
    const end = endOfWord(text, index, '\\');
    // `--` alone ends the flags.
    if (end === index + 2) return { flags, index: skipBlanks(text, end) };
    const equals = text.slice(index, end).indexOf('=');
    const nameEnd = equals < 0 ? end : index + equals;
    flags.push({
      ...rangeIn(source, index, end),
      name: unquote(text.slice(index + 2, nameEnd), '\\'),
      value: equals < 0 ? null : word(source, nameEnd + 1, end, '\\'),
    });
    index = skipBlanks(text, end);
  }
  return { flags, index };
}

function skipBlanks(text: string, from: number): number {
  let index = from;
  while (isBlank(text[index])) index++;
  return index;
}
