import type { Command } from './commands.ts';
import type { WordNode, WordPart } from './model.ts';
import { slice, type SourceText, type Word, without } from './source-text.ts';
import type { Wrapper } from './wrappers.ts';

/** The words of a command that another one runs: those behind `find -exec`. */
export interface InnerWords {
  readonly words: readonly Word[];
  readonly wrapper: Wrapper;
}

const SHELL = /^(?:.*\/)?(?:ba|da|a|z|k|mk)?sh$/;

/** What a command runs that stands in its arguments or its input: the script of `sh -c '…'`, the command of `find -exec`. */
export function innerScripts(command: Pick<Command, 'words' | 'redirections'>): readonly (SourceText | InnerWords)[] {
  const { words } = command;
  const value = words[0]?.value ?? '';
  const name = value.slice(value.lastIndexOf('/') + 1);
  switch (name) {
    case 'eval':
      return ofEval(words);
    case 'su':
    case 'runuser':
    case 'flock':
      return script(words, words.findIndex(({ text }) => text === '-c' || text === '--command') + 1);
    case 'find':
      return ofFind(words);
    default:
      return SHELL.test(name) ? ofShell(command) : NONE;
  }
}

const NONE: readonly (SourceText | InnerWords)[] = [];

function script(words: readonly Word[], index: number): readonly SourceText[] {
  const word = index > 0 ? words[index] : undefined;
  const source = word ? contentOf(word) : undefined;
  return source ? [source] : [];
}

function ofEval(words: readonly Word[]): readonly (SourceText | InnerWords)[] {
  const [first, ...rest] = words;
  if (!first || rest.length === 0) return NONE;
  return rest.length === 1 ? script(words, 1) : [{ words: rest, wrapper: { name: 'eval', words: [first] } }];
}

function ofFind(words: readonly Word[]): readonly InnerWords[] {
  const found: InnerWords[] = [];
  for (let index = 1; index < words.length; index++) {
    if (!/^-(?:exec|ok)(?:dir)?$/.test(words[index]?.text ?? '')) continue;
    const end = words.findIndex(
      ({ value }, at) => at > index && (value === ';' || (value === '+' && words[at - 1]?.value === '{}')),
    );
    const inner = words.slice(index + 1, end < 0 ? words.length : end);
    if (inner.length > 0) found.push({ words: inner, wrapper: { name: 'find', words: words.slice(0, index + 1) } });
    if (end < 0) break;
    index = end;
  }
  return found;
}

/** Index of the script in the words of `sh -c '…'`; -1 where there is none. */
export function shellScriptIndex(words: readonly Word[]): number {
  if (!SHELL.test(words[0]?.value ?? '')) return -1;
  const operand = behindOptions(words, 1);
  return words.slice(1, operand).some(({ value }) => /^-\w*c\w*$/.test(value)) && operand < words.length ? operand : -1;
}

/** `sh -c '…'`, `sh <<EOF` and `bash <<< '…'` */
function ofShell({ words, redirections }: Pick<Command, 'words' | 'redirections'>): readonly SourceText[] {
  const index = shellScriptIndex(words);
  if (index > 0) return script(words, index);
  const operand = behindOptions(words, 1);
  // A file to run: the input is not the script.
  if (operand < words.length && words[operand]?.text !== '-' && !words.some(({ text }) => text === '-s')) return [];
  const input = redirections.findLast(
    ({ operator, descriptor }) => operator.text.startsWith('<') && descriptor === null,
  );
  if (input?.heredoc) return [input.heredoc.source];
  const text = input?.operator.text === '<<<' && input.target ? contentOf(input.target) : undefined;
  return text ? [text] : [];
}

/** Index of the first word that is no option of a shell; some take a word of their own: `-o pipefail`. */
function behindOptions(words: readonly Word[], from: number): number {
  let index = from;
  for (let word = words[index]; word && /^[-+]./.test(word.value); word = words[index]) {
    index += /^[-+]\w*[oO]\w*$|^--(?:rcfile|init-file)$/.test(word.value) ? 2 : 1;
  }
  return index;
}

/** The text that a program gets where the word is written, with its places; undefined where they are not known. */
export function contentOf(word: Word): SourceText | undefined {
  if (!('parts' in word)) return jsonContent(word);
  const { source, index, text, parts } = word as WordNode;
  const removed: number[] = [];
  quotesIn(parts, 0, false, removed);
  const written = slice(source, index, index + text.length);
  return removed.length > 0 ? without(written, removed) : written;
}

/** Indexes of the quotes and backslashes that a shell takes away; `at` is where the first part begins. */
function quotesIn(parts: readonly WordPart[], at: number, quoted: boolean, removed: number[]): void {
  let index = at;
  for (const part of parts) {
    const { text } = part;
    if (part.kind === 'literal') backslashesIn(text, index, quoted, removed);
    else if (part.kind === 'single-quoted' || part.kind === 'double-quoted') {
      const opening = text.startsWith('$') ? 2 : 1;
      for (let sign = 0; sign < opening; sign++) removed.push(index + sign);
      if (part.kind === 'double-quoted') quotesIn(part.parts, index + opening, true, removed);
      if (text.length > opening && /["']$/.test(text)) removed.push(index + text.length - 1);
    }
    index += text.length;
  }
}

function backslashesIn(text: string, at: number, quoted: boolean, removed: number[]): void {
  for (let index = text.indexOf('\\'); index >= 0; index = text.indexOf('\\', index + 2)) {
    const next = text[index + 1] ?? '';
    if (quoted && !'"$`\\\n'.includes(next)) continue;
    removed.push(at + index);
    if (next === '\n') removed.push(at + index + 1);
  }
}

/** What a JSON string holds: each character with the place where it or its escape begins. */
function jsonContent({ text, value, start, end }: Word): SourceText | undefined {
  if (!text.startsWith('"') || end - start !== text.length) return undefined;
  if (value.length === text.length - 2) return { text: value, at: (index) => start + 1 + index };
  const places: number[] = [];
  for (let index = 1; index < text.length - 1; index++) {
    places.push(start + index);
    if (text[index] === '\\') index += text[index + 1] === 'u' ? 5 : 1;
  }
  return { text: value, at: (index) => places[index] ?? end - 1 };
}
