import { parseFields } from '../parse.ts';
import { compare, isSame, versionFits } from './template-comparisons.ts';
import { collectionFunctions } from './collection-functions.ts';
import { formatted } from './printf.ts';
import { type TemplateFunction } from './template-function.ts';
import { indented, made, part, trimmed } from './text-functions.ts';
import {
  boolean,
  hasMark,
  isTrue,
  NIL,
  number,
  printed,
  type Text,
  text,
  unknown,
  type Unknown,
  type Value,
  valueOf,
} from './template-values.ts';
import { Undecided } from './template-nodes.ts';
import { toJson, toYaml } from './value-yaml.ts';

/** What functions of Go templates, of sprig and of Helm make of known values; undefined for what nobody can tell here. */
export function callFunction(name: string, args: readonly Value[]): Value {
  const open = OPEN.get(name);
  if (open) return open(args);
  const doubtful = args.find((one) => one.kind === 'unknown' || (one.kind === 'text' && hasMark(one.text)));
  const of = FUNCTIONS.get(name) ?? collectionFunctions.get(name);
  if (!of || doubtful) return unknown(`${name}.${args.map(reasonOf).join('.')}`);
  return of(args);
}

function reasonOf(value: Value): string {
  return value.kind === 'unknown' ? value.because : value.kind === 'text' ? value.text.slice(0, 40) : value.kind;
}

function textOf(value: Value | undefined): Text {
  return printed(value ?? NIL);
}

function wholeNumber(value: Value | undefined): number {
  if (value?.kind === 'number') return Math.trunc(value.value);
  if (value?.kind === 'text' && /^\s*[-+]?\d+/.test(value.text)) return Number.parseInt(value.text, 10);
  if (value?.kind === 'boolean') return value.value ? 1 : 0;
  return 0;
}

function quoted(value: Value | undefined, quote: (text: string) => string): Value {
  // Helm prints nothing for nothing, and whoever installs the chart sets it.
  if (value === undefined || value.kind === 'nil') return { kind: 'text', text: '', holds: 'nothing' };
  if (value.kind === 'unknown') return { kind: 'text', text: quote(printed(value).text) };
  return made(quote(textOf(value).text), textOf(value));
}

/** Lines of their own; what nobody has set yet may have any. */
function lines(value: Value | undefined, blanks: Value | undefined, before: string): Value {
  if (value?.kind === 'unknown') return { ...value, isBlock: true };
  const whole = textOf(value);
  if (whole.text === '') return { ...unknown('empty'), isBlock: true };
  const moved = indented(whole, wholeNumber(blanks));
  return before === '' ? moved : { ...indentedBehind(moved), ...(moved.holds ? { holds: moved.holds } : {}) };
}

function indentedBehind(moved: Text): Text {
  const spans = (moved.spans ?? []).map((span) => ({ ...span, start: span.start + 1, end: span.end + 1 }));
  return { kind: 'text', text: `\n${moved.text}`, spans };
}

function firstTrue(args: readonly Value[]): Value {
  for (const one of args) {
    const known = isTrue(one);
    if (known === undefined || isMarkedText(one)) return unknown(`coalesce.${reasonOf(one)}`);
    if (known) return one;
  }
  return NIL;
}

function isMarkedText(value: Value): boolean {
  return value.kind === 'text' && hasMark(value.text);
}

/** Whether a condition holds; throws Undecided where nobody knows. */
export function decided(value: Value | undefined): boolean {
  const known = value && !isMarkedText(value) ? isTrue(value) : value ? undefined : false;
  if (known === undefined) throw new Undecided('a condition');
  return known;
}

/** Those that know what to do with what is unknown. */
const OPEN: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['quote', (args) => quoted(args[0], (one) => JSON.stringify(one))],
  ['squote', (args) => quoted(args[0], (one) => `'${one}'`)],
  ['indent', ([blanks, value]) => lines(value, blanks, '')],
  ['nindent', ([blanks, value]) => lines(value, blanks, '\n')],
  ['trim', ([value]) => (value?.kind === 'unknown' ? value : trimmed(textOf(value)))],
  ['toString', ([value]) => (value?.kind === 'unknown' ? value : textOf(value))],
  ['print', (args) => formatted(args.map(() => '%v').join(''), args)],
  ['printf', ([format, ...args]) => formatted(textOf(format).text, args)],
  ['default', ([other = NIL, value]) => (value === undefined ? other : pickOr(value, other))],
  ['coalesce', firstTrue],
  [
    'required',
    ([, value = NIL]) =>
      value.kind === 'nil' || (value.kind === 'text' && value.text === '') ? unknown('required') : value,
  ],
  ['ternary', ([one = NIL, other = NIL, condition]) => (decided(condition) ? one : other)],
  ['and', (args) => args.find((one) => !decided(one)) ?? args.at(-1) ?? NIL],
  ['or', (args) => args.find((one) => decided(one)) ?? args.at(-1) ?? NIL],
  ['toYaml', ([value = NIL]) => (value.kind === 'unknown' ? blockOf(value) : toYaml(value))],
  ['tuple', (args) => ({ kind: 'list', items: args })],
  ['list', (args) => ({ kind: 'list', items: args })],
  ['dict', dictOf],
  [
    'fail',
    () => {
      throw new Undecided('fail');
    },
  ],
]);

function blockOf(value: Unknown): Unknown {
  return { ...value, isBlock: true };
}

function pickOr(value: Value, other: Value): Value {
  const known = isTrue(value);
  return known === undefined ? value : known ? value : other;
}

function dictOf(args: readonly Value[]): Value {
  const entries = new Map<string, Value>();
  for (let index = 0; index < args.length; index += 2) {
    const key = args[index];
    if (key?.kind !== 'text') throw new Undecided('a key');
    entries.set(key.text, args[index + 1] ?? NIL);
  }
  return { kind: 'dictionary', entries };
}

