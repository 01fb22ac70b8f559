import { at, entries, items, textAt } from '../fields.ts';
import type { Range } from '../../lint/rule.ts';
import { podRule } from '../rule-kinds.ts';
import type { Field } from '../model.ts';

const REPLACED: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'node-role.kubernetes.io/master': 'node-role.kubernetes.io/control-plane',
};

export const deprecatedNodeLabel = podRule({
  id: 'deprecated-node-label',
  title: 'Choose nodes by the labels that they have today',
  severity: 'warning',
  aliases: [],
  why: 'Nodes lost labels such as `node-role.kubernetes.io/master` (Kubernetes 1.24), and the `beta` ones are on their way out. A pod that asks for one that no node has is never scheduled.',
  examples: [
    {
      bad: 'containers: []\nnodeSelector:\n  «beta.kubernetes.io/os»: linux\n',
      good: 'containers: []\nnodeSelector:\n  kubernetes.io/os: linux\n',
      fixed: true,
    },
    {
      bad: 'containers: []\ntopologySpreadConstraints: [{ maxSkew: 1, topologyKey: «failure-domain.beta.kubernetes.io/zone» }]\n',
      good: 'containers: []\ntopologySpreadConstraints: [{ maxSkew: 1, topologyKey: topology.kubernetes.io/zone }]\n',
      fixed: true,
    },
  ],
  *check({ pod, file }) {
    for (const { place, text } of labelsOf(pod.spec)) {
      const instead = Object.hasOwn(REPLACED, text) ? REPLACED[text] : undefined;
      if (instead === undefined) continue;
      const isPlain = file.text.slice(place.start, place.end) === text;
      yield {
        ...place,
        message: ['The node label `{0}` was replaced by `{1}`', text, instead],
        fixes: isPlain ? [{ title: ['Write `{0}`', instead], safe: false, edits: [{ ...place, text: instead }] }] : [],
      };
    }
  },
});

/** Every label of nodes that a pod asks for; tolerations of a taint that no node has do no harm. */
function* labelsOf(spec: Field): Generator<{ place: Range; text: string }> {
  for (const { key, keyRange, merged } of entries(at(spec, 'nodeSelector')))
    if (!merged) yield { place: { start: keyRange.start, end: keyRange.end }, text: key };
  const node = at(spec, 'affinity', 'nodeAffinity');
  const terms = [
    ...items(at(node, 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms')),
    ...items(at(node, 'preferredDuringSchedulingIgnoredDuringExecution')).map((one) => at(one, 'preference')),
  ];
  const pods = ['podAffinity', 'podAntiAffinity'].flatMap((kind) => [
    ...items(at(spec, 'affinity', kind, 'requiredDuringSchedulingIgnoredDuringExecution')),
    ...items(at(spec, 'affinity', kind, 'preferredDuringSchedulingIgnoredDuringExecution')).map((one) =>
      at(one, 'podAffinityTerm'),
    ),
  ]);
  const fields = [
    ...terms.flatMap((term) => items(at(term, 'matchExpressions')).map((one) => at(one, 'key'))),
    ...[...pods, ...items(at(spec, 'topologySpreadConstraints'))].map((one) => at(one, 'topologyKey')),
  ];
  for (const field of fields) {
    const text = textAt(field);
    if (field && text !== undefined) yield { place: { start: field.start, end: field.end }, text };
  }
}
