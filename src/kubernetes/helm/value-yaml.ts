import { markOf, type Origin, type Span, type Text, unknown, type Value } from './template-values.ts';

/** What `toYaml` makes of a value: keys sorted, lists as far in as their key. Scalars remember where they come from. */
export function toYaml(value: Value): Text {
  const written = writer();
  block(value, 0, written);
  const isEmpty = value.kind === 'nil' || ((value.kind === 'list' || value.kind === 'dictionary') && !isBlock(value));
  const holds = isEmpty
    ? { holds: 'nothing' as const }
    : originOf(value) && isBlock(value)
      ? { holds: 'something' as const }
      : {};
  return { kind: 'text', text: written.text().replace(/\n$/, ''), spans: written.spans, ...holds };
}

/** The same in one line, as `toJson` writes it. */
export function toJson(value: Value): string {
  switch (value.kind) {
    case 'list':
      return `[${value.items.map(toJson).join(',')}]`;
    case 'dictionary':
      return `{${sorted(value.entries)
        .map(([key, one]) => `${JSON.stringify(key)}:${toJson(one)}`)
        .join(',')}}`;
    default:
      return scalar(value, true);
  }
}

/** In the order in which Go walks a map. */
export function sorted(entries: ReadonlyMap<string, Value>): (readonly [string, Value])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

interface Writer {
  readonly add: (text: string, from?: Origin) => void;
  readonly text: () => string;
  readonly spans: Span[];
}

function writer(): Writer {
  const spans: Span[] = [];
  const parts: string[] = [];
  let length = 0;
  return {
    spans,
    text: () => parts.join(''),
    add(part, from) {
      if (from) spans.push({ start: length, end: length + part.length, origin: from });
      parts.push(part);
      length += part.length;
    },
  };
}

/** `indent`: of its keys or items; the first of them stands where the writer is. */
function block(value: Value, indent: number, out: Writer, isAtStart = true): void {
  const blanks = ' '.repeat(indent);
  let isFirst = isAtStart;
  const begin = () => {
    if (!isFirst) out.add(blanks);
    isFirst = false;
  };
  if (value.kind === 'dictionary' && value.entries.size > 0) {
    for (const [key, one] of sorted(value.entries)) {
      begin();
      out.add(isPlain(key) ? key : JSON.stringify(key), value.keys?.get(key));
      if (isBlock(one)) {
        out.add(':\n');
        const inner = one.kind === 'list' ? indent : indent + 2;
        block(one, inner, out, false);
      } else {
        out.add(': ');
        out.add(scalar(one), originOf(one));
        out.add('\n');
      }
    }
  } else if (value.kind === 'list' && value.items.length > 0) {
    for (const one of value.items) {
      begin();
      out.add('- ');
      if (isBlock(one)) block(one, indent + 2, out);
      else {
        out.add(scalar(one), originOf(one));
        out.add('\n');
      }
    }
  } else {
    out.add(scalar(value), originOf(value));
    out.add('\n');
  }
}

function isBlock(value: Value): boolean {
  return (value.kind === 'dictionary' && value.entries.size > 0) || (value.kind === 'list' && value.items.length > 0);
}

function originOf(value: Value): Origin | undefined {
  return 'from' in value ? value.from : undefined;
}

function scalar(value: Value, isJson = false): string {
  switch (value.kind) {
    case 'nil':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
      return String(value.value);
    case 'text':
      // Nothing by default is what whoever installs it sets.
      if (value.text === '' && value.from && !isJson) return JSON.stringify(markOf(unknown('empty')));
      return !isJson && isPlain(value.text) ? value.text : JSON.stringify(value.text);
    case 'unknown':
      return JSON.stringify(markOf(value));
    case 'list':
      return '[]';
    case 'dictionary':
      return '{}';
  }
}

/** Whether YAML reads it as this very text without quotes. */
function isPlain(text: string): boolean {
  return (
    /^[A-Za-z_/][\w./-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|y|n|null|~|[.+-]?(?:inf|nan))$/i.test(text)
  );
}
