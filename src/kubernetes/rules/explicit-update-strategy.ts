import { at, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { fieldPlace } from '../field-place.ts';
import { objectRule } from '../rule-kinds.ts';

const STRATEGY: Readonly<Record<string, string>> = {
  Deployment: 'strategy',
  StatefulSet: 'updateStrategy',
  DaemonSet: 'updateStrategy',
};

export const explicitUpdateStrategy = objectRule({
  id: 'explicit-update-strategy',
  kinds: Object.keys(STRATEGY),
  title: 'Say how pods are updated',
  severity: 'hint',
  off: true,
  aliases: ['kube-linter:no-rolling-update-strategy'],
  why: 'Deployments, StatefulSets and DaemonSets are updated by rolling update unless they say otherwise. Teams that want to read it in each manifest can turn this rule on.',
  examples: [
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: «web»\nspec:\n  replicas: 2\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n  strategy:\n    type: RollingUpdate\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: agent }\nspec:\n  updateStrategy: «{ rollingUpdate: { maxUnavailable: 1 } }»\n',
      good: 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: agent }\nspec:\n  updateStrategy: { rollingUpdate: { maxUnavailable: 1 }, type: RollingUpdate }\n',
      fixed: true,
    },
  ],
  *check({ manifest, file }) {
    const key = STRATEGY[manifest.kind] ?? 'strategy';
    const strategy = at(manifest.root, 'spec', key);
    if ((textAt(strategy, 'type') ?? '') !== '') return;
    const edit = setField(file.text, manifest.root, ['spec', key, 'type'], 'RollingUpdate');
    yield {
      ...fieldPlace(strategy, manifest),
      message: ['`{0}` does not say how its pods are updated', manifest.name],
      fixes: edit ? [{ title: ['Write `RollingUpdate`, the default, out'], safe: true, edits: [edit] }] : [],
    };
  },
});
