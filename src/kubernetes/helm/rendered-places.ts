import type { TextEdit } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';
import { replaceValue } from '../edit.ts';
import type { Field } from '../model.ts';
import { parseFields } from '../parse.ts';
import type { Printed } from './printer.ts';
import type { Origin, Span } from './template-values.ts';

/** A range of a file of a chart. */
export interface SourcePlace extends Range {
  readonly file: string;
}

/** An edit of a file of a chart. */
export interface SourceEdit {
  readonly file: string;
  readonly edit: TextEdit;
}

/** Where what a template printed is written: in a template, in values.yaml, else the action that puts it in. */
export function placeOf(printed: Printed, template: string, range: Range): SourcePlace {
  const span = onlySpan(printed, range);
  if (span?.origin.kind === 'text') return inText(span, range);
  if (span && !spansLines(printed, span)) return fileRange(span.origin);
  const start = pieceAt(printed, range.start);
  const end = pieceAt(printed, Math.max(range.start, range.end - 1));
  if (!start || !end) return { file: template, start: 0, end: 0 };
  const from = start.isText ? start.source.start + (range.start - start.start) : start.source.start;
  const until = end.isText ? end.source.start + (range.end - end.start) : end.source.end;
  return { file: template, start: from, end: range.end === range.start ? from : Math.max(from, until) };
}

/**
 * The edits in the chart's files that make these in what was rendered; undefined where something is printed in several
 * places of which not all are changed, or put together.
 */
export function editsOf(
  edits: readonly { readonly file: string; readonly edit: TextEdit }[],
  printed: ReadonlyMap<string, Printed>,
  values: ReadonlyMap<string, string>,
): SourceEdit[] | undefined {
  const result: SourceEdit[] = [];
  const changed = new Map<string, { readonly origin: Origin; readonly text: string; times: number }>();
  const all = [...printed.values()].flatMap(({ spans }) => spans);
  for (const { file, edit } of edits) {
    const own = printed.get(file);
    const span = own && (edit.start === edit.end ? insertedAt(own, edit) : onlySpan(own, edit));
    if (!span) return undefined;
    if (span.origin.kind === 'text') {
      const place = inText(span, edit);
      const isOnce = all.filter(({ origin }) => holds(origin, place)).length === 1;
      if (!isOnce || edit.text.includes('{{')) return undefined;
      result.push({ file: place.file, edit: { start: place.start, end: place.end, text: edit.text } });
      continue;
    }
    const key = `${span.origin.file} ${String(span.origin.start)}`;
    const known = changed.get(key);
    if (known && known.text !== edit.text) return undefined;
    changed.set(key, { origin: span.origin, text: edit.text, times: (known?.times ?? 0) + 1 });
  }
  for (const { origin, text, times } of changed.values()) {
    const { kind, file, start } = origin;
    const uses = all.filter(({ origin: one }) => one.kind === kind && one.file === file && one.start === start).length;
    const edit = uses === times ? valueEdit(origin, text, values.get(file) ?? '') : undefined;
    if (!edit) return undefined;
    result.push({ file, edit });
  }
  return result;
}

/** As the scalar is quoted there. */
function valueEdit(origin: Origin, written: string, text: string): TextEdit | undefined {
  const { kind, start, end } = origin;
  if (kind === 'key') return /^[\w.-]+$/.test(written) ? { start, end, text: written } : undefined;
  const [root] = parseFields(text);
  const scalar = root && scalarAt(root, origin);
  const [next] = parseFields(written);
  if (scalar?.kind !== 'scalar' || next?.kind !== 'scalar' || next.value === null) return undefined;
  return replaceValue(text, scalar, next.value);
}

function scalarAt(field: Field, { start, end }: Range): Field | undefined {
  if (field.kind === 'scalar') return field.start === start && field.end === end ? field : undefined;
  const inner = field.kind === 'list' ? field.items : field.entries.map(({ value }) => value);
  const around = inner.find((one) => one.start <= start && end <= one.end);
  return around && scalarAt(around, { start, end });
}

/** The part of known origin that a range lies in, or that fills it but for quotes. */
function onlySpan({ spans, text }: Printed, { start, end }: Range): Span | undefined {
  const own = spans.find((one) => one.start <= start && end <= one.end && one.start < one.end && start < one.end);
  if (own) return own;
  const isQuoted = /^["']$/.test(text[start] ?? '') && text[start] === text[end - 1];
  const inner = isQuoted
    ? spans.find((one) => one.origin.kind === 'value' && one.start === start + 1 && one.end === end - 1)
    : undefined;
  return inner;
}

/** The text that an insertion goes into, or that it follows; undefined beside what may be there with other values. */
function insertedAt({ spans, text, hooks }: Printed, { start, text: inserted }: TextEdit): Span | undefined {
  const from = text.slice(0, start).trimEnd().length;
  const until = text.length - text.slice(start).trimStart().length;
  if (hooks.some(({ at }) => from <= at && at <= until)) return undefined;
  const before = spans.find(({ origin, ...one }) => origin.kind === 'text' && one.start < start && start <= one.end);
  const isNext = before && (start < before.end || inserted.startsWith('\n') || text[start - 1] === '\n');
  return isNext ? before : undefined;
}

function inText({ origin, start }: Span, range: Range): SourcePlace {
  const by = origin.start - start;
  return { file: origin.file, start: range.start + by, end: range.end + by };
}

function holds(origin: Origin, place: SourcePlace): boolean {
  if (origin.kind !== 'text' || origin.file !== place.file) return false;
  return origin.start <= place.start && place.end <= origin.end;
}

function spansLines({ text }: Printed, { start, end }: Span): boolean {
  return text.slice(start, end).includes('\n');
}

function pieceAt({ pieces }: Printed, offset: number) {
  return (
    pieces.find(({ start, end }) => start <= offset && offset < end) ?? pieces.findLast(({ end }) => end <= offset)
  );
}

function fileRange({ file, start, end }: Origin): SourcePlace {
  return { file, start, end };
}
