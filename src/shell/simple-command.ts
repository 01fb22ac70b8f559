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
  const name = { name: 'simple command', from, to: from };
  reader.within.push(name);
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
        reader.within.push(name);
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
  if (redirections.length === 0) checkTest(reader, words, from, end);
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
  nested(reader, 'parenthesis', from, from + 1, () => reader.grammar.list(reader));
  if (reader.text[reader.index] === ')') reader.index++;
}

/** `[` is a command: it wants a blank behind it, and `]` as its last word. It fails when it runs, not when it is read. */
function checkTest(reader: Reader, words: readonly WordNode[], from: number, end: number): void {
  const [first] = words;
  const last = words.at(-1);
  if (!first?.text.startsWith('[') || last === undefined) return;
  if (first.text !== '[') {
    if (last.text === ']' && !first.text.startsWith('[[')) warn(reader, 'missing-space', from, from + 1);
  } else if (last.text !== ']') {
    const closed = last.parts.at(-1)?.text.endsWith(']') === true && words.length > 1;
    if (closed) warn(reader, 'space-before-bracket', end - 1, end);
    else warn(reader, 'missing-bracket', from, from + 1);
  }
}
