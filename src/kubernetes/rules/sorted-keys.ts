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
  *check({ manifest }) {
    yield* unsorted(manifest.root);
  },
});

/** The first key of each map that stands behind one that it should stand before. */
function* unsorted(field: Field): Generator<Report> {
  if (field.kind === 'list') for (const item of field.items) yield* unsorted(item);
  if (field.kind !== 'map') return;
  const own = field.entries.filter(
    ({ merged, keyRange }) => !merged && keyRange.start >= field.start && keyRange.end <= field.end,
  );
  const late = own.find(({ key }, index) => index > 0 && key < (own[index - 1] as Entry).key);
  if (late) {
    const { start, end } = late.keyRange;
    const next = own.find(({ key }) => key > late.key) as Entry;
    yield { start, end, message: ['`{0}` stands behind `{1}`', late.key, next.key] };
  }
  for (const { value } of own) yield* unsorted(value);
}
