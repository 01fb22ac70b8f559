import { at, entries, textAt, valueAt } from '../fields.ts';
import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';

export const nakedPod = objectRule({
  id: 'naked-pod',
  kinds: ['Pod'],
  title: 'Let a controller run the pod',
  severity: 'info',
  aliases: ['kubescape:C-0073'],
  why: 'A Pod by itself is gone for good when its node is, and it cannot be updated in place. A Deployment, StatefulSet, DaemonSet or Job makes new ones.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: «web»\nspec:\n  containers: []\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: «once»\nspec: { restartPolicy: Never, containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-0\n  ownerReferences: [{ apiVersion: apps/v1, kind: StatefulSet, name: web, uid: x }]\n',
    },
  ],
  *check({ manifest }) {
    const { root, name } = manifest;
    const owners = at(root, 'metadata', 'ownerReferences');
    if (owners && valueAt(owners) !== null) return;
    // What runs once, or is a tool’s hook, may well be a Pod.
    const once = ['Never', 'OnFailure'].includes(textAt(root, 'spec', 'restartPolicy') ?? '');
    const hook = entries(at(root, 'metadata', 'annotations')).some(({ key }) => /\/hook$/.test(key));
    yield {
      ...objectPlace(manifest),
      message: ['Nothing starts `{0}` again when its node is gone', name],
      ...(once || hook ? { severity: 'hint' as const } : {}),
    };
  },
});
