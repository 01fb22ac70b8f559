import { type Plain, isPlain } from '../plain.ts';
import { mergePatch } from './strategic-merge.ts';

/** An object on its way through kustomizations. */
export interface Item {
  readonly file: string;
  readonly object: Plain;
  /** Namespaces it had on the way; a patch may name it by any of them. */
  readonly namespaces: readonly string[];
  /** In how many kinds of places kustomizations have put a label so far, by its key. */
  readonly labelled: ReadonlyMap<string, number>;
}

const MOST_WILDCARDS = 4;
const TARGET_KEYS = ['group', 'version', 'kind', 'name', 'namespace'];

/** Items with strategic merge patches applied to those they name (or `target` does). */
export function applyPatch(
  items: readonly Item[],
  patches: readonly Plain[],
  target: Plain | undefined,
  unsupported: string[],
): Item[] {
  if (target && Object.keys(target).some((key) => !TARGET_KEYS.includes(key))) {
    unsupported.push('patches.target selectors');
    return [...items];
  }
  let result = [...items];
  for (const patch of patches) {
    const chosen = new Set(
      result.filter((item) => (target ? isTarget(item, target, unsupported) : isNamedBy(item, patch))),
    );
    const { name, kind } = target ?? { ...patch, ...metadataOf(patch) };
    if (chosen.size === 0) unsupported.push(`patches: nothing is called ${textOf(name) || textOf(kind)}`);
    result = result.map((item) => (chosen.has(item) ? patched(item, patch, target !== undefined, unsupported) : item));
  }
  return result;
}

function patched(item: Item, patch: Plain, hasTarget: boolean, unsupported: string[]): Item {
  if (!isBuiltIn(item.object) && hasListOfMaps(patch)) unsupported.push('patches: lists of custom resources');
  // What it made in several places at once, kustomize changes in all of them.
  for (const key of keysIn(patch)) {
    if ((item.labelled.get(key) ?? 0) > 1) unsupported.push(`patches: the label ${key} of a kustomization`);
  }
  const merged = mergePatch(item.object, hasTarget ? withoutIdentity(patch) : patch, unsupported);
  return isPlain(merged) ? { ...item, object: merged } : item;
}

function* keysIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* keysIn(item);
  if (!isPlain(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    yield key;
    yield* keysIn(inner);
  }
}

function isNamedBy({ object, namespaces }: Item, patch: Plain): boolean {
  const { name, namespace } = metadataOf(patch);
  return (
    object['apiVersion'] === patch['apiVersion'] &&
    object['kind'] === patch['kind'] &&
    metadataOf(object)['name'] === name &&
    namespaces.includes(namespaceOf(namespace))
  );
}

function isTarget({ object, namespaces }: Item, target: Plain, unsupported: string[]): boolean {
  const [version = '', group = ''] = String(object['apiVersion']).split('/').reverse();
  const names = [metadataOf(object)['name']];
  const facts: Record<string, readonly unknown[]> = { group: [group], version: [version], kind: [object['kind']] };
  return Object.entries({ ...facts, name: names, namespace: namespaces }).every(([key, values]) => {
    const wanted = textOf(target[key]);
    if (wanted === '') return true;
    const pattern = patternOf(wanted);
    if (!pattern) unsupported.push(`patches.target: the pattern ${wanted}`);
    return values.some((value) => pattern?.test(String(value)));
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Patterns with groups or many wildcards are left to kustomize: a hostile one would take forever. */
export function patternOf(pattern: string): RegExp | undefined {
  if (pattern.split('.').length > MOST_WILDCARDS + 1) return undefined;
  return /^\^?[\w-]*(?:\.[*+]?[\w-]*|\|[\w-]+)*\$?$/.test(pattern)
    ? new RegExp(`^(?:${pattern.replace(/^\^|\$$/g, '')})$`)
    : undefined;
}

/** With a target, the patch's own kind and name say nothing. */
function withoutIdentity(patch: Plain): Plain {
  const { apiVersion: _apiVersion, kind: _kind, ...rest } = patch;
  if (!isPlain(rest['metadata'])) return rest;
  const { name: _name, namespace: _namespace, ...metadata } = rest['metadata'];
  return { ...rest, metadata };
}

/** Kinds of the API server itself, whose lists are merged by key; lists of others are replaced, or it depends. */
export function isBuiltIn({ apiVersion }: Plain): boolean {
  const [group = ''] = String(apiVersion).includes('/') ? String(apiVersion).split('/') : [''];
  return !group.includes('.') || /^(?:\w+\.)*k8s\.io$/.test(group);
}

function hasListOfMaps(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isPlain);
  return isPlain(value) && Object.values(value).some(hasListOfMaps);
}

export function metadataOf(object: Plain): Plain {
  return isPlain(object['metadata']) ? object['metadata'] : {};
}

/** As kustomize compares it: none is `default`. */
export function namespaceOf(namespace: unknown): string {
  return typeof namespace === 'string' && namespace !== '' ? namespace : 'default';
}