const fromText =
  (change: (text: string) => string): TemplateFunction =>
  ([value]) =>
    made(change(textOf(value).text), textOf(value));

const arithmetic =
  (join: (a: number, b: number) => number): TemplateFunction =>
  (args) =>
    number(args.map(wholeNumber).reduce((a, b) => join(a, b)));

const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['lower', fromText((one) => one.toLowerCase())],
  ['upper', fromText((one) => one.toUpperCase())],
  ['title', fromText((one) => one.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()))],
  ['nospace', fromText((one) => one.replace(/\s+/g, ''))],
  [
    'kebabcase',
    fromText((one) =>
      one
        .replace(/([a-z\d])([A-Z])/g, '$1-$2')
        .replace(/[\s_]+/g, '-')
        .toLowerCase(),
    ),
  ],
  ['b64enc', fromText((one) => btoa(String.fromCharCode(...new TextEncoder().encode(one))))],
  ['trunc', ([size, value]) => cut(textOf(value), wholeNumber(size))],
  ['trimSuffix', ([end, value]) => withoutSuffix(textOf(value), textOf(end).text)],
  ['trimPrefix', ([start, value]) => withoutPrefix(textOf(value), textOf(start).text)],
  ['trimAll', ([set, value]) => trimmedOf(textOf(value), textOf(set).text)],
  [
    'replace',
    ([old, next, value]) => made(textOf(value).text.replaceAll(textOf(old).text, textOf(next).text), textOf(value)),
  ],
  ['contains', ([inner, value]) => boolean(textOf(value).text.includes(textOf(inner).text))],
  ['hasPrefix', ([start, value]) => boolean(textOf(value).text.startsWith(textOf(start).text))],
  ['hasSuffix', ([end, value]) => boolean(textOf(value).text.endsWith(textOf(end).text))],
  ['cat', (args) => text(args.map((one) => textOf(one).text).join(' '))],
  ['repeat', ([count, value]) => text(textOf(value).text.repeat(Math.min(1000, Math.max(0, wholeNumber(count)))))],
  ['toJson', ([value = NIL]) => text(toJson(value))],
  ['int', ([value]) => ({ ...number(wholeNumber(value)), ...placed(value) })],
  ['int64', ([value]) => ({ ...number(wholeNumber(value)), ...placed(value) })],
  ['float64', ([value]) => ({ kind: 'number', value: Number(textOf(value).text) || 0, isFloat: true })],
  ['add', arithmetic((a, b) => a + b)],
  ['add1', ([value]) => number(wholeNumber(value) + 1)],
  ['sub', arithmetic((a, b) => a - b)],
  ['mul', arithmetic((a, b) => a * b)],
  ['max', arithmetic(Math.max)],
  ['min', arithmetic(Math.min)],
  ['not', ([value]) => boolean(!decided(value))],
  ['empty', ([value]) => boolean(!decided(value))],
  ['eq', ([one = NIL, ...others]) => boolean(others.some((other) => isSame(one, other)))],
  ['ne', ([one = NIL, other = NIL]) => boolean(!isSame(one, other))],
  ['lt', ([one = NIL, other = NIL]) => boolean(compare(one, other) < 0)],
  ['le', ([one = NIL, other = NIL]) => boolean(compare(one, other) <= 0)],
  ['gt', ([one = NIL, other = NIL]) => boolean(compare(one, other) > 0)],
  ['ge', ([one = NIL, other = NIL]) => boolean(compare(one, other) >= 0)],
  ['kindIs', ([kind, value = NIL]) => boolean(textOf(kind).text === kindOf(value))],
  ['kindOf', ([value = NIL]) => text(kindOf(value))],
  ['typeOf', ([value = NIL]) => text(TYPES[kindOf(value)] ?? kindOf(value))],
  ['fromYaml', ([value]) => read(textOf(value).text)],
  ['fromJson', ([value]) => read(textOf(value).text)],
  ['typeIs', ([kind, value = NIL]) => boolean(textOf(kind).text === kindOf(value))],
  ['semverCompare', ([range, version]) => versionFits(textOf(range).text, textOf(version).text)],
]);

const TYPES: Readonly<Record<string, string>> = {
  invalid: '<nil>',
  slice: '[]interface {}',
  map: 'map[string]interface {}',
};

function read(source: string): Value {
  const [field] = parseFields(source);
  return field ? valueOf(field) : NIL;
}

function placed(value: Value | undefined) {
  return value && 'from' in value ? { from: value.from } : {};
}

function cut(value: Text, size: number): Text {
  const end = size < 0 ? value.text.length : Math.min(size, value.text.length);
  const start = size < 0 ? Math.max(0, value.text.length + size) : 0;
  return part(value, start, end);
}

function withoutSuffix(value: Text, suffix: string): Text {
  const isThere = suffix !== '' && value.text.endsWith(suffix);
  return isThere ? part(value, 0, value.text.length - suffix.length) : value;
}

function withoutPrefix(value: Text, prefix: string): Text {
  return value.text.startsWith(prefix) ? part(value, prefix.length, value.text.length) : value;
}

function trimmedOf(value: Text, set: string): Text {
  let start = 0;
  let end = value.text.length;
  while (start < end && set.includes(value.text[start] as string)) start++;
  while (end > start && set.includes(value.text[end - 1] as string)) end--;
  return part(value, start, end);
}

function kindOf(value: Value): string {
  switch (value.kind) {
    case 'nil':
      return 'invalid';
    case 'boolean':
      return 'bool';
    case 'number':
      return value.isFloat ? 'float64' : 'int';
    case 'text':
      return 'string';
    case 'list':
      return 'slice';
    default:
      return 'map';
  }
}
