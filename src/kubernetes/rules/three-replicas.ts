import { at, valueAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { fieldPlace } from '../field-place.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { replicasOf, SCALABLE } from '../pods/replicas.ts';
import { isScaled, isServed } from '../selectors/serving.ts';
import { objectRule } from '../rule-kinds.ts';

export const threeReplicas = objectRule({
  id: 'three-replicas',
  kinds: SCALABLE,
  title: 'Run at least three replicas',
  severity: 'hint',
  off: true,
  aliases: ['kube-linter:minimum-three-replicas', 'polaris:deploymentMissingReplicas'],
  why: 'With three replicas one can be updated and one can fail, and one still answers. Not every workload is worth that or can run more than once, so this rule is off by default; the option `minimum` sets another number.',
  differs: {
    'kube-linter:minimum-three-replicas': 'Where an autoscaler sets the number, the workload must not.',
    'polaris:deploymentMissingReplicas': 'Where an autoscaler sets the number, the Deployment must not.',
  },
  examples: [
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: «2»\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: «db»\nspec:\n  serviceName: db\n',
      good: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\nspec:\n  replicas: 3\n',
    },
  ],
  *check(subject, { minimum }) {
    const { manifest, file } = subject;
    const least = typeof minimum === 'number' ? minimum : 3;
    const replicas = replicasOf(manifest);
    if (replicas === undefined || (replicas !== 'default' && replicas >= least)) return;
    const number = replicas === 'default' ? 1 : replicas;
    if (isScaled(subject)) return;
    // Another rule speaks of these.
    if (manifest.kind === 'Deployment' && number < 2 && isServed(subject)) return;
    const field = at(manifest.root, 'spec', 'replicas');
    const edit = setField(file.text, manifest.root, ['spec', 'replicas'], least);
    const heard = heardOf(manifest, threeReplicas.aliases);
    yield {
      ...fieldPlace(typeof valueAt(field) === 'number' ? field : undefined, manifest),
      message: ['`{0}` runs {1} of the {2} replicas that there should be', manifest.name, number, least],
      aliases: heard.filter((alias) => !alias.startsWith('polaris:') || (manifest.kind === 'Deployment' && number < 2)),
      fixes: edit ? [{ title: ['Run {0} replicas', least], safe: false, edits: [edit] }] : [],
    };
  },
});
