import { entries } from '../../kubernetes/fields.ts';
import type { Field, Located, ScalarField } from '../../kubernetes/model.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Repair } from '../fault.ts';

/** What a configuration file gives a key, `http.port`: `undefined` = nothing, `null` = that is not certain. */
export type Configured = (key: string) => string | null | undefined;

/** A text that a container's program reads as its configuration. */
export interface ConfigurationText {
  readonly text: string;
  readonly root: Field;
  /** What holds it: a ConfigMap, or what generates one; null: the image. */
  readonly object: Located | null;
  /** The file it stands in: of a ConfigMap's own text the manifest. */
  readonly file: string;
  /** Where a part of it stands there; all of it where {@link isVerbatim} is false. */
  readonly placeOf: (part: Range) => Range;
  /** Its lines stand in the file as they are, so that a part of them can be changed. */
  readonly isVerbatim: boolean;
}

/** What texts of the same file agree on. */
export function configuredBy(texts: readonly ConfigurationText[]): Configured {
  return (key) => {
    const values = new Set(texts.map(({ root }) => valueOf(root, key)));
    return values.size === 1 ? [...values][0] : null;
  };
}

/** Libraries of configuration differ in whether case counts: the same keys in two cases are no file that people write. */
function valueOf(root: Field | undefined, key: string): string | null | undefined {
  let field = root;
  for (const name of key.split('.')) {
    if (field?.kind !== 'map') return null;
    field = entries(field).find((one) => one.key.toLowerCase() === name.toLowerCase())?.value;
    if (!field) return undefined;
  }
  const text = field?.kind === 'scalar' ? String(field.value ?? '') : null;
  return text?.includes('$') === true ? null : text;
}

/** Every single value below a section, and its key with dots: `http.addr`. */
export function* textsBelow(root: Field, path = ''): Iterable<{ readonly path: string; readonly field: ScalarField }> {
  for (const { key, value, merged } of entries(root)) {
    const inner = path === '' ? key : `${path}.${key}`;
    if (merged) continue;
    if (value.kind === 'scalar') yield { path: inner, field: value };
    else yield* textsBelow(value, inner);
  }
}

/** Writes something in the place of a key or a value, where that can be done. */
export function rewritten(
  { file, placeOf, isVerbatim }: ConfigurationText,
  part: Range,
  title: Message,
  text: string,
): Repair[] {
  return isVerbatim ? [{ title, changes: [{ file, edits: [{ ...placeOf(part), text }] }] }] : [];
}

/** A word in quotes if the part that it replaces is: JSON has no others. */
export function quotedAs({ text }: ConfigurationText, { start }: Range, word: string): string {
  return text[start] === '"' ? JSON.stringify(word) : word;
}

/** `http.listenAddr` as a variable would be called: `HTTP_LISTEN_ADDR`. */
export function asVariable(path: string): string {
  return path
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[.-]/g, '_')
    .toUpperCase();
}
