import type { Range } from '../lint/rule.ts';
import type { Command } from './commands.ts';
import type { Word } from './source-text.ts';

/** One option of a command: `-y` of `-qy`, `--mode=644`, `-o file`. */
export interface Option extends Range {
  /** With its dashes and without value: `-y`, `--mode`. */
  readonly name: string;
  /** Without quotes; null for an option without value. */
  readonly value: string | null;
  /** The word it stands in; the value may be the word behind. */
  readonly word: Word;
}

export interface Arguments {
  readonly options: readonly Option[];
  /** The words that are neither options nor their values. */
  readonly operands: readonly Word[];
}

/**
 * Reads the words behind a command's name as getopt_long does: clusters (`-qy`), `--name=value`, everything behind `--` an operand.
 * `taking`: options (with dashes) whose value may be the next word. Options may stand behind operands.
 */
export function readArguments({ words }: Command, taking: ReadonlySet<string> = NONE): Arguments {
  const options: Option[] = [];
  const operands: Word[] = [];
  for (let index = 1; index < words.length; index++) {
    const word = words[index] as Word;
    const { value: text, start, end } = word;
    if (text === '--') {
      operands.push(...words.slice(index + 1));
      break;
    }
    if (!text.startsWith('-') || text === '-') operands.push(word);
    else if (text.startsWith('--')) {
      const equals = text.indexOf('=');
      const name = equals < 0 ? text : text.slice(0, equals);
      const next = equals < 0 && taking.has(name) ? words[++index] : undefined;
      const value = equals < 0 ? (next?.value ?? null) : text.slice(equals + 1);
      options.push({ name, value, word, start, end: next?.end ?? end });
    } else {
      for (let at = 1; at < text.length; at++) {
        const name = `-${text[at] ?? ''}`;
        if (!taking.has(name)) {
          options.push({ name, value: null, word, start, end });
          continue;
        }
        const rest = text.slice(at + 1);
        const next = rest === '' ? words[++index] : undefined;
        options.push({ name, value: next?.value ?? (rest === '' ? null : rest), word, start, end: next?.end ?? end });
        break;
      }
    }
  }
  return { options, operands };
}

const NONE: ReadonlySet<string> = new Set();

export function hasOption({ options }: Arguments, ...names: readonly string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}
