import type { Range } from '../../lint/rule.ts';
import type { Field, ManifestFile } from '../model.ts';

/** What *Expand Selection* takes from an offset on, each within the next: word, value, entry, block, object, file. */
export function selectionsAt({ text, manifests, comments }: ManifestFile, offset: number): Range[] {
  const object = manifests.find((one) => holds(one, offset));
  const candidates = [
    wordAt(text, offset),
    ...comments.filter((one) => holds(one, offset)),
    ...(object ? [object, ...around(object.root, offset, text)] : []),
    { start: 0, end: text.length },
  ];
  const nested: Range[] = [];
  for (const { start, end } of candidates.sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const inner = nested.at(-1);
    if (!holds({ start, end }, offset) || end <= start) continue;
    if (inner && (start > inner.start || end < inner.end || (start === inner.start && end === inner.end))) continue;
    nested.push({ start, end });
  }
  return nested;
}

function* around(field: Field, offset: number, text: string): Generator<Range> {
  if (!holds(field, offset)) return;
  yield field;
  if (field.kind === 'list') for (const item of field.items) yield* around(item, offset, text);
  if (field.kind === 'scalar' && /["']/.test(text[field.start] ?? ''))
    yield { start: field.start + 1, end: field.end - 1 };
  if (field.kind !== 'map') return;
  for (const { keyRange, value, merged } of field.entries) {
    if (merged) continue;
    yield keyRange;
    if (value.end > keyRange.end) yield { start: keyRange.start, end: value.end };
    yield* around(value, offset, text);
  }
}

function wordAt(text: string, offset: number): Range {
  let start = offset;
  let end = offset;
  while (start > 0 && /[\w-]/.test(text[start - 1] as string)) start--;
  while (end < text.length && /[\w-]/.test(text[end] as string)) end++;
  return { start, end };
}

function holds({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}
