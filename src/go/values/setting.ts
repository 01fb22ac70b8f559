/**
 * What is known of a value: its text where no setting changes it, with holes for what the source does not decide,
 * and the settings that override it (`env:PORT`, `flag:addr`, `arg:1`, `config:port`).
 */
export interface Setting {
  readonly text: string;
  readonly by: readonly string[];
  /** A Go number: `+` adds. */
  readonly numeric?: true;
  /** A list of this one text. */
  readonly list?: true;
}

/** A hole: the source does not decide. */
export const UNKNOWN_TEXT = '\u0000';
/** A hole: empty unless the setting is given. */
export const UNSET_TEXT = '\u0001';
/** A hole that only whoever runs the program fills: the home of its user. */
export const HOME_TEXT = '\u0004';
/** What gives `os.Args[0]` and `os.Executable()`: where the program itself lies. */
export const OWN_PATH = 'arg:0';
const PARAMETER_START = '\u0002';
const PARAMETER_END = '\u0003';

export const UNKNOWN: Setting = { text: UNKNOWN_TEXT, by: [] };

export function known(text: string): Setting {
  return { text, by: [] };
}

export function number(value: number): Setting {
  return { text: String(value), by: [], numeric: true };
}

/** A setting that decides which of several values it is, and gives none of them. */
export function deciding(by: string): string {
  return `${UNKNOWN_TEXT}${by}`;
}

/** The settings among these that decide and give nothing. */
export function decidingAmong(by: readonly string[]): string[] {
  return by.flatMap((one) => (one.startsWith(UNKNOWN_TEXT) && one.length > 1 ? [one.slice(1)] : []));
}

/** A setting without a default. */
export function unset(by: string): Setting {
  return { text: UNSET_TEXT, by: [by] };
}

/** The value of a parameter of a function that is looked at on its own. */
export function parameter(index: number): Setting {
  return { text: `${PARAMETER_START}${index}${PARAMETER_END}`, by: [] };
}

/** The parameter's index where the text is nothing but a parameter. */
export function parameterIndex(text: string): number | null {
  const match = text.startsWith(PARAMETER_START) && text.endsWith(PARAMETER_END) ? text.slice(1, -1) : '';
  return /^\d+$/.test(match) ? Number(match) : null;
}

const PARAMETERS = new RegExp(`${PARAMETER_START}(-?\\d+)${PARAMETER_END}`, 'g');

/** The parameters that a text is made of; -1 is the receiver. */
export function parametersIn(text: string): number[] {
  return [...text.matchAll(PARAMETERS)].map(([, index]) => Number(index));
}

/** The text with its parameters bound; what is not told stays open. */
export function fillParameters(text: string, textOf: (index: number) => string | null): string {
  return text.replace(PARAMETERS, (_whole, index: string) => textOf(Number(index)) ?? UNKNOWN_TEXT);
}

export function isKnown({ text }: Setting): boolean {
  return !hasHole(text);
}

export function hasHole(text: string): boolean {
  for (const hole of [UNKNOWN_TEXT, UNSET_TEXT, PARAMETER_START, HOME_TEXT]) if (text.includes(hole)) return true;
  return false;
}

/** Known as far as an image is concerned: whose home it is does not matter. */
export function isPlaced({ text }: Setting): boolean {
  return !hasHole(text.startsWith(HOME_TEXT) ? text.slice(HOME_TEXT.length) : text);
}

/** Nothing is known of it and no setting gives it. */
export function isUnknown({ text }: Setting): boolean {
  return text.includes(UNKNOWN_TEXT);
}

export function concatenate(parts: readonly Setting[]): Setting {
  return { text: parts.map(({ text }) => text).join(''), by: unionOf(parts) };
}

/** The same text whatever it is, or unknown; the settings of both. */
export function same(values: readonly Setting[]): Setting {
  const [first, ...others] = values;
  if (!first) return UNKNOWN;
  const by = unionOf(values);
  const text = others.every((other) => loopbackNamed(other.text) === loopbackNamed(first.text))
    ? first.text
    : UNKNOWN_TEXT;
  return values.every(({ list }) => list === true) ? { text, by, list: true } : { text, by };
}

/** This machine has several names for itself, which lead to the same. */
function loopbackNamed(text: string): string {
  return text.replace(/^(?:localhost|127\.0\.0\.1|\[?::1\]?)(?=$|:\d*$)/, 'localhost');
}

/**
 * A value and another one that takes its place in some cases. `concerned`: the case is about whether the setting is given,
 * as in `if port == "" { port = "8080" }`; then a constant fills the hole, else the cases leave it open. Asked only where it matters.
 */
export function joinCases(base: Setting, next: Setting, concerned: () => boolean): Setting {
  const joined = joinTexts(base, next, concerned);
  return base.list === true && next.list === true ? { ...joined, list: true } : joined;
}

function joinTexts(base: Setting, next: Setting, concerned: () => boolean): Setting {
  const by = unionOf([base, next]);
  if (loopbackNamed(base.text) === loopbackNamed(next.text)) return { text: base.text, by };
  const isEmpty = base.text === '' || (base.numeric === true && base.text === '0');
  const fresh = isEmpty && base.by.length === 0;
  if (isGiven(next)) return fresh ? next : { text: isUnknown(base) ? UNKNOWN_TEXT : base.text, by };
  if ((isGiven(base) || isEmpty) && concerned()) return { text: next.text, by };
  return { text: sharedFolder(base.text, next.text) + UNKNOWN_TEXT, by };
}

/** `data/` of `data/<id>` and `data/<id>.tmp`: whichever it is, there it lies. */
function sharedFolder(one: string, other: string): string {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared] && !hasHole(one.charAt(shared))) shared++;
  return one.slice(0, one.slice(0, shared).lastIndexOf('/') + 1);
}

/** Wholly or partly given by a setting that has no default. */
export function isGiven({ text, by }: Setting): boolean {
  return by.length > 0 && text.includes(UNSET_TEXT) && !text.includes(UNKNOWN_TEXT);
}

export function unionOf(values: readonly Setting[]): string[] {
  return [...new Set(values.flatMap(({ by }) => by))];
}

/** The value that a variable has before anything is assigned. */
export function zeroOf(type: string): Setting {
  if (type === 'string') return known('');
  if (type === 'bool') return known('false');
  return /^u?int\d*$/.test(type) ? number(0) : UNKNOWN;
}
