import { at, items, textAt } from '../fields.ts';
import type { Field, Manifest } from '../model.ts';
import type { Range } from '../../lint/rule.ts';

/** One entry of `rules` of a Role or ClusterRole: who is bound to it may do these verbs with these resources. */
export interface Grant {
  readonly field: Field;
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** The only objects that it is about; undefined: all. */
  readonly names: readonly string[] | undefined;
}

export function grantsOf({ root }: Manifest): Grant[] {
  return items(at(root, 'rules')).flatMap((field) => {
    if (field.kind !== 'map') return [];
    const names = at(field, 'resourceNames');
    return [
      {
        field,
        apiGroups: texts(field, 'apiGroups'),
        resources: texts(field, 'resources'),
        verbs: texts(field, 'verbs'),
        names: names?.kind === 'list' ? texts(field, 'resourceNames') : undefined,
      },
    ];
  });
}

/** Whether one of a list is in another. */
export function meets(list: readonly string[], others: readonly string[]): boolean {
  return list.some((one) => others.includes(one));
}

/** All rights, at least over what has no API group. */
export function isEverything({ apiGroups, resources, verbs }: Grant): boolean {
  return resources.includes('*') && verbs.includes('*') && meets(apiGroups, ['', '*']);
}

/** The first of these values in a list of the grant; where there is none, the key of the list or the grant's beginning. */
export function placeIn({ field }: Grant, key: string, values: readonly string[]): Range {
  const list = at(field, key);
  const found = items(list).find((item) => values.includes(textAt(item) ?? ''));
  if (found) return { start: found.start, end: found.end };
  return list && list.end > list.start
    ? { start: list.start, end: list.end }
    : { start: field.start, end: Math.min(field.start + 1, field.end) };
}

function texts(field: Field, key: string): string[] {
  return items(at(field, key)).flatMap((item) => textAt(item) ?? []);
}
