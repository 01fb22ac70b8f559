import { rangeIn } from './lines.ts';
import type { SourceText, Word } from './model.ts';
import { unquote } from './words.ts';

/** A simple command of a shell script: `CGO_ENABLED=0 go build -o /app .` */
export interface Command {
  readonly start: number;
  readonly end: number;
  /** `CGO_ENABLED=0` before the name, also those of `env`. */
  readonly assignments: readonly Word[];
  /** The name and its arguments, redirections left out; wrappers such as `sudo` and `env` are seen through. */
  readonly words: readonly Word[];
}

/** What may stand before a command without being it. */
const WRAPPERS = new Set(['sudo', 'env', 'exec', 'nice', 'nohup', 'time', 'command', 'stdbuf', 'timeout', 'xargs']);
const KEYWORDS = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'for',
  'while',
  'until',
  'do',
  'done',
  'case',
  'esac',
  'in',
  '{',
  '}',
  '!',
  '(',
  ')',
]);
const OPERATORS = /^(?:&&|\|\||;;|\|&|[;&|()\n])/;
const MOST_NESTED = 4;

/** The commands of a script, in order; reads on past anything it does not understand, and never throws. */
export function shellCommands(script: SourceText, depth = 0): Command[] {
  const commands: Command[] = [];
  let words: Word[] = [];
  const finish = () => {
    const command = toCommand(words);
    words = [];
    if (!command) return;
    commands.push(command);
    const inner = depth < MOST_NESTED ? innerScript(command) : undefined;
    if (inner) commands.push(...shellCommands(inner, depth + 1));
  };
  for (const token of tokens(script)) {
    if (token.kind === 'operator') finish();
    else if (words.length === 0 && KEYWORDS.has(token.word.text)) continue;
    else words.push(token.word);
  }
  finish();
  return commands;
}

type Token = { readonly kind: 'operator' } | { readonly kind: 'word'; readonly word: Word };

function* tokens(script: SourceText): Generator<Token> {
  const { text } = script;
  let index = 0;
  while (index < text.length) {
    const character = text[index] as string;
    if (character === ' ' || character === '\t' || character === '\r') {
      index++;
      continue;
    }
    if (character === '#') {
      const end = text.indexOf('\n', index);
      index = end < 0 ? text.length : end;
      continue;
    }
    const redirection = /^\d*(?:>>|<<<|<<-?|>\||[<>]&?|&>>?)[ \t]*/.exec(text.slice(index, index + 40));
    if (redirection) {
      // The file that is read or written is no argument.
      index = endOfShellWord(text, index + redirection[0].length);
      continue;
    }
    const [operator] = OPERATORS.exec(text.slice(index, index + 2)) ?? [];
    if (operator !== undefined) {
      index += operator.length;
      yield { kind: 'operator' };
      continue;
    }
    const end = Math.max(endOfShellWord(text, index), index + 1);
    const written = text.slice(index, end);
    yield { kind: 'word', word: { ...rangeIn(script, index, end), text: written, value: unquote(written, '\\') } };
    index = end;
  }
}

/** A word ends at a blank or an operator outside quotes and `$(…)`. */
function endOfShellWord(text: string, start: number): number {
  let quote = '';
  let nested = 0;
  for (let index = start; index < text.length; index++) {
    const character = text[index] as string;
    if (quote !== "'" && character === '\\') index++;
    else if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'" || character === '`') quote = character;
    else if (character === '$' && /[({]/.test(text[index + 1] ?? '')) {
      nested++;
      index++;
    } else if (nested > 0) {
      if (character === ')' || character === '}') nested--;
    } else if (/[\s;&|()<>]/.test(character)) return index;
  }
  return text.length;
}

const ASSIGNMENT = /^[A-Za-z_]\w*=/;

function toCommand(words: readonly Word[]): Command | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return undefined;
  const assignments: Word[] = [];
  let index = 0;
  for (;;) {
    const word = words[index];
    if (!word) break;
    if (ASSIGNMENT.test(word.text)) assignments.push(word);
    else if (WRAPPERS.has(word.value) && index + 1 < words.length) {
      while ((words[index + 1]?.text.startsWith('-') ?? false) || /^\d+[smh]?$/.test(words[index + 1]?.text ?? ''))
        index++;
    } else break;
    index++;
  }
  return { start: first.start, end: last.end, assignments, words: words.slice(index) };
}

/** The script of `sh -c '…'`. */
function innerScript({ words }: Command): SourceText | undefined {
  if (!/^(?:.*\/)?(?:ba|da|a)?sh$/.test(words[0]?.value ?? '')) return undefined;
  const flag = words.findIndex(({ text }, index) => index > 0 && /^-\w*c$/.test(text));
  const script = flag < 0 ? undefined : words[flag + 1];
  if (!script) return undefined;
  const quoted = /^["']/.test(script.text) ? 1 : 0;
  return { text: script.value, at: (index) => Math.min(script.start + quoted + index, script.end) };
}

/** The name of the program that a command runs, without its folder. */
export function programName({ words }: Command): string {
  const value = words[0]?.value ?? '';
  return value.slice(value.lastIndexOf('/') + 1);
}
