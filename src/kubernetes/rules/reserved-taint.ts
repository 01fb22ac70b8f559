import { at, items, textAt } from '../fields.ts';
import { objectRule } from '../rule-kinds.ts';

const RESERVED = 'CriticalAddonsOnly';
const MODE = 'kubernetes.azure.com/mode';

export const reservedTaint = objectRule({
  id: 'reserved-taint',
  kinds: ['Node'],
  title: 'Leave the taint of the system’s nodes to them',
  severity: 'hint',
  off: true,
  aliases: ['draft:restricted-taints'],
  why: 'Managed clusters keep their system nodes free with the taint `CriticalAddonsOnly`. On another node it is taken away again, or keeps out what should run there.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Node\nmetadata: { name: a }\nspec: { taints: [{ key: «CriticalAddonsOnly», effect: NoSchedule }] }\n',
      good: 'apiVersion: v1\nkind: Node\nmetadata: { name: a, labels: { kubernetes.azure.com/mode: system } }\nspec: { taints: [{ key: CriticalAddonsOnly, effect: NoSchedule }] }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Node\nmetadata: { name: a, labels: { kubernetes.azure.com/mode: user } }\nspec: { taints: [{ key: «CriticalAddonsOnly» }] }\n',
      good: 'apiVersion: v1\nkind: Node\nmetadata: { name: a }\nspec: { taints: [{ key: dedicated }] }\n',
    },
  ],
  *check({ manifest }) {
    if (/^[sS]ystem$/.test(manifest.labels.get(MODE) ?? '')) return;
    for (const taint of items(at(manifest.root, 'spec', 'taints'))) {
      const key = at(taint, 'key');
      if (!key || textAt(key) !== RESERVED) continue;
      yield { start: key.start, end: key.end, message: ['`{0}` is for the system’s own nodes', RESERVED] };
    }
  },
});
