import { at, items, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { mountsOnce } from '../pods/mounted-once.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { objectRule } from '../rule-kinds.ts';
import { isServed } from '../selectors/serving.ts';

const STRATEGY: Readonly<Record<string, string>> = {
  Deployment: 'strategy',
  StatefulSet: 'updateStrategy',
  DaemonSet: 'updateStrategy',
};

export const rollingUpdate = objectRule({
  id: 'rolling-update',
  kinds: Object.keys(STRATEGY),
  title: 'Update pods one after another',
  severity: 'info',
  aliases: ['kube-linter:no-rolling-update-strategy', 'kube-score:deployment-strategy', 'kubescape:C-0305'],
  why: '`Recreate` ends all pods before it starts new ones, so nobody answers in between; `OnDelete` updates nothing by itself. A rolling update, the default, replaces pods one after another. (Where a volume can be mounted only once, `Recreate` is right, and nothing is said.)',
  differs: {
    'kube-score:deployment-strategy': 'A Service without selector is not one that the Deployment answers for.',
    'kube-linter:no-rolling-update-strategy':
      'Where nothing is written the API server fills in the rolling update; only `explicit-update-strategy` speaks then.',
  },
  examples: [
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  strategy:\n    type: «Recreate»\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  strategy:\n    type: RollingUpdate\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec:\n  updateStrategy: { type: «OnDelete» }\n',
      good: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec:\n  updateStrategy: { type: RollingUpdate }\n',
      fixed: true,
    },
  ],
  *check(subject) {
    const { manifest, file, pod } = subject;
    const key = STRATEGY[manifest.kind] ?? 'strategy';
    const field = at(manifest.root, 'spec', key, 'type');
    const type = textAt(field) ?? '';
    if (!field || type === '' || type === 'RollingUpdate' || /[${}]/.test(type)) return;
    if (type === 'Recreate' && mountsOnce(subject)) return;
    const edit = setField(file.text, manifest.root, ['spec', key, 'type'], 'RollingUpdate');
    const mounts = items(at(pod?.spec, 'volumes')).some((volume) => at(volume, 'persistentVolumeClaim'));
    const isDeployment = manifest.kind === 'Deployment';
    yield {
      start: field.start,
      end: field.end,
      message: ['`{0}` is not updated pod by pod: `{1}`', manifest.name, type],
      ...(mounts ? { severity: 'hint' as const } : {}),
      aliases: heardOf(manifest, [
        'kube-linter:no-rolling-update-strategy',
        ...(isDeployment ? ['kubescape:C-0305'] : []),
        ...(isDeployment && manifest.apiVersion === 'apps/v1' && isServed(subject)
          ? ['kube-score:deployment-strategy']
          : []),
      ]),
      // What stood beside `Recreate` is nothing that a rolling update takes, and the other way round.
      fixes: edit
        ? [
            {
              title: ['Use `RollingUpdate` (two versions must be able to run side by side)'],
              safe: false,
              edits: [edit],
            },
          ]
        : [],
    };
  },
});
