import { at, items, valueAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { podRule } from '../rule-kinds.ts';

const ALIASES = ['kube-linter:privileged-ports', 'trivy:KSV-0117'];

export const noPrivilegedPorts = podRule({
  id: 'no-privileged-ports',
  title: 'Listen on a port above 1023',
  severity: 'info',
  off: true,
  aliases: ALIASES,
  why: 'Ports below 1024 are for root, or for a program with the capability `NET_BIND_SERVICE`. A Service gives any port the number that clients expect. (Newer runtimes let every user of a pod listen there, so this is off by default.)',
  examples: [
    {
      bad: 'containers:\n  - name: app\n    ports:\n      - containerPort: «80»\n',
      good: 'containers:\n  - name: app\n    ports:\n      - containerPort: 8080\n',
    },
    {
      bad: 'initContainers:\n  - name: app\n    ports: [{ containerPort: «443» }, { containerPort: 1024 }]\n',
      good: 'initContainers:\n  - name: app\n    ports: [{ containerPort: 8443 }]\n',
    },
  ],
  *check({ manifest, pod }) {
    for (const container of pod.containers) {
      for (const port of items(at(container.field, 'ports'))) {
        const field = at(port, 'containerPort');
        const number = valueAt(field);
        if (!field || typeof number !== 'number' || number <= 0 || number >= 1024) continue;
        yield {
          start: field.start,
          end: field.end,
          message: ['`{0}` listens on port {1}, which is for root', container.name, number],
          aliases: heardOf(manifest, ALIASES, container.kind),
        };
      }
    }
  },
});
