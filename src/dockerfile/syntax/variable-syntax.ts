import type { Message } from '../../words/message.ts';

/** A word as the frontend's expansion reads it: text, and variables with their modifiers. Indexes are into the word. */
export type Part = TextPart | VariablePart;

export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
}

export interface VariablePart {
  readonly kind: 'variable';
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly operator: Operator | null;
  /** Fallback, message, or pattern. */
  readonly word: readonly Part[];
  /** For `/` and `//`. */
  readonly replacement: readonly Part[];
}

export type Operator = ':-' | '-' | ':+' | '+' | ':?' | '?' | '#' | '##' | '%' | '%%' | '/' | '//';

export interface ReadWord {
  readonly parts: readonly Part[];
  /** What the expansion refuses; the first one only. */
  readonly problem: WordProblem | null;
}

export interface WordProblem {
  readonly kind: 'quote' | 'variable' | 'modifier';
  readonly message: Message;
  /** The modifier that the build lacks, or where the quote or the variable begins. */
  readonly start: number;
  readonly end: number;
}

const MOST_NESTED = 50;
/** Most words have none of what means more than itself. */
const MARKS = /[$"'\\`]/;
const NAME = /[\p{L}_][\p{L}\p{Nd}_]*|\d+|[@*#?\-$!]/uy;
const OPERATOR = /:[-+?]|[-+?]|##?|%%?|\/\/?/y;
const LENIENT_OPERATOR = /:[-+?]?|[-+?]|##?|%%?|\/\/?/y;

/** Reads quotes, escapes and variables of a word; never throws. `lenient`: as in shell code, where `${name:1:2}` is right. */
export function readWord(text: string, escape: string, lenient = false): ReadWord {
  if (!MARKS.test(text)) return { parts: text === '' ? [] : [{ kind: 'text', text }], problem: null };
  let index = 0;
  let depth = 0;
  let problem: ReadWord['problem'] = null;
  const refuse = (kind: WordProblem['kind'], start: number, message: Message, end = start) =>
    (problem ??= { kind, message, start, end });
  const parts = until('', false);
  return { parts, problem };

  /** Reads up to one of `stops` (left unread), or to the end. `raw` keeps escapes, as patterns need them. */
  function until(stops: string, raw: boolean): Part[] {
    const found: Part[] = [];
    let literal = '';
    const flush = () => {
      if (literal !== '') found.push({ kind: 'text', text: literal });
      literal = '';
    };
    while (index < text.length) {
      const character = text[index] as string;
      if (stops.includes(character)) break;
      if (character === "'") literal += singleQuoted();
      else if (character === '"') {
        flush();
        found.push(...doubleQuoted());
      } else if (character === '$') {
        const part = dollar();
        if (typeof part === 'string') literal += part;
        else {
          flush();
          found.push(part);
        }
      } else if (character === escape && index + 1 < text.length) {
        literal += raw ? text.slice(index, index + 2) : (text[index + 1] as string);
        index += 2;
      } else if (character === escape) index++;
      else {
        literal += character;
        index++;
      }
    }
    flush();
    return found;
  }

  function singleQuoted(): string {
    const start = index;
    const end = text.indexOf("'", start + 1);
    if (end < 0) refuse('quote', start, ['A quote `{0}` has no end', "'"]);
    index = end < 0 ? text.length : end + 1;
    return text.slice(start + 1, end < 0 ? text.length : end);
  }

  function doubleQuoted(): Part[] {
    const start = index++;
    const found: Part[] = [];
    let literal = '';
    while (index < text.length && text[index] !== '"') {
      const character = text[index] as string;
      const next = text[index + 1] ?? '';
      if (character === '$') {
        const part = dollar();
        if (typeof part === 'string') literal += part;
        else {
          found.push({ kind: 'text', text: literal }, part);
          literal = '';
        }
      } else if (character === escape && next !== '') {
        literal += next === '"' || next === '$' || next === escape ? next : character + next;
        index += 2;
      } else {
        literal += character;
        index++;
      }
    }
    if (index >= text.length) refuse('quote', start, ['A quote `{0}` has no end', '"']);
    index++;
    return [...found, { kind: 'text', text: literal }];
  }

  /** A variable, or the dollar sign itself where none begins. */
  function dollar(): VariablePart | string {
    const start = index++;
    if (text[index] !== '{') {
      const name = take(NAME);
      return name === '' ? '$' : variable(start, name, null, [], []);
    }
    index++;
    const name = take(NAME);
    // `${+a}` is a variable without a name.
    const nameless = name === '' && !'+%/'.includes(text[index] ?? ' ');
    if (nameless || depth >= MOST_NESTED) return refused(start);
    if (text[index] === '}') {
      index++;
      return variable(start, name, null, [], []);
    }
    const operator = take(lenient ? LENIENT_OPERATOR : OPERATOR);
    if (operator === '') return text[index] === ':' ? unsupported(start) : refused(start);
    depth++;
    const raw = /[#%/]/.test(operator);
    const word = until(operator.startsWith('/') ? '/' : '}', raw);
    let replacement: Part[] = [];
    if (operator.startsWith('/')) {
      if (text[index] !== '/') return refused(start);
      index++;
      replacement = until('}', false);
    }
    depth--;
    if (text[index] !== '}') return refused(start);
    index++;
    return variable(start, name, operator as Operator, word, replacement);
  }

  /** `${a:b}`: told at the character behind the colon. */
  function unsupported(start: number): string {
    const close = text.indexOf('}', index);
    if (close < 0) return refused(start);
    const modifier = text.slice(index, Math.min(index + 2, close));
    const [from, to] = modifier === ':' ? [start, close + 1] : [index + 1, index + 2];
    refuse('modifier', from, ['`{0}` is no modifier of a variable', modifier], to);
    return text.slice(start, index);
  }

  function refused(start: number): string {
    refuse('variable', start, ['`{0}` is no variable that can be expanded', text.slice(start, start + 20)]);
    return text.slice(start, index);
  }

  function variable(start: number, name: string, operator: Operator | null, word: Part[], replacement: Part[]) {
    return { kind: 'variable', start, end: index, name, operator, word, replacement } as const;
  }

  function take(pattern: RegExp): string {
    pattern.lastIndex = index;
    const [taken = ''] = pattern.exec(text) ?? [];
    index += taken.length;
    return taken;
  }
}

/** Whether anything in the text is replaced: a dollar sign alone is not. */
export function hasVariables(text: string, escape = '\\'): boolean {
  return text.includes('$') && readWord(text, escape).parts.some(({ kind }) => kind === 'variable');
}

/** All variables in the parts, those inside fallbacks, too. */
export function* variablesIn(parts: readonly Part[]): Generator<VariablePart> {
  for (const part of parts) {
    if (part.kind === 'text') continue;
    yield part;
    yield* variablesIn(part.word);
    yield* variablesIn(part.replacement);
  }
}
