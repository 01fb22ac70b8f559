import { removeField, renameKey, replaceValue } from '../../kubernetes/edit.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Located } from '../../kubernetes/model.ts';
import type { TextEdit } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';
import type { ConfigEntry } from './config-entries.ts';
import type { ContainerVariable } from './container-environment.ts';
import type { ContractContainer } from '../contract.ts';

/** Where the name and the value of a variable are written, and how to write others there. */
export interface VariablePlace {
  readonly file: string;
  readonly name: Range;
  readonly value: Range;
  /** Of what holds it, where that is a ConfigMap, a Secret or what generates one; null: the container itself. */
  readonly object: Located | null;
  /** Its key there. */
  readonly key?: string;
  /** The value as it is written; null: not known, or nobody's to see. */
  readonly text: string | null;
  /** Another name; undefined where it cannot be written. */
  readonly rename: (next: string) => TextEdit | undefined;
  readonly rewrite: (next: string) => TextEdit | undefined;
  /** Takes it out; undefined where that is not to be done. */
  readonly remove?: () => TextEdit | undefined;
  /** Of the container's own list: another entry in place of `value: …`, in one line. */
  readonly replaceEntry?: (next: string) => TextEdit | undefined;
}

/** In the container's own list, or in each object that it takes all of; none where nobody sees it. */
export function placesOf(
  { name, literal, at: place, sources, from, isOwn, value }: ContainerVariable,
  { facts }: ContractContainer,
): VariablePlace[] {
  if (!isOwn) return from === 'config-map' ? sources.map((entry) => inObject(entry, name)) : [];
  const { file } = facts.object;
  const common = {
    file: file.file,
    name: place,
    value: literal ? { start: literal.start, end: literal.end } : place,
    object: null,
    text: literal ? value : null,
  };
  return [
    {
      ...common,
      rename: (next) => replaceValue(file.text, { kind: 'scalar', value: name, ...place }, next),
      rewrite: (next) => (literal ? replaceValue(file.text, literal, next) : undefined),
      remove() {
        const index = items(at(facts.container.field, 'env')).findIndex((item) => textAt(item, 'name') === name);
        return index < 0 ? undefined : removeField(file.text, facts.container.field, ['env', index]);
      },
      replaceEntry(next) {
        const edit = literal ? replaceValue(file.text, literal, '') : undefined;
        const key = literal ? /value:[ \t]*$/.exec(file.text.slice(0, literal.start)) : null;
        return edit && key ? { start: key.index, end: edit.end, text: next } : undefined;
      },
    },
  ];
}

/** Where a ConfigMap, or what generates one, has the key that a variable takes by `configMapKeyRef`. */
export function keyPlacesOf({ isOwn, from, sources }: ContainerVariable): VariablePlace[] {
  return isOwn && from === 'config-map' ? sources.map((entry) => inObject(entry, entry.key)) : [];
}

/** Of a key that `envFrom` puts a prefix before, the key itself is written. */
function inObject(entry: ConfigEntry, name: string): VariablePlace {
  const { object, key, field, start, end, value } = entry;
  const { file, manifest } = object;
  const prefix = name.slice(0, name.length - key.length);
  const isKey = field.start !== start;
  const bare = (next: string) => (next.startsWith(prefix) ? next.slice(prefix.length) : undefined);
  if (isKey) {
    const data = ['data', 'stringData'].map((block) => at(manifest.root, block));
    const map = data.find((one) => one !== undefined && one.start <= start && end <= one.end);
    return {
      file: file.file,
      name: { start, end },
      value: { start: field.start, end: field.end },
      object,
      key,
      text: value,
      rename(next) {
        const wanted = bare(next);
        if (wanted === undefined) return undefined;
        if (map?.kind === 'map') return renameKey(file.text, map, key, wanted);
        // In a patch that a kustomization has as a text.
        return file.text.slice(start, end) === key ? { start, end, text: wanted } : undefined;
      },
      rewrite: (next) => replaceValue(file.text, field, next),
      remove: () => removeField(file.text, manifest.root, ['data', key]),
    };
  }
  // A literal of a generator or a line of a file that it takes: `KEY=value`, in quotes or without.
  const from = entry.text.indexOf(key, start);
  const isPlain = from >= 0 && from <= start + 1;
  const own = isPlain ? { start: from, end: from + key.length } : { start, end };
  const rest = isPlain ? { start: own.end + 1, end: from > start ? end - 1 : end } : { start, end };
  return {
    file: entry.file,
    name: own,
    value: rest,
    object,
    key,
    text: value,
    rename(next) {
      const wanted = bare(next);
      return isPlain && wanted !== undefined ? { ...own, text: wanted } : undefined;
    },
    rewrite: (next) => (isPlain && /^[\w.:/-]+$/.test(next) ? { ...rest, text: next } : undefined),
  };
}
