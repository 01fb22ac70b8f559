import { removeField } from '../edit.ts';
import { at, items, valueAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { podRule } from '../rule-kinds.ts';
import { hardening } from '../pods/security-context.ts';

const ALIASES = ['polaris:hostPortSet', 'checkov:CKV_K8S_26', 'trivy:KSV-0024', 'psa:hostPorts', 'kubescape:C-0044'];
const SAID_OF_ZERO = 'It speaks of any `hostPort`, also of 0, which is none.';

export const noHostPorts = podRule({
  id: 'no-host-ports',
  title: 'Take no port of the node',
  severity: 'warning',
  aliases: ALIASES,
  why: 'A port of the node belongs to one pod: a second replica finds no node to run on where the port is free, and whoever reaches the node reaches the pod, past Services and NetworkPolicies.',
  differs: {
    'checkov:CKV_K8S_26': SAID_OF_ZERO,
    'trivy:KSV-0024': SAID_OF_ZERO,
    'kubescape:C-0044': SAID_OF_ZERO,
  },
  examples: [
    {
      bad: 'containers:\n  - name: app\n    ports:\n      - containerPort: 8080\n        hostPort: «80»\n',
      good: 'containers:\n  - name: app\n    ports:\n      - containerPort: 8080\n',
      fixed: true,
    },
    {
      bad: 'containers:\n  - name: app\n    ports: [{ containerPort: 8080, hostPort: «8080» }]\n',
      good: 'containers:\n  - name: app\n    ports: [{ containerPort: 8080, hostPort: 0 }]\n',
    },
  ],
  *check({ manifest, pod, file }) {
    for (const container of pod.containers) {
      for (const [index, port] of items(at(container.field, 'ports')).entries()) {
        const field = at(port, 'hostPort');
        const number = valueAt(field);
        if (!field || typeof number !== 'number' || number === 0) continue;
        const aliases = heardOf(manifest, ALIASES, container.kind);
        yield {
          start: field.start,
          end: field.end,
          message: ['`{0}` takes port {1} of its node', container.name, number],
          aliases,
          fixes: hardening(
            ['Remove `hostPort` (nobody must come in through the node)'],
            removeField(file.text, container.field, ['ports', index, 'hostPort']),
          ),
        };
      }
    }
  },
});
