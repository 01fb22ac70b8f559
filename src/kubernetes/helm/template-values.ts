import type { Range } from '../../lint/rule.ts';
import type { Field, MapField } from '../model.ts';

/** Where something that was rendered comes from. */
export interface Origin extends Range {
  readonly file: string;
  /** `text`: written there as it is, character by character; `value`, `key`: a scalar or a key of values.yaml. */
  readonly kind: 'text' | 'value' | 'key';
}

/** A part of a text and where it comes from. */
export interface Span extends Range {
  readonly origin: Origin;
}

/** What expressions of a template are worth. `from`: the place in values.yaml that gives it. */
export type Value =
  | { readonly kind: 'nil' }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly from?: Origin }
  /** Numbers of values.yaml are floats to Go, and are printed so. */
  | { readonly kind: 'number'; readonly value: number; readonly isFloat: boolean; readonly from?: Origin }
  | Text
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly from?: Origin }
  | Dictionary
  | Unknown;

export interface Text {
  readonly kind: 'text';
  readonly text: string;
  /** Of parts, where they are known. */
  readonly spans?: readonly Span[];
  readonly from?: Origin;
  /** It was a list or map of values.yaml: an empty one, or one with something in it. */
  readonly holds?: 'nothing' | 'something';
}

export interface Dictionary {
  readonly kind: 'dictionary';
  readonly entries: Map<string, Value>;
  readonly from?: Origin;
  /** Where the keys are written. */
  readonly keys?: ReadonlyMap<string, Origin>;
}

/** Known only where the chart is installed; the same for the same reason. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly because: string;
  /** It takes lines of its own. */
  readonly isBlock?: boolean;
}

export const NIL: Value = { kind: 'nil' };

export function text(value: string): Text {
  return { kind: 'text', text: value };
}

export function number(value: number): Value {
  return { kind: 'number', value, isFloat: !Number.isInteger(value) };
}

export function boolean(value: boolean): Value {
  return { kind: 'boolean', value };
}

export function unknown(because: string): Unknown {
  return { kind: 'unknown', because };
}

export function dictionary(entries: Iterable<readonly [string, Value]>): Dictionary {
  return { kind: 'dictionary', entries: new Map(entries) };
}

/** A field of YAML as a value; `file`: where it stands. */
export function valueOf(field: Field, file?: string): Value {
  const from: { from?: Origin } =
    file === undefined ? {} : { from: { file, start: field.start, end: field.end, kind: 'value' } };
  if (field.kind === 'list') return { kind: 'list', items: field.items.map((item) => valueOf(item, file)), ...from };
  if (field.kind === 'map') {
    return {
      kind: 'dictionary',
      entries: new Map(field.entries.map(({ key, value }) => [key, valueOf(value, file)])),
      ...from,
      ...(file === undefined ? {} : { keys: keysOf(field, file) }),
    };
  }
  const { value } = field;
  if (value === null) return NIL;
  if (typeof value === 'string') return { kind: 'text', text: value, ...from };
  if (typeof value === 'boolean') return { kind: 'boolean', value, ...from };
  return { kind: 'number', value, isFloat: true, ...from };
}

/** Values that others go before, as `helm --values` lays one file over another: maps entry by entry, and null takes one away. */
export function overridden(below: Value, above: Value): Value {
  if (above.kind === 'nil') return below;
  if (below.kind !== 'dictionary' || above.kind !== 'dictionary') return above;
  const entries = new Map(below.entries);
  for (const [key, value] of above.entries) {
    if (value.kind === 'nil') entries.delete(key);
    else entries.set(key, overridden(entries.get(key) ?? NIL, value));
  }
  const keys = new Map([...(below.keys ?? []), ...(above.keys ?? [])]);
  return { ...below, entries, keys };
}

function keysOf({ entries }: MapField, file: string): ReadonlyMap<string, Origin> {
  return new Map(entries.map(({ key, keyRange }) => [key, { file, ...keyRange, kind: 'key' }]));
}

/** As `if` sees it; undefined: nobody knows. */
export function isTrue(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'nil':
      return false;
    case 'boolean':
      return value.value;
    case 'number':
      return value.value !== 0;
    case 'text':
      return value.text !== '';
    case 'list':
      return value.items.length > 0;
    case 'dictionary':
      return value.entries.size > 0;
    case 'unknown':
      return undefined;
  }
}

/** As it is printed. What is unknown gets a mark like a variable that nobody has set yet; nothing known has such. */
export function printed(value: Value): Text {
  switch (value.kind) {
    case 'text':
      return value;
    case 'nil':
      return text('');
    case 'boolean':
      return { ...text(String(value.value)), ...fromOf(value) };
    case 'number':
      return { ...text(value.isFloat ? floatText(value.value) : String(value.value)), ...fromOf(value) };
    case 'unknown':
      return text(markOf(value));
    case 'list':
    case 'dictionary':
      // Go prints `map[a:b]`, which nobody wants.
      return text(markOf(unknown('printed')));
  }
}

export function markOf({ because }: Unknown): string {
  return `$(${because.replace(/[^\w.-]+/g, '.')})`;
}

/** Whether a text has something that nobody knows here. */
export function hasMark(value: string): boolean {
  return value.includes('$(');
}

export function fromOf(value: Value): { from?: Origin } {
  return 'from' in value ? { from: value.from } : {};
}

/** `%v` of a float64. */
function floatText(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude === 0 || (magnitude >= 1e-4 && magnitude < 1e6)) return String(value);
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const size = Math.abs(Number(exponent));
  return `${digits}e${exponent.startsWith('-') ? '-' : '+'}${size < 10 ? '0' : ''}${size}`;
}
