import { isOwn } from '../edit/places.ts';
import type { Entry, Field } from '../model.ts';
import { objectRule } from '../rule-kinds.ts';
import type { Report } from '../../lint/rule.ts';

export const sortedKeys = objectRule({
  id: 'sorted-keys',
  title: 'Sort the keys of manifests',
  severity: 'hint',
  off: true,
  aliases: ['kube-linter:sorted-keys'],
  why: 'Keys in alphabetical order make changes easy to compare where tools write the manifests. People write `apiVersion`, `kind`, `metadata` and `name` first, so this rule is off by default.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n«data»:\n  a: x\n',
      good: 'apiVersion: v1\ndata:\n  a: x\nkind: ConfigMap\nmetadata:\n  name: web\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  namespace: shop\n  «name»: web\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\n',
    },
  ],
  check({ manifest }) {
    const found: Report[] = [];
    collect(manifest.root, found);
    return found;
  },
});

/** The first key of each map that stands behind one that it should stand before. It makes no lists: it walks every field of every object. */
function collect(field: Field, found: Report[]): void {
  if (field.kind === 'list') for (const item of field.items) collect(item, found);
  if (field.kind !== 'map') return;
  let before: string | undefined;
  let late: Entry | undefined;
  for (const one of field.entries) {
    if (!isOwn(field, one)) continue;
    if (before !== undefined && one.key < before) late ??= one;
    before = one.key;
    if (one.value.kind !== 'scalar') collect(one.value, found);
  }
  if (!late) return;
  const { key, keyRange } = late;
  const next = field.entries.find((one) => one.key > key && isOwn(field, one));
  found.push({
    start: keyRange.start,
    end: keyRange.end,
    message: ['`{0}` stands behind `{1}`', key, next?.key ?? ''],
  });
}
