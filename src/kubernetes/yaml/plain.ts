import type { ScalarField } from '../model.ts';
import { plainValue } from './plain-value.ts';
import { CR, COLON, endsToken, giveUp, HASH, LF, type Reader, SPACE, TAB, withoutBlanks } from './reader.ts';
import { addToHash, sharedText } from './shared-texts.ts';

/**
 * Reads plain text up to the line's end, a comment or the colon of a key, where the reader is left, and returns its end, without
 * the blanks behind it; `reader.hash` is of its characters. Gives up on those that cannot begin plain text.
 */
export function startPlain(reader: Reader): number {
  const { text, at } = reader;
  const code = text.charCodeAt(at);
  switch (code) {
    case 0x21: // !
    case 0x22: // "
    case HASH:
    case 0x25: // %
    case 0x26: // &
    case 0x27: // '
    case 0x2a: // *
    case 0x2c: // ,
    case 0x3e: // >
    case 0x40: // @
    case 0x5b: // [
    case 0x5d: // ]
    case 0x60: // `
    case 0x7b: // {
    case 0x7c: // |
    case 0x7d: // }
      return giveUp();
    case 0x2d: // -
    case COLON:
    case 0x3f: // ?
      if (endsToken(text.charCodeAt(at + 1))) giveUp();
  }
  return readPlainLine(reader);
}

function readPlainLine(reader: Reader): number {
  const { text } = reader;
  let at = reader.at;
  let end = at;
  let hash = 0;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code > SPACE) {
      if (code === COLON && endsToken(text.charCodeAt(at + 1))) break;
      if (code === 0x2028 || code === 0x2029) giveUp();
      hash = addToHash(hash, code);
      end = at + 1;
    } else if (code === SPACE || code === TAB) {
      if (text.charCodeAt(at + 1) === HASH) break;
    } else if (code === LF || Number.isNaN(code)) break;
    else if (code === CR) {
      if (text.charCodeAt(at + 1) !== LF) giveUp();
      break;
    } else end = at + 1;
  }
  reader.at = at;
  reader.hash = hash;
  return end;
}

export function isAtColon({ text, at }: Reader): boolean {
  return text.charCodeAt(at) === COLON;
}

/**
 * The scalar whose first line was read from `start`, with the further lines that belong to it: those indented by at least
 * `least` columns. The reader is left at the end of the last one's text.
 */
export function finishPlain(reader: Reader, start: number, firstEnd: number, least: number): ScalarField {
  const { text } = reader;
  let end = firstEnd;
  if (isAtColon(reader)) giveUp();
  let value: ScalarField['value'] = sharedText(text, start, end, reader.hash);
  if (goesOn(reader, least)) {
    let lines = value;
    do {
      const { empty } = reader;
      const from = reader.at;
      end = readPlainLine(reader);
      if (isAtColon(reader)) giveUp();
      lines += (empty > 0 ? '\n'.repeat(empty) : ' ') + text.slice(from, end);
    } while (goesOn(reader, least));
    if (reader.hasBraces && lines.includes('{{')) giveUp();
    value = lines;
  } else {
    if (reader.hasBraces && value.includes('{{')) giveUp();
    value = plainValue(value);
  }
  reader.at = end;
  const last = withoutBlanks(text, start, end);
  return last > start ? { start, end: last, kind: 'scalar', value } : giveUp();
}

/** Whether plain text goes on in a line below; then the reader is there, and `reader.empty` is the number of empty lines before it. */
function goesOn(reader: Reader, least: number): boolean {
  const { text } = reader;
  let { at } = reader;
  let code = text.charCodeAt(at);
  if (code === CR) code = text.charCodeAt(++at);
  if (code !== LF) return false;
  for (let empty = 0; ; empty++) {
    const lineStart = ++at;
    code = text.charCodeAt(at);
    while (code === SPACE) code = text.charCodeAt(++at);
    if (code === CR && text.charCodeAt(at + 1) === LF) code = text.charCodeAt(++at);
    if (code === LF) continue;
    if (code === TAB) giveUp();
    if (Number.isNaN(code) || code === HASH || at - lineStart < least) return false;
    reader.at = at;
    reader.empty = empty;
    return true;
  }
}
