import { containerFaults } from '../admission/containers.ts';
import { podAdmission } from '../admission/rule.ts';

export const validContainers = podAdmission({
  id: 'valid-containers',
  title: 'Give every container a name of its own and an image',
  exampleOf: 'pod',
  why: 'The API server refuses a pod without containers, one whose containers share a name or have no image, and an init container with probes or lifecycle hooks, which only sidecars have.',
  examples: [
    {
      bad: 'containers:\n  - name: web\n    image: web:1\n  - name: «web»\n    image: proxy:1\n',
      good: 'containers:\n  - name: web\n    image: web:1\n  - name: proxy\n    image: proxy:1\n',
    },
    {
      bad: 'initContainers:\n  - name: load\n    image: load:1\n    «livenessProbe»: { tcpSocket: { port: 80 } }\ncontainers:\n  - name: web\n    image: web:1\n',
      good: 'initContainers:\n  - name: load\n    image: load:1\ncontainers:\n  - name: web\n    image: web:1\n',
    },
    {
      bad: '«containers»: []\n',
      good: 'containers: [{ name: web, image: "web:1" }]\n',
    },
  ],
  check: (pod, { manifest, workspace }) => containerFaults(pod, manifest, workspace.target),
});
