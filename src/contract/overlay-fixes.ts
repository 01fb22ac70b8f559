import { removeField, replaceValue } from '../kubernetes/edit.ts';
import { entries, items } from '../kubernetes/fields.ts';
import type { Field, ManifestFile } from '../kubernetes/model.ts';
import { parseFields } from '../kubernetes/parse.ts';
import type { Fix, TextEdit } from '../lint/fix.ts';
import type { Range } from '../lint/rule.ts';
import type { JoinedOverlay } from './contract.ts';
import type { FilePlace, Repair } from './fault.ts';

/** A repair of what an overlay makes in a file that changes something: only of what is written in it, as others may patch the same objects. */
export function fixIn(
  { file, text }: Pick<ManifestFile, 'file' | 'text'>,
  { title, safe = false, changes }: Repair,
  { overlay, contract: { workspace } }: JoinedOverlay,
): Fix | undefined {
  const edits: TextEdit[] = [];
  for (const change of changes) {
    if (!('edits' in change)) return undefined;
    for (const edit of change.edits) {
      const edited = edit.text === '' ? removal(change.file, edit) : replaced(change.file, edit);
      if (!edited) return undefined;
      edits.push(edited);
    }
  }
  return edits.length > 0 ? { title, safe, edits } : undefined;

  function replaced(made: string, edit: TextEdit): TextEdit | undefined {
    const place = overlay.placeOf(made, edit);
    const isHere = place?.file === file && edit.end > edit.start;
    return isHere ? valueEdit(text, place, { now: madeText(made, edit), next: edit.text }) : undefined;
  }

  /** Of one key with its value, in a file of its own. */
  function removal(made: string, edit: Range): TextEdit | undefined {
    const whole = madeText(made, edit);
    const start = edit.start + (whole.length - whole.trimStart().length);
    const [root] = parseFields(whole);
    const [entry, another] = entries(root);
    if (entry?.value.kind !== 'scalar' || another) return undefined;
    const key = overlay.wordAt(made, { start, end: start + 1 })?.place;
    for (const { root: object } of key?.file === file ? (overlay.written(file)?.manifests ?? []) : []) {
      const path = pathTo(object, key?.start ?? 0);
      if (path) return removeField(text, object, path);
    }
    return undefined;
  }

  function madeText(made: string, { start, end }: Range): string {
    return workspace.file(made)?.text.slice(start, end) ?? '';
  }
}

/** The way to the key that begins at an offset. */
function pathTo(field: Field, start: number): (string | number)[] | undefined {
  for (const [index, item] of items(field).entries()) {
    const inner = pathTo(item, start);
    if (inner) return [index, ...inner];
  }
  for (const { key, keyRange, value } of entries(field)) {
    if (keyRange.start === start) return [key];
    const inner = pathTo(value, start);
    if (inner) return [key, ...inner];
  }
  return undefined;
}

/** Undefined where what is written is more than the value itself, unless it is `KEY=value` of a generator. */
function valueEdit(
  text: string,
  { start, end }: FilePlace,
  { now, next }: { readonly now: string; readonly next: string },
): TextEdit | undefined {
  const [before] = parseFields(text.slice(start, end));
  const [made] = parseFields(now);
  const [after] = parseFields(next);
  if (before?.kind !== 'scalar' || after?.kind !== 'scalar' || made?.kind !== 'scalar' || after.value === null) {
    return undefined;
  }
  const [written, value] = [String(before.value), String(made.value)];
  if (written === value) return replaceValue(text, { ...before, start, end }, after.value);
  const key = /^[^=]+=/.exec(written)?.[0] ?? '';
  return key !== '' && written === key + value
    ? replaceValue(text, { ...before, start, end }, key + String(after.value))
    : undefined;
}
