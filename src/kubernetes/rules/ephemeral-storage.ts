import { at, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { parseQuantity } from '../pods/quantity.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';

export const ephemeralStorage = containerRule({
  id: 'ephemeral-storage',
  title: 'Bound what a container may write to the node’s disk',
  severity: 'hint',
  off: true,
  aliases: ['kube-score:container-ephemeral-storage-request-and-limit'],
  why: 'Logs, `emptyDir` volumes and the container’s own layer fill the disk of the node; when it is full, pods are evicted, and not only the one that filled it. A request and a limit of `ephemeral-storage` bound it. With a read-only root file system there is little to bound, so this rule is off by default.',
  examples: [
    {
      bad: 'name: «app»\nresources:\n  limits:\n    ephemeral-storage: 1Gi\n',
      good: 'name: app\nresources:\n  limits:\n    ephemeral-storage: 1Gi\n  requests:\n    ephemeral-storage: 1Gi\n',
    },
    {
      bad: 'name: «app»\nresources:\n  requests:\n    ephemeral-storage: 1Gi\n',
      good: 'name: app\nresources:\n  requests:\n    ephemeral-storage: 1Gi\n  limits:\n    ephemeral-storage: 1Gi\n',
    },
  ],
  *check({ container, manifest, file }) {
    const missing = (['requests', 'limits'] as const).find((side) => {
      const text = textAt(at(container.field, 'resources'), side, 'ephemeral-storage');
      return text === undefined || parseQuantity(text)?.value === 0;
    });
    if (missing === undefined) return;
    const edit = setField(file.text, container.field, ['resources', missing, 'ephemeral-storage'], '1Gi');
    yield {
      ...containerPlace(container),
      message:
        missing === 'limits'
          ? ['`{0}` has no limit of ephemeral storage', container.name]
          : ['`{0}` requests no ephemeral storage', container.name],
      aliases: heardOf(manifest, ephemeralStorage.aliases, container.kind),
      fixes: edit ? [{ title: ['Add 1Gi (measure, then adjust)'], safe: false, edits: [edit] }] : [],
    };
  },
});
