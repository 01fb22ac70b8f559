/** The value of a Go string literal as written, with its quotes; null where an escape cannot be read. */
export function stringValue(literal: string): string | null {
  if (literal.startsWith('`')) return literal.slice(1, -1).replaceAll('\r', '');
  const body = literal.slice(1, literal.length > 1 && literal.endsWith('"') ? -1 : undefined);
  if (!body.includes('\\')) return body;
  let value = '';
  for (let at = 0; at < body.length; at++) {
    const character = body[at] ?? '';
    if (character !== '\\') {
      value += character;
      continue;
    }
    const escape = readEscape(body, at + 1);
    if (!escape) return null;
    value += escape.text;
    at = escape.last;
  }
  return value;
}

/** A Go integer literal in any base; null for what is no safe integer. */
export function integerValue(literal: string): number | null {
  const digits = literal.replaceAll('_', '').toLowerCase();
  const value = /^0[0-7]+$/.test(digits)
    ? Number.parseInt(digits, 8)
    : /^[\dxoba-f]+$/.test(digits)
      ? Number(digits)
      : NaN;
  return Number.isSafeInteger(value) ? value : null;
}

/** `0.25`; null for floats in other notations, and for whole ones, which are no integers. */
export function fractionValue(literal: string): number | null {
  const value = /^\d*\.\d+$/.test(literal) ? Number(literal) : NaN;
  return Number.isFinite(value) && !Number.isInteger(value) ? value : null;
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

function readEscape(body: string, at: number): { text: string; last: number } | null {
  const letter = body[at] ?? '';
  const simple = SIMPLE[letter];
  if (simple !== undefined) return { text: simple, last: at };
  const match = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/.exec(body.slice(at, at + 9));
  if (match) return fromCode(Number.parseInt(match[1] ?? match[2] ?? match[3] ?? '', 16), at + match[0].length - 1);
  const octal = /^[0-7]{3}/.exec(body.slice(at, at + 3));
  return octal ? fromCode(Number.parseInt(octal[0], 8), at + 2) : null;
}

function fromCode(code: number, last: number) {
  return code <= 0x10ffff ? { text: String.fromCodePoint(code), last } : null;
}
