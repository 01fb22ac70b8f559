import { at, textAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { strings } from '../plain.ts';
import { podRule } from '../rule-kinds.ts';

const SYSTEM = ['system-cluster-critical', 'system-node-critical'];

export const acceptedPriorityClass = podRule({
  id: 'accepted-priority-class',
  title: 'Use priority classes that are agreed on',
  severity: 'hint',
  off: true,
  aliases: ['kube-linter:priority-class-name'],
  why: 'A class with a high priority pushes other teams’ pods out. The option `accepted` lists the classes that workloads may use; without it only those of Kubernetes itself count as agreed on, so this rule is off by default.',
  examples: [
    {
      bad: 'containers: []\npriorityClassName: «mine-first»\n',
      good: 'containers: []\npriorityClassName: system-node-critical\n',
    },
    {
      bad: 'containers: []\npriorityClassName: «mine-first»\n',
      good: 'containers: []\npriorityClassName: shop\n',
      options: { accepted: ['shop'] },
    },
  ],
  *check({ manifest, pod }, { accepted }) {
    const field = at(pod.spec, 'priorityClassName');
    const name = textAt(field);
    if (!field || name === undefined || name.trim() === '' || /[${}]/.test(name)) return;
    if ((Array.isArray(accepted) ? strings(accepted) : SYSTEM).includes(name)) return;
    yield {
      start: field.start,
      end: field.end,
      message: ['`{0}` is none of the accepted priority classes', name],
      aliases: heardOf(manifest, acceptedPriorityClass.aliases),
    };
  },
});
