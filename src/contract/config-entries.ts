import { entries, at, items, textAt } from '../kubernetes/fields.ts';
import type { Field, Located } from '../kubernetes/model.ts';
import type { Range } from '../lint/rule.ts';

/** One key of a ConfigMap or Secret, where it stands. */
export interface ConfigEntry extends Range {
  readonly file: string;
  /** Null: not known here. Never that of a Secret. */
  readonly value: string | null;
}

/** What an object holds under which keys; of a kustomization what it generates under the name. Undefined: nobody sees that here. */
export function configEntries(
  { file, manifest }: Located,
  kind: 'ConfigMap' | 'Secret',
  name: string,
): ReadonlyMap<string, ConfigEntry> | undefined {
  if (manifest.broken) return undefined;
  const found = new Map<string, ConfigEntry>();
  const note = (key: string, { start, end }: Range, value: string | null) =>
    found.set(key, { file: file.file, start, end, value: kind === 'Secret' ? null : value });
  if (manifest.kind === kind) {
    for (const block of ['data', 'binaryData', 'stringData']) {
      for (const { key, keyRange, value } of entries(at(manifest.root, block))) {
        note(key, keyRange, block === 'binaryData' ? null : (textAt(value) ?? null));
      }
    }
    return found;
  }
  const generators = items(at(manifest.root, kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator'));
  const own = generators.filter((one) => textAt(one, 'name') === name);
  if (own.length === 0) return undefined;
  for (const generator of own) {
    if (at(generator, 'envs') ?? at(generator, 'env')) return undefined;
    readGenerator(generator, note);
  }
  return found;
}

function readGenerator(generator: Field, note: (key: string, at: Range, value: string | null) => void): void {
  for (const item of items(at(generator, 'literals'))) {
    const text = textAt(item) ?? '';
    const equals = text.indexOf('=');
    if (equals > 0) note(text.slice(0, equals).trim(), item, unquoted(text.slice(equals + 1)));
  }
  for (const item of items(at(generator, 'files'))) {
    const text = textAt(item) ?? '';
    const equals = text.indexOf('=');
    note(equals > 0 ? text.slice(0, equals).trim() : text.slice(text.lastIndexOf('/') + 1), item, null);
  }
}

/** kustomize takes one pair of quotes away. */
function unquoted(text: string): string {
  const [, inner] = /^(?:"(.*)"|'(.*)')$/s.exec(text) ?? [];
  return inner ?? text;
}
