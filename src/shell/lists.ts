import { skipComment, skipLines } from './comments.ts';
import { takeLineEnd } from './here-documents.ts';
import type { AndOr, CommandNode, List, ListItem, Operator, Pipeline, Statement } from './model.ts';
import { at, atKeyword, note, place, type Reader, skipBlanks, take, warn } from './reader.ts';

/** What no command begins with. */
const CLOSING = /(?:then|do|done|fi|elif|else|esac|\})(?=[\s;&|<>()]|$)/y;
const OPERATOR = /&&|\|\||\|&|;;&|;&|;;|[;&|]/y;

/** Reads commands up to something that cannot stand there, or the end. */
export function readList(reader: Reader): List {
  skipLines(reader);
  const from = reader.index;
  const items: ListItem[] = [];
  let end = from;
  while (!endsList(reader)) {
    const start = reader.index;
    const statement = readStatement(reader);
    if (!statement) {
      if (!strayOperator(reader, items.length === 0)) break;
      skipLines(reader);
      continue;
    }
    end = reader.index;
    const terminator = readTerminator(reader);
    items.push({ statement, terminator });
    if (terminator === null && !endsList(reader)) {
      // A word, a `(` … right behind a command that was complete.
      const word = reader.index;
      note(reader, 'tokens-after-command', word, Math.min(word + 1, reader.text.length));
      if (word === start) reader.index++;
    }
    skipLines(reader);
  }
  return { kind: 'list', ...place(reader, from, end), items };
}

/** Whether the list ends here: at the end of the text, or before a word or sign that closes something. */
function endsList(reader: Reader): boolean {
  const { text, index } = reader;
  switch (text[index]) {
    case undefined:
    case ')':
      return true;
    case ';':
      return text[index + 1] === ';' || text[index + 1] === '&';
    default:
      return at(reader, CLOSING);
  }
}

function readTerminator(reader: Reader): ListItem['terminator'] {
  skipComment(reader);
  const { text, index } = reader;
  switch (text[index]) {
    case '\n':
      takeLineEnd(reader);
      return '\n';
    case ';':
      if (text[index + 1] === ';' || text[index + 1] === '&') return null;
      reader.index++;
      return ';';
    case '&':
      if (text[index + 1] === '&') return null;
      reader.index++;
      skipBlanks(reader);
      if (text[reader.index] === ';' && text[reader.index + 1] !== ';' && text[reader.index + 1] !== '&') {
        note(reader, 'ampersand-semicolon', reader.index, ++reader.index);
      }
      return '&';
    default:
      return null;
  }
}

/** Moves over an operator that stands where a command should. */
function strayOperator(reader: Reader, first = false): boolean {
  const from = reader.index;
  if (take(reader, OPERATOR) === undefined) return false;
  note(reader, 'unexpected-token', from, reader.index, first ? 'command' : null);
  return true;
}

/** Moves over what ended the list of the script itself. */
export function stray(reader: Reader): void {
  const from = reader.index;
  if (take(reader, CLOSING) !== undefined) note(reader, 'unexpected-closing', from, reader.index);
  else if (!strayOperator(reader)) note(reader, 'unexpected-closing', from, ++reader.index);
}

/** `a && b || c` */
function readStatement(reader: Reader): Statement | undefined {
  const from = reader.index;
  const first = readPipeline(reader);
  if (!first) return undefined;
  const statements = [first];
  const operators: Operator<'&&' | '||'>[] = [];
  let end = reader.index;
  for (;;) {
    skipBlanks(reader);
    const start = reader.index;
    const text = take(reader, /&&|\|\|/y) as '&&' | '||' | undefined;
    if (text === undefined) break;
    const operator = { ...place(reader, start, reader.index), text };
    skipLines(reader);
    const next = readPipeline(reader);
    if (!next) {
      note(reader, 'missing-command', start, start + 2);
      break;
    }
    operators.push(operator);
    statements.push(next);
    end = reader.index;
  }
  reader.index = Math.max(reader.index, end);
  if (operators.length === 0) return first;
  const andOr: AndOr = { kind: 'and-or', ...place(reader, from, end), statements, operators };
  return andOr;
}

/** `! a | b` */
function readPipeline(reader: Reader): Pipeline | CommandNode | undefined {
  const from = reader.index;
  const negation = readNegation(reader);
  const prefixed =
    negation !== null || take(reader, /time(?:[ \t]+-p)?[ \t]+(?=[({!]|(?:if|while|until|for|case|\[\[)[ \t])/y);
  const first = reader.grammar.command(reader);
  if (!first) {
    if (prefixed === undefined) return undefined;
    note(reader, 'missing-command', from, reader.index);
    return { kind: 'pipeline', ...place(reader, from, reader.index), negation, commands: [], operators: [] };
  }
  const commands = [first];
  const operators: Operator<'|' | '|&'>[] = [];
  let end = reader.index;
  for (;;) {
    skipBlanks(reader);
    const start = reader.index;
    const text = take(reader, /\|&|\|(?!\|)/y) as '|' | '|&' | undefined;
    if (text === undefined) break;
    const operator = { ...place(reader, start, reader.index), text };
    skipLines(reader);
    const next = reader.grammar.command(reader);
    if (!next) {
      note(reader, 'missing-command', start, start + text.length);
      break;
    }
    operators.push(operator);
    commands.push(next);
    end = reader.index;
  }
  if (operators.length === 0 && prefixed === undefined) return first;
  return { kind: 'pipeline', ...place(reader, from, end), negation, commands, operators };
}

/** `!` in front of a pipeline; bash takes several. */
function readNegation(reader: Reader): Pipeline['negation'] {
  const from = reader.index;
  if (reader.text[from] !== '!') return null;
  if (!atKeyword(reader, '!') || from + 1 === reader.text.length) {
    if (reader.text[from + 1] === '=') return null;
    warn(reader, 'missing-space', from, from + 1);
  }
  reader.index++;
  skipBlanks(reader);
  while (atKeyword(reader, '!')) {
    reader.index++;
    skipBlanks(reader);
  }
  return place(reader, from, from + 1);
}
