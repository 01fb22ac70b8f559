import { at, textMap } from '../fields.ts';
import { setField } from '../edit.ts';
import { objectPlace } from '../object-place.ts';
import { replicasOf, SCALABLE } from '../pods/replicas.ts';
import { isScaled } from '../selectors/serving.ts';
import { objectRule } from '../rule-kinds.ts';
import { SPREADING_ALIASES, spreadingOf } from '../peers/spreading.ts';

const DEPLOYMENT =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers: []\n';

export const spreadReplicas = objectRule({
  id: 'spread-replicas',
  kinds: SCALABLE,
  title: 'Spread replicas over nodes',
  severity: 'info',
  aliases: SPREADING_ALIASES,
  why: 'All replicas may land on one node, and go down with it. A spread constraint (or an anti-affinity) that selects the workload’s own pods keeps them apart.',
  differs: {
    'kube-linter:no-anti-affinity':
      'Spread constraints count as well; where one is there, only `both-ways-to-spread` speaks.',
    'polaris:topologySpreadConstraint':
      'A DaemonSet has one pod on each node, so there is nothing to spread; where an anti-affinity is there, only `both-ways-to-spread` speaks.',
  },
  examples: [
    {
      bad: DEPLOYMENT.replace('web\n', '«web»\n'),
      good: `${DEPLOYMENT}      topologySpreadConstraints:\n        - maxSkew: 1\n          topologyKey: kubernetes.io/hostname\n          whenUnsatisfiable: ScheduleAnyway\n          labelSelector: { matchLabels: { app: web } }\n`,
    },
    {
      bad: `${DEPLOYMENT.replace('web\n', '«web»\n')}      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: other } } }] } }\n`,
      good: DEPLOYMENT.replace('replicas: 3', 'replicas: 1'),
    },
  ],
  *check(subject) {
    const { manifest, pod, file } = subject;
    const replicas = replicasOf(manifest);
    if (!pod || replicas === undefined || (typeof replicas === 'number' && replicas < 2)) return;
    if (replicas === 'default' && !isScaled(subject)) return;
    const { apart, unhappy } = spreadingOf(manifest, pod);
    if (apart) return;
    const own = textMap(at(manifest.root, 'spec', 'selector', 'matchLabels'));
    const labels = Object.fromEntries(own.size > 0 ? own : pod.labels);
    const edit =
      at(pod.spec, 'topologySpreadConstraints') || pod.labels.size === 0
        ? undefined
        : setField(
            file.text,
            pod.spec,
            ['topologySpreadConstraints'],
            [
              {
                maxSkew: 1,
                topologyKey: 'kubernetes.io/hostname',
                whenUnsatisfiable: 'ScheduleAnyway',
                labelSelector: { matchLabels: labels },
              },
            ],
          );
    yield {
      ...objectPlace(manifest),
      message: ['All replicas of `{0}` may land on one node', manifest.name],
      aliases: unhappy,
      fixes: edit ? [{ title: ['Spread the pods over nodes where possible'], safe: false, edits: [edit] }] : [],
    };
  },
});
