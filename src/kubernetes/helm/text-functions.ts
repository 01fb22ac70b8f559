import { fromOf, type Span, type Text } from './template-values.ts';

/** Each line with blanks before it, as `indent` does. */
export function indented(value: Text, blanks: number): Text {
  const pad = ' '.repeat(blanks);
  /** How far each line has moved. */
  const lineStarts = [0];
  for (let at = value.text.indexOf('\n'); at >= 0; at = value.text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  let line = 0;
  const moved = (offset: number) => {
    while (line + 1 < lineStarts.length && (lineStarts[line + 1] as number) <= offset) line++;
    while (line > 0 && (lineStarts[line] as number) > offset) line--;
    return offset + (line + 1) * blanks;
  };
  // A span of several lines is taken apart: between its lines are blanks that nobody wrote.
  const spans = linesOf(value).map(({ start, end, origin }) => ({
    start: moved(start),
    end: moved(end - 1) + 1,
    origin,
  }));
  const holds = value.holds ? { holds: value.holds } : {};
  return { kind: 'text', text: pad + value.text.replaceAll('\n', `\n${pad}`), spans, ...holds };
}

/** Behind other text. */
export function shifted(spans: readonly Span[], by: number): Span[] {
  return spans.map(({ start, end, origin }) => ({ start: start + by, end: end + by, origin }));
}

export function spansOf(value: Text): readonly Span[] {
  if (value.spans) return value.spans;
  return value.from && value.text !== '' ? [{ start: 0, end: value.text.length, origin: value.from }] : [];
}

/** What is left of a text from one offset to another. */
export function part(value: Text, start: number, end: number): Text {
  const spans = spansOf(value).flatMap((span): Span[] => {
    const from = Math.max(span.start, start);
    const until = Math.min(span.end, end);
    if (from >= until) return [];
    const { origin } = span;
    const cut =
      origin.kind === 'text'
        ? { ...origin, start: origin.start + (from - span.start), end: origin.end - (span.end - until) }
        : origin;
    return [{ start: from - start, end: until - start, origin: cut }];
  });
  return { kind: 'text', text: value.text.slice(start, end), spans, ...fromOf(value) };
}

/** Another text that was made of one; it still comes from there. */
export function made(next: string, of: Text): Text {
  if (of.from) return { kind: 'text', text: next, from: of.from };
  const [only, second] = spansOf(of);
  const isWhole = only && !second && only.start === 0 && only.end === of.text.length && only.origin.kind === 'value';
  return { kind: 'text', text: next, ...(isWhole ? { from: only.origin } : {}) };
}

export function trimmed(value: Text): Text {
  const start = value.text.length - value.text.trimStart().length;
  return part(value, start, Math.max(start, value.text.trimEnd().length));
}

function linesOf(value: Text): Span[] {
  return spansOf(value).flatMap((span): Span[] => {
    const inner = value.text.slice(span.start, span.end);
    if (!inner.includes('\n')) return span.start < span.end ? [span] : [];
    const found: Span[] = [];
    let start = 0;
    for (const line of inner.split(/(?<=\n)/)) {
      const end = start + line.length;
      const { origin } = span;
      found.push({
        start: span.start + start,
        end: span.start + end,
        origin: origin.kind === 'text' ? { ...origin, start: origin.start + start, end: origin.start + end } : origin,
      });
      start = end;
    }
    return found;
  });
}
