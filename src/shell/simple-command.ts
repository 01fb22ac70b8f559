import { DECLARING, readAssignment, readDeclaration } from './assignments.ts';
import { readFunctionBody } from './functions.ts';
import type { Assignment, FunctionDefinition, Redirection, SimpleCommand, WordNode } from './model.ts';
import { endsWord, nested, note, place, type Reader, skipBlanks, warn } from './reader.ts';
import { readRedirection } from './redirections.ts';
import { readWord } from './words.ts';

/** Reads a simple command, or a function whose head looks like one; undefined where no word begins. */
export function readSimpleCommand(reader: Reader): SimpleCommand | FunctionDefinition | undefined {
  const from = reader.index;
  const { text } = reader;
  const assignments: Assignment[] = [];
  const words: WordNode[] = [];
  const redirections: Redirection[] = [];
  reader.within.push('simple command');
  let end = from;
  let declaring = false;
  for (; ; end = reader.index) {
    skipBlanks(reader);
    const code = text.charCodeAt(reader.index);
    if (code === 35) break;
    const redirection = readRedirection(reader);
    if (redirection) {
      redirections.push(redirection);
      continue;
    }
    if (code === 40 && reader.index > from) {
      if (words.length === 1 && assignments.length === 0 && redirections.length === 0 && words[0]) {
        reader.within.pop();
        const definition = readFunctionBody(reader, from, words[0]);
        if (definition) return definition;
        reader.within.push('simple command');
      }
      strayParenthesis(reader);
      continue;
    }
    if (endsWord(code) && !((code === 60 || code === 62) && text[reader.index + 1] === '(')) break;
    if (words.length === 0) {
      const assignment = readAssignment(reader);
      if (assignment) assignments.push(assignment);
      else {
        words.push(readWord(reader));
        declaring = DECLARING.has(words[0]?.value ?? '');
      }
    } else words.push((declaring ? readDeclaration(reader) : undefined) ?? readWord(reader));
  }
  checkTest(reader, words);
  reader.within.pop();
  if (end === from) return undefined;
  reader.index = end;
  return { kind: 'simple', ...place(reader, from, end), assignments, words, redirections };
}

/** `(` behind a word: what is between it and its `)` is passed over. */
function strayParenthesis(reader: Reader): void {
  const from = reader.index;
  note(reader, 'unexpected-parenthesis', from, from + 1);
  reader.index++;
  nested(reader, 'subshell', () => reader.grammar.list(reader));
  if (reader.text[reader.index] === ')') reader.index++;
}

/**
 * `[` is a command: it wants a blank behind it, around its operators and before `]`, which is its last word.
 * It fails when it runs, not when it is read.
 */
function checkTest(reader: Reader, words: readonly WordNode[]): void {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last || !first.text.includes('[')) return;
  const begin = first.index;
  const [glued] = /^(?:if|while|until|elif)(?=\[\[?$)/.exec(first.text) ?? [];
  if (glued !== undefined) note(reader, 'missing-space', begin, begin + glued.length);
  const [opening = ''] = /^\[\[?/.exec(first.text) ?? [];
  const closing = opening.replaceAll('[', ']');
  if (first.text !== opening && last.text === closing) warn(reader, 'missing-space', begin, begin + opening.length);
  if (opening === '[') checkBrackets(reader, words, first, last);
}

function checkBrackets(reader: Reader, words: readonly WordNode[], first: WordNode, last: WordNode): void {
  const closed = words.findIndex(({ text }) => text === ']');
  const after = closed < 0 ? undefined : words[closed + 1];
  if (after) {
    const end = after.index + after.text.length;
    if (after.text === 'then' || after.text === 'do') note(reader, 'no-separator-before-keyword', after.index, end);
    else warn(reader, 'words-after-test', after.index, end);
  } else if (closed < 0) {
    const end = last.index + last.text.length;
    const tail = last.parts.at(-1);
    if (tail?.kind === 'literal' && tail.value.endsWith(']')) warn(reader, 'space-before-bracket', end - 1, end);
    else warn(reader, 'not-closed', first.index, first.index + 1, ']');
  }
  for (const { text, index, parts } of words.slice(1, 3)) {
    const [operator] = /^(?:!(?=-[a-z])|(?:==?|!=|=~)(?=[^=~]))/.exec(parts[0]?.kind === 'literal' ? text : '') ?? [];
    if (operator !== undefined) warn(reader, 'missing-space', index, index + operator.length);
  }
}
