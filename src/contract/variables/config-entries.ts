import { textOfBase64 } from '../../kubernetes/secrets/base64.ts';
import { entries, at, items, textAt } from '../../kubernetes/fields.ts';
import { envFilesOf, generatorFile } from '../../kubernetes/kustomize/generators.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import { type OutboundAddress, outboundAddress } from '../network/outbound-address.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { Range } from '../../lint/rule.ts';

/** One key of a ConfigMap or Secret, where it stands. */
export interface ConfigEntry extends Range {
  /** The object's own, or one of variables that its generator takes; with its text. */
  readonly file: string;
  readonly text: string;
  /** What holds it: the object itself, or the kustomization that generates it. */
  readonly object: Located;
  readonly key: string;
  /** The scalar of the value, or of the whole literal `KEY=value`. */
  readonly field: Field;
  /** Null: not known here. Never that of a Secret. */
  readonly value: string | null;
  /** The server that the value of a Secret names: all that is told of it. */
  readonly address?: OutboundAddress;
  /** It holds nothing; of a Secret, too. */
  readonly isEmpty: boolean;
  /** The file of the workspace that it holds. */
  readonly path?: string;
}

/** What an object holds under which keys; of a kustomization what it generates under the name. Undefined: nobody sees that here. */
export function configEntries(
  object: Located,
  kind: 'ConfigMap' | 'Secret',
  name: string,
  { envFile }: Pick<Workspace, 'envFile'>,
): ReadonlyMap<string, ConfigEntry> | undefined {
  const { file, manifest } = object;
  if (manifest.broken) return undefined;
  const found = new Map<string, ConfigEntry>();
  const note: Note = (key, { start, end }, field, value, { source = file, path } = {}) => {
    const address = kind === 'Secret' && value !== null ? outboundAddress(value.trim()) : null;
    found.set(key, {
      ...{ file: source.file, text: source.text, object, key, field, start, end },
      value: kind === 'Secret' ? null : value,
      isEmpty: value?.trim() === '',
      ...(address && { address }),
      ...(path !== undefined && { path }),
    });
  };
  if (manifest.kind === kind) {
    for (const block of ['data', 'binaryData', 'stringData']) {
      for (const { key, keyRange, value } of entries(at(manifest.root, block))) {
        note(key, keyRange, value, block === 'binaryData' ? null : known(plainText(kind, block, textAt(value))));
      }
    }
    return found;
  }
  const generators = items(at(manifest.root, kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator'));
  const own = generators.filter((one) => textAt(one, 'name') === name);
  if (own.length === 0) return undefined;
  for (const generator of own) {
    for (const { path } of envFilesOf(generator, object)) {
      const source = envFile(path);
      if (!source) return undefined;
      for (const { key, value, ...place } of source.entries) {
        note(key, place, { kind: 'scalar', value, ...place }, value, { source });
      }
    }
    readGenerator(generator, object, note);
  }
  return found;
}

/** What a Secret has in `data` is in base64. */
function plainText(kind: 'ConfigMap' | 'Secret', block: string, text: string | undefined): string | undefined {
  const isEncoded = kind === 'Secret' && block === 'data';
  return isEncoded && text !== undefined ? textOfBase64(text) : text;
}

/** Null for what is put together elsewhere. */
function known(text: string | undefined): string | null {
  return text === undefined || text.includes('$(') ? null : text;
}

type Note = (
  key: string,
  at: Range,
  field: Field,
  value: string | null,
  from?: { readonly source?: { readonly file: string; readonly text: string }; readonly path?: string },
) => void;

function readGenerator(generator: Field, object: Located, note: Note): void {
  for (const item of items(at(generator, 'literals'))) {
    const text = textAt(item) ?? '';
    const equals = text.indexOf('=');
    if (equals > 0) note(text.slice(0, equals).trim(), item, item, unquoted(text.slice(equals + 1)));
  }
  for (const item of items(at(generator, 'files'))) {
    const { key, path } = generatorFile(item, object);
    note(key, item, item, null, { path });
  }
}

/** kustomize takes one pair of quotes away. */
function unquoted(text: string): string {
  const [, inner] = /^(?:"(.*)"|'(.*)')$/s.exec(text) ?? [];
  return inner ?? text;
}
