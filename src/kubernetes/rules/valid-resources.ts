import { resourceClaimFaults, resourceFaults } from '../admission/resources.ts';
import { podAdmission } from '../admission/rule.ts';

export const validResources = podAdmission({
  id: 'valid-resources',
  title: 'Ask for amounts that there are, no more than the limit',
  exampleOf: 'container',
  why: 'The API server refuses amounts that are no quantities, requests above the limit, and resources that it does not know: `100m` is a tenth of a CPU, `64Mi` is memory, and what a node offers beyond that has a domain in its name.',
  examples: [
    {
      bad: 'name: web\nimage: web:1\nresources:\n  limits: { cpu: «-1» }\n',
      good: 'name: web\nimage: web:1\nresources:\n  limits: { cpu: 1 }\n',
    },
    {
      bad: 'name: web\nimage: web:1\nresources:\n  requests: { memory: «1Gi» }\n  limits: { memory: 512Mi }\n',
      good: 'name: web\nimage: web:1\nresources:\n  requests: { memory: 512Mi }\n  limits: { memory: 512Mi }\n',
    },
    {
      bad: 'name: web\nimage: web:1\nresources:\n  requests: { «mem»: 64Mi }\n',
      good: 'name: web\nimage: web:1\nresources:\n  requests: { memory: 64Mi }\n',
    },
  ],
  *check(pod, { workspace }) {
    yield* resourceFaults(pod, workspace.target);
    yield* resourceClaimFaults(pod.spec);
  },
});
