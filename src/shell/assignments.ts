import { skipLines } from './comments.ts';
import { readIndex } from './expansions.ts';
import type { ArrayElement, Assignment, WordNode } from './model.ts';
import { at, endsWord, nested, note, place, type Reader, take } from './reader.ts';
import { readWord, toWord } from './words.ts';

const NAME = /[A-Za-z_]\w*/y;
const START = /[A-Za-z_]\w*(?:\+?=|\[(?:[^[\]\s'"`$\\]|\$\w|\$\{[^{}]*\}|"[^"\n]*"|'[^'\n]*')*\]\+?=)/y;
const ELEMENT_KEY = /\[(?:[^[\]\s'"`$\\]|\$\w|\$\{[^{}]*\}|"[^"\n]*"|'[^'\n]*')+\]\+?=/y;

/** Commands whose arguments may be assignments. */
export const DECLARING: ReadonlySet<string> = new Set(['export', 'local', 'declare', 'typeset', 'readonly']);

/** The assignment that begins here, if one does. */
export function readAssignment(reader: Reader): Assignment | undefined {
  if (!at(reader, START)) return undefined;
  const { text, index: from } = reader;
  const name = take(reader, NAME) as string;
  const nameRange = place(reader, from, reader.index);
  const index = text[reader.index] === '[' ? readIndex(reader) : null;
  const append = text[reader.index] === '+';
  reader.index += append ? 2 : 1;
  const start = reader.index;
  const elements = text[start] === '(' ? readElements(reader) : null;
  const assigned = elements === null && !nothing(reader) ? readWord(reader) : null;
  const whole = text.slice(from, reader.index);
  const value = text.slice(from, start) + (assigned?.value ?? text.slice(start, reader.index));
  const range = place(reader, from, reader.index);
  return { kind: 'assignment', ...range, text: whole, value, name, nameRange, append, index, assigned, elements };
}

/** An assignment as the argument of `export` and its like: a word, too. */
export function readDeclaration(reader: Reader): WordNode | undefined {
  const from = reader.index;
  const assignment = readAssignment(reader);
  if (!assignment) return undefined;
  const { assigned, value } = assignment;
  const to = reader.index - (assigned?.text.length ?? 0);
  const text = reader.text.slice(from, to);
  const head = { kind: 'literal' as const, ...place(reader, from, to), text, value: text };
  return { ...toWord(reader, from, [head, ...(assigned?.parts ?? [])]), value, assignment };
}

function nothing({ text, index }: Reader): boolean {
  const code = text.charCodeAt(index);
  return endsWord(code) && !((code === 60 || code === 62) && text[index + 1] === '(');
}

function readElements(reader: Reader): ArrayElement[] {
  const { text, index: from } = reader;
  const elements: ArrayElement[] = [];
  reader.index++;
  nested(reader, ['assignment', 'array'], () => {
    for (;;) {
      skipLines(reader);
      if (text[reader.index] === ')') break;
      if (nothing(reader)) {
        note(reader, 'not-closed', from, from + 1, ')');
        if (reader.index >= text.length || text[reader.index] === ';') return;
        reader.index++;
        continue;
      }
      const start = reader.index;
      const key = at(reader, ELEMENT_KEY) ? readIndex(reader) : null;
      if (key) reader.index += text[reader.index] === '+' ? 2 : 1;
      const value = nothing(reader) ? toWord(reader, reader.index, []) : readWord(reader);
      elements.push({ kind: 'array-element', ...place(reader, start, reader.index), key, value });
    }
    reader.index++;
  });
  return elements;
}
