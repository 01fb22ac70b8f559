import { kubernetesRules } from './rules/index.ts';
import type { ManifestRule } from './subject.ts';

/** The rules that have something to say of an object: of thousands of objects each is asked only what concerns its kind. */
export function rulesFor(kind: string, runsPod: boolean): readonly ManifestRule[] {
  return runsPod ? (withPods.get(kind) ?? forAllWithPods) : (byKind.get(kind) ?? forAll);
}

/** Of files that tools read and no API server gets: their shape, and what is about the very kind. */
export function rulesForTools(kind: string): readonly ManifestRule[] {
  return (byKind.get(kind) ?? forAll).filter((rule) => rule.kinds !== undefined || OF_SHAPE.has(rule.id));
}

/** What the API server refuses of an object as it is written. */
export function isOfShape(id: string): boolean {
  return OF_SHAPE.has(id) || id.startsWith('valid-');
}

const OF_SHAPE: ReadonlySet<string> = new Set(['unknown-field', 'wrong-type', 'required-field', 'invalid-value']);

const forAll = kubernetesRules.filter(({ kinds }) => kinds === undefined);
const forPods = kubernetesRules.filter(({ kinds }) => kinds === 'pods');
const byKind: ReadonlyMap<string, readonly ManifestRule[]> = listByKind();
const withPods = new Map([...byKind].map(([kind, rules]) => [kind, [...rules, ...forPods]]));
const forAllWithPods = [...forAll, ...forPods];

function listByKind(): Map<string, ManifestRule[]> {
  const lists = new Map<string, ManifestRule[]>();
  for (const rule of kubernetesRules) {
    if (rule.kinds === undefined || rule.kinds === 'pods') continue;
    for (const kind of rule.kinds) {
      const list = lists.get(kind);
      if (list) list.push(rule);
      else lists.set(kind, [...forAll, rule]);
    }
  }
  return lists;
}
