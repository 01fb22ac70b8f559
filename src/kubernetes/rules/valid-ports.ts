import { spokenBy } from '../admission/faults.ts';
import { portFaults } from '../admission/ports.ts';
import { podAdmission } from '../admission/rule.ts';

export const validPorts = podAdmission({
  id: 'valid-ports',
  title: 'Give containers ports that there are',
  exampleOf: 'container',
  aliases: ['kube-linter:invalid-target-ports', 'kube-score:container-ports-check'],
  why: 'The API server refuses ports outside 1 to 65535, port names that are longer than 15 characters or shared within a container, the same port of the node twice, and with `hostNetwork` a `hostPort` other than the container’s.',
  examples: [
    {
      bad: 'name: web\nimage: web:1\nports:\n  - name: «metrics-and-health»\n    containerPort: 8080\n',
      good: 'name: web\nimage: web:1\nports:\n  - name: metrics\n    containerPort: 8080\n',
    },
    {
      bad: 'name: web\nimage: web:1\nports: [{ containerPort: «80800» }]\n',
      good: 'name: web\nimage: web:1\nports: [{ containerPort: 8080 }]\n',
    },
    {
      bad: 'name: web\nimage: web:1\nports:\n  - { name: http, containerPort: 8080 }\n  - { name: «http», containerPort: 8081 }\n',
      good: 'name: web\nimage: web:1\nports:\n  - { name: http, containerPort: 8080 }\n  - { name: admin, containerPort: 8081 }\n',
    },
  ],
  check: (pod, { manifest, file }) => spokenBy(portFaults(pod, manifest.kind === 'Pod', file), []),
});
