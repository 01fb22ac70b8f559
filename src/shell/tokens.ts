import type { SourceText, Word } from './source-text.ts';
import { rangeIn, slice } from './source-text.ts';
import { unquote } from './unquote.ts';

export type Token =
  | { readonly kind: 'operator' }
  | { readonly kind: 'word'; readonly word: Word }
  /** What stands in `$(…)` or backticks of the word before. */
  | { readonly kind: 'substitution'; readonly script: SourceText };

const OPERATOR = /&&|\|\||;;|\|&|[;&|()\n]/y;
const REDIRECTION = /\d*(?:&>>?|>>|<<<|<<-?|>\||<>|[<>]&?)[ \t]*/y;
const BLANKS = /(?:[ \t\r]|\\\r?\n)+/y;
const COMMENT = /#[^\n]*/y;

/** Splits shell code into words and operators; redirections and comments are passed over. */
export function* shellTokens(script: SourceText): Generator<Token> {
  const { text } = script;
  let index = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = index;
    const length = pattern.exec(text)?.[0].length ?? 0;
    index += length;
    return length > 0;
  };
  while (index < text.length) {
    if (take(BLANKS) || take(COMMENT)) continue;
    if (take(REDIRECTION)) {
      // The file that is read or written is no argument.
      index = readShellWord(text, index).end;
    } else if (take(OPERATOR)) yield { kind: 'operator' };
    else {
      const { end: wordEnd, substitutions } = readShellWord(text, index);
      const end = Math.max(wordEnd, index + 1);
      const written = text.slice(index, end);
      const value = unquote(written.replace(/\\\r?\n/g, ''), '\\');
      yield { kind: 'word', word: { ...rangeIn(script, index, end), text: written, value } };
      for (const { from, to } of substitutions) yield { kind: 'substitution', script: slice(script, from, to) };
      index = end;
    }
  }
}

interface ShellWord {
  readonly end: number;
  readonly substitutions: readonly { readonly from: number; readonly to: number }[];
}

/** A word ends at a blank or an operator outside quotes and `$(…)`. */
function readShellWord(text: string, start: number): ShellWord {
  const substitutions: { from: number; to: number }[] = [];
  /** What has to be closed, innermost last; for `)` where it was opened. */
  const open: { readonly close: string; readonly from: number }[] = [];
  let index = start;
  for (; index < text.length; index++) {
    const character = text[index] as string;
    const inner = open.at(-1);
    if (inner?.close === "'") {
      if (character === "'") open.pop();
    } else if (character === '\\') index++;
    else if (inner && character === inner.close) {
      open.pop();
      const outermost = !open.some(({ close }) => close === ')' || close === '`');
      if ((character === ')' || character === '`') && inner.from >= 0 && outermost) {
        substitutions.push({ from: inner.from, to: index });
      }
    } else if (character === '$' && text[index + 1] === '(') {
      const arithmetic = text[index + 2] === '(';
      open.push({ close: ')', from: arithmetic ? -1 : index + 2 });
      index++;
    } else if (character === '$' && text[index + 1] === '{') {
      open.push({ close: '}', from: -1 });
      index++;
    } else if (character === '`') open.push({ close: '`', from: index + 1 });
    else if (character === '"') open.push({ close: '"', from: -1 });
    else if (character === "'" && inner?.close !== '"') open.push({ close: "'", from: -1 });
    else if (character === '(' && inner?.close === ')') open.push({ close: ')', from: -1 });
    else if (!inner && /[\s;&|()<>]/.test(character)) break;
  }
  return { end: Math.min(index, text.length), substitutions };
}
