import type { TextEdit } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';

/** The line end that a file uses. */
export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A new line above an instruction, indented as it is. */
export function insertLineBefore(text: string, { start }: Range, line: string): TextEdit {
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).replace(/\S/g, '');
  return { start, end: start, text: `${line}${lineEndOf(text)}${indent}` };
}

/** A new line below an instruction. */
export function insertLineAfter(text: string, { end }: Range, line: string): TextEdit {
  return { start: end, end, text: `${lineEndOf(text)}${line}` };
}
