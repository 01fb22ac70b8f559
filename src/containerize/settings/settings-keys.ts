import { isMap, isScalar, parseDocument, type Scalar, visit } from 'yaml';
import type { Listener } from '../../go/project.ts';
import { isSecretName } from '../../go/environment/secret-names.ts';
import { holdsToken } from '../../kubernetes/secrets/secret-words.ts';

/** Keys of the configuration file that configure a listener. */
export function keysOf({ configuredBy }: Listener): string[] {
  return configuredBy.filter((by) => by.startsWith('config:')).map((by) => by.slice('config:'.length));
}

/** What a YAML or JSON text says under each key; null where it says nothing, or is none. */
export function scalarsAt(text: string, keys: readonly string[]): (Scalar | null)[] {
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.length > 0) return keys.map(() => null);
  return keys.map((key) => scalarAt(document.contents, key.split('.')));
}

/** All texts of a YAML or JSON text that are values. */
export function textsIn(text: string): string[] {
  const found: string[] = [];
  visit(parseDocument(text, { logLevel: 'silent' }), {
    Scalar(key, { value }) {
      if (key !== 'key' && typeof value === 'string') found.push(value);
    },
  });
  return found;
}

/** Whether a YAML or JSON text has a value for which a ConfigMap is no place. */
export function holdsSecret(text: string): boolean {
  let isFound = holdsToken(text);
  visit(parseDocument(text, { logLevel: 'silent' }), {
    Pair(_, { key, value }) {
      const isSaid = isScalar(value) && value.value !== null && value.value !== '';
      if (isSaid && isScalar(key) && isSecretName(String(key.value), null)) isFound = true;
    },
  });
  return isFound;
}

/** Readers of configuration files compare keys without their case. */
function scalarAt(node: unknown, keys: readonly string[]): Scalar | null {
  const [key, ...more] = keys;
  if (key === undefined) return isScalar(node) ? node : null;
  if (!isMap(node)) return null;
  const pair = node.items.find(
    (item) => isScalar(item.key) && String(item.key.value).toLowerCase() === key.toLowerCase(),
  );
  return scalarAt(pair?.value, more);
}
