import type { ScalarField } from '../model.ts';

/** The value of a plain scalar in one line: YAML 1.2's core schema, and the booleans and octal numbers of YAML 1.1, which kubectl reads. */
export function plainValue(text: string): ScalarField['value'] {
  const code = text.charCodeAt(0);
  if (mayBeNumber(code)) return octalOr(text) ?? numberOr(text);
  return text.length > 5 || !beginsWord(code) ? text : wordOr(text);
}

/** Of `true`, `yes`, `on`, `false`, `no`, `off`, `null`, `~`. */
function beginsWord(code: number): boolean {
  switch (code | 32) {
    case 0x66: // f
    case 0x6e: // n
    case 0x6f: // o
    case 0x74: // t
    case 0x79: // y
    case 0x7e: // ~
      return true;
    default:
      return false;
  }
}

function wordOr(text: string): ScalarField['value'] {
  switch (text) {
    case 'true':
    case 'True':
    case 'TRUE':
    case 'yes':
    case 'Yes':
    case 'YES':
    case 'on':
    case 'On':
    case 'ON':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
    case 'no':
    case 'No':
    case 'NO':
    case 'off':
    case 'Off':
    case 'OFF':
      return false;
    case 'null':
    case 'Null':
    case 'NULL':
    case '~':
      return null;
    default:
      return text;
  }
}

/** The name of a plain key: as the core schema prints what it reads. Only `TRUE`, `Null`, `~` and their like are printed otherwise than they are written. */
export function plainKey(text: string): string {
  const code = text.charCodeAt(0);
  if (mayBeNumber(code)) return String(numberOr(text));
  return text.length > 5 || !beginsWord(code) ? text : keyWordOr(text);
}

function keyWordOr(text: string): string {
  switch (text) {
    case 'True':
    case 'TRUE':
      return 'true';
    case 'False':
    case 'FALSE':
      return 'false';
    case 'Null':
    case 'NULL':
    case '~':
      return 'null';
    default:
      return text;
  }
}

/** A digit, a sign or a point. */
function mayBeNumber(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
}

/** A number that YAML 1.1 reads in octal, as in `defaultMode: 0644`. */
export function octalOr(text: string): number | undefined {
  return /^[-+]?0[0-7]+$/.test(text) ? parseInt(text, 8) : undefined;
}

function numberOr(text: string): number | string {
  // Numbers are short; a long text is looked at only where it might be one.
  if (/^[-+]?[0-9]+$/.test(text)) return parseInt(text, 10);
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) return parseFloat(text);
  if (/^0o[0-7]+$/.test(text)) return parseInt(text.slice(2), 8);
  if (/^0x[0-9a-fA-F]+$/.test(text)) return parseInt(text.slice(2), 16);
  if (/^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/.test(text)) {
    if (text.slice(-3).toLowerCase() === 'nan') return NaN;
    return text.startsWith('-') ? -Infinity : Infinity;
  }
  return text;
}
