import { podAdmission } from '../admission/rule.ts';
import { schedulingFaults } from '../admission/scheduling.ts';

export const validScheduling = podAdmission({
  id: 'valid-scheduling',
  title: 'Say where pods may run in words that the scheduler knows',
  exampleOf: 'pod',
  why: 'The API server refuses affinities, tolerations and spread constraints with unknown operators, with values where there can be none, or with weights outside 1 to 100.',
  aliases: [],
  examples: [
    {
      bad: 'containers: [{ name: web, image: "web:1" }]\ntolerations:\n  - key: dedicated\n    operator: Exists\n    value: «web»\n',
      good: 'containers: [{ name: web, image: "web:1" }]\ntolerations:\n  - key: dedicated\n    operator: Exists\n',
    },
    {
      bad: 'containers: [{ name: web, image: "web:1" }]\naffinity:\n  podAntiAffinity:\n    preferredDuringSchedulingIgnoredDuringExecution:\n      - weight: «1000»\n        podAffinityTerm: { topologyKey: kubernetes.io/hostname }\n',
      good: 'containers: [{ name: web, image: "web:1" }]\naffinity:\n  podAntiAffinity:\n    preferredDuringSchedulingIgnoredDuringExecution:\n      - weight: 100\n        podAffinityTerm: { topologyKey: kubernetes.io/hostname }\n',
    },
  ],
  check: (pod, { manifest, workspace }) => schedulingFaults(pod, manifest.kind === 'Pod', workspace.target),
});
