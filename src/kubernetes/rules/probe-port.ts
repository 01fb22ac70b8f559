import { appendItem } from '../edit.ts';
import { at } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { containerPorts, probePorts, type ProbeName } from '../pods/probes.ts';
import { containerRule } from '../rule-kinds.ts';

const ALIASES: Readonly<Record<ProbeName, string>> = {
  livenessProbe: 'kube-linter:liveness-port',
  readinessProbe: 'kube-linter:readiness-port',
  startupProbe: 'kube-linter:startup-port',
};

export const probePort = containerRule({
  id: 'probe-port',
  title: 'Let probes ask a port that the container lists',
  severity: 'warning',
  aliases: Object.values(ALIASES),
  why: 'A probe by name asks nothing where no port has that name, so the pod is never ready or is restarted again and again. A number works without being listed; then the list, which Services and readers go by, lacks it.',
  differs: {
    'kube-linter:liveness-port': 'A probe that asks another host is not about this container.',
  },
  examples: [
    {
      bad: 'name: app\nports:\n  - containerPort: 8080\nlivenessProbe:\n  httpGet:\n    path: /healthz\n    port: «8081»\n',
      good: 'name: app\nports:\n  - containerPort: 8080\n  - containerPort: 8081\nlivenessProbe:\n  httpGet:\n    path: /healthz\n    port: 8081\n',
      fixed: true,
    },
    {
      bad: 'name: app\nports: [{ name: web, containerPort: 8080 }]\nreadinessProbe: { tcpSocket: { port: «http» } }\n',
      good: 'name: app\nports: [{ name: web, containerPort: 8080 }]\nreadinessProbe: { tcpSocket: { port: web } }\n',
    },
  ],
  *check({ container, manifest, file }) {
    const asked = [...probePorts(container)];
    if (asked.length === 0) return;
    const listed = containerPorts(container).filter(({ protocol }) => protocol === 'TCP');
    for (const { probe, handler, field, port } of asked) {
      if (listed.some(({ name, number }) => port === (typeof port === 'number' ? number : name))) continue;
      if (at(container.field, probe, handler, 'host') || /[${}<>]/.test(String(port))) continue;
      // It may as well be the probe that is wrong; on the node’s network the list also takes the port there.
      const edit =
        typeof port === 'number'
          ? appendItem(file.text, container.field, ['ports'], { containerPort: port })
          : undefined;
      yield {
        start: field.start,
        end: field.end,
        message:
          typeof port === 'number'
            ? ['`{0}` does not list port {1}, which its probe asks', container.name, port]
            : ['`{0}` has no port that is called `{1}`', container.name, port],
        ...(typeof port === 'number' ? { severity: 'info' as const } : {}),
        aliases: container.kind === 'container' ? heardOf(manifest, [ALIASES[probe]]) : [],
        fixes: edit ? [{ title: ['List port {0}', port], safe: false, edits: [edit] }] : [],
      };
    }
  },
});
