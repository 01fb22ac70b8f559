import { at, items, textAt, valueAt } from '../fields.ts';
import { labelSelector, selects } from '../selectors/label-selector.ts';
import type { Field } from '../model.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { podRule } from '../rule-kinds.ts';

export const podSpreadSelects = podRule({
  id: 'pod-spread-selects',
  title: 'Let spread constraints count the workload’s own pods',
  severity: 'warning',
  aliases: ['kube-score:pod-topology-spread-constraints'],
  why: 'A spread constraint counts the pods that its `labelSelector` selects. Without one, or with one that does not select the pods themselves, it counts none of them, so it spreads nothing.',
  examples: [
    {
      bad: 'containers: []\ntopologySpreadConstraints:\n  - «maxSkew: 1\n    topologyKey: kubernetes.io/hostname\n    whenUnsatisfiable: ScheduleAnyway»\n',
      good: 'containers: []\n',
    },
    {
      bad: 'containers: []\ntopologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: kubernetes.io/hostname\n    whenUnsatisfiable: ScheduleAnyway\n    labelSelector: «{ matchLabels: { app: other } }»\n',
      good: 'containers: []\ntopologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: kubernetes.io/hostname\n    whenUnsatisfiable: ScheduleAnyway\n    labelSelector: {}\n',
    },
  ],
  *check({ pod, manifest, workspace }) {
    for (const constraint of items(at(pod.spec, 'topologySpreadConstraints'))) {
      const lacking = lackingIn(constraint);
      if (lacking !== undefined) {
        yield {
          start: constraint.start,
          end: constraint.end,
          message: ['The constraint does not say its `{0}` as it must', lacking],
          aliases: heardOf(manifest, podSpreadSelects.aliases),
        };
        continue;
      }
      const field = at(constraint, 'labelSelector');
      if (field?.kind !== 'map') {
        yield {
          start: constraint.start,
          end: constraint.end,
          message: ['The constraint counts no pods: it has no `labelSelector`'],
          aliases: heardOf(manifest, podSpreadSelects.aliases),
        };
        continue;
      }
      const selector = labelSelector(field);
      if (!selector || selects(selector, pod.labels, (key) => workspace.relabels(key))) continue;
      yield {
        start: field.start,
        end: field.end,
        message: ['The constraint does not count the pods that it is for'],
        aliases: [],
      };
    }
  },
});

/** What a constraint cannot do without, where it is missing or nothing that there is. */
function lackingIn(constraint: Field): string | undefined {
  if (Number(valueAt(constraint, 'maxSkew') ?? 0) === 0) return 'maxSkew';
  if (valueAt(constraint, 'minDomains') === 0) return 'minDomains';
  if ((textAt(constraint, 'topologyKey') ?? '') === '') return 'topologyKey';
  const otherwise = textAt(constraint, 'whenUnsatisfiable') ?? '';
  return /^(?:DoNotSchedule|ScheduleAnyway)$|[${}]/.test(otherwise) ? undefined : 'whenUnsatisfiable';
}
