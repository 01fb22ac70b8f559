import type { Configuration, ConfigurationKey, ConfigurationValue } from '../../go/configuration-file.ts';
import type { EnvType } from '../../go/project.ts';
import { entries, items } from '../../kubernetes/fields.ts';
import type { Entry, Field, ScalarField } from '../../kubernetes/model.ts';
import { asVariable } from './configuration-text.ts';
import { isSlip } from '../variables/misspelt.ts';
import { isOfType } from '../variables/value-type.ts';

/** Something that a configuration file says and its program does not take so. */
export type ConfigurationFault =
  | {
      readonly kind: 'unknown';
      readonly path: string;
      readonly entry: Entry;
      /** The one that was probably meant. */
      readonly meant?: ConfigurationKey;
    }
  | {
      readonly kind: 'type';
      readonly path: string;
      readonly field: ScalarField;
      readonly wanted: EnvType;
      readonly key: ConfigurationKey;
    }
  | { readonly kind: 'quoted'; readonly path: string; readonly field: ScalarField; readonly key: ConfigurationKey }
  | { readonly kind: 'section' | 'text'; readonly path: string; readonly field: Field; readonly key: ConfigurationKey };

interface Holder {
  readonly key: ConfigurationKey;
  readonly path: string;
}

/** What is wrong in a configuration file, read as its program reads it. `text` is that of the file. */
export function* configurationFaults(
  root: Field,
  configuration: Configuration,
  text: string,
): Iterable<ConfigurationFault> {
  const { ignoresCase = false, parsesTexts = false } = configuration;
  // A file without any of its keys is one for something else.
  if (entries(root).some((entry) => configuration.keys.some(({ name }) => isSame(name, entry.key))))
    yield* inSection(root, configuration.keys, '');

  function* inSection(field: Field, keys: readonly ConfigurationKey[], path: string): Iterable<ConfigurationFault> {
    const present = new Set(entries(field).map(({ key }) => key));
    for (const entry of entries(field)) {
      // Merged keys stand elsewhere, and those of `x-` are there for anchors.
      if (entry.merged || /^(?:x-|\.|<<$)/.test(entry.key) || entry.key.includes('{{')) continue;
      const inner = path === '' ? entry.key : `${path}.${entry.key}`;
      const key = keys.find(({ name }) => isSame(name, entry.key));
      if (key) {
        yield* inValue(entry.value, key.value, { key, path: inner });
        continue;
      }
      const meant = keys.find(({ name }) => !present.has(name) && isSlip(asVariable(entry.key), asVariable(name)));
      yield { kind: 'unknown', path: inner, entry, ...(meant && { meant }) };
    }
  }

  function* inValue(field: Field, value: ConfigurationValue, holder: Holder): Iterable<ConfigurationFault> {
    if (value.kind === 'open' || isEmpty(field)) return;
    if (value.kind === 'text') {
      yield* inText(field, value.type, holder);
      return;
    }
    if (value.kind === 'list') {
      if (field.kind === 'list') for (const item of items(field)) yield* inValue(item, value.of, holder);
      return;
    }
    if (field.kind !== 'map') yield { kind: 'section', field, ...holder };
    else if (value.kind === 'section') yield* inSection(field, value.keys, holder.path);
    else
      for (const { key, value: inner } of entries(field)) {
        yield* inValue(inner, value.of, { ...holder, path: `${holder.path}.${key}` });
      }
  }

  function* inText(field: Field, wanted: EnvType | undefined, holder: Holder): Iterable<ConfigurationFault> {
    if (field.kind === 'map') yield { kind: 'text', field, ...holder };
    if (field.kind !== 'scalar' || wanted === undefined) return;
    const written = String(field.value);
    if (/[$]|\{\{/.test(written) || written.trim() === '') return;
    if (!fits(field, wanted, parsesTexts)) yield { kind: 'type', field, wanted, ...holder };
    else if (!parsesTexts && wanted !== 'duration' && /^["']/.test(text.slice(field.start)))
      yield { kind: 'quoted', field, ...holder };
  }

  function isSame(name: string, other: string): boolean {
    return ignoresCase ? name.toLowerCase() === other.toLowerCase() : name === other;
  }
}

function isEmpty(field: Field): boolean {
  return field.kind === 'scalar' && field.value === null;
}

function fits({ value }: ScalarField, wanted: EnvType, parsesTexts: boolean): boolean {
  // YAML has its own words for true and false, and decoders take whole numbers that are written with a point.
  if (wanted === 'bool')
    return (
      typeof value === 'boolean' ||
      /^(?:y|yes|n|no|on|off|true|false)$/i.test(String(value)) ||
      (parsesTexts && isOfType(String(value), 'bool'))
    );
  if (typeof value === 'number') return wanted !== 'uint' || value >= 0;
  return typeof value === 'string' && isOfType(value, wanted);
}
