import { at, items, textAt, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { containerPorts } from '../pods/probes.ts';
import { containerRule } from '../rule-kinds.ts';
import type { ContainerView } from '../pods/workloads.ts';

export const distinctProbes = containerRule({
  id: 'distinct-probes',
  title: 'Ask for readiness and for life in different ways',
  severity: 'info',
  aliases: ['kube-score:pod-probes-identical'],
  why: 'When the same request decides both, a pod that is only busy is restarted rather than spared: readiness takes it out of the Service, and the liveness probe ends it at the same moment. Ask for life with a request that depends on nothing, or at least give it a longer patience (`failureThreshold`).',
  differs: {
    'kube-score:pod-probes-identical':
      'Two ports with different names are different; a liveness probe that waits longer than the readiness probe is a hint only, and nothing is said of one that waits twice as long.',
  },
  examples: [
    {
      bad: 'name: app\nreadinessProbe:\n  httpGet: { path: /health, port: 8080 }\nlivenessProbe:\n  httpGet: «{ path: /health, port: 8080 }»\n',
      good: 'name: app\nreadinessProbe:\n  httpGet: { path: /ready, port: 8080 }\nlivenessProbe:\n  httpGet: { path: /live, port: 8080 }\n',
    },
    {
      bad: 'name: app\nreadinessProbe: { exec: { command: [/bin/check] } }\nlivenessProbe: { exec: «{ command: [/bin/check] }» }\n',
      good: 'name: app\nreadinessProbe: { exec: { command: [/bin/check, ready] } }\nlivenessProbe: { exec: { command: [/bin/check, live] } }\n',
    },
  ],
  *check({ container, manifest }) {
    if (manifest.kind === 'Job' || manifest.kind === 'CronJob') return;
    const ready = at(container.field, 'readinessProbe');
    const live = at(container.field, 'livenessProbe');
    if (!ready || !live) return;
    const handler = (['httpGet', 'tcpSocket', 'exec', 'grpc'] as const).find((one) => at(live, one) && at(ready, one));
    // Long before it is restarted it is spared.
    if (patience(live) >= 2 * patience(ready)) return;
    const field = at(live, handler ?? 'exec');
    if (!handler || !field || !isSame(handler, at(ready, handler), field, container)) return;
    yield {
      start: field.start,
      end: field.end,
      message: ['`{0}` is asked the same for life as for readiness', container.name],
      // Whether a port is open depends on nothing else.
      ...(handler === 'tcpSocket' || patience(live) > patience(ready) ? { severity: 'hint' as const } : {}),
      aliases: handler === 'grpc' ? [] : heardOf(manifest, distinctProbes.aliases),
    };
  },
});

function isSame(handler: string, one: Field | undefined, other: Field, container: ContainerView): boolean {
  if (handler === 'exec') {
    const words = (field: Field | undefined) => items(at(field, 'command')).map((item) => textAt(item) ?? '');
    const [left, right] = [words(one), words(other)];
    return left.length === right.length && left.every((word, index) => word === right[index]);
  }
  const key = handler === 'httpGet' ? 'path' : 'service';
  return portOf(one, container) === portOf(other, container) && (textAt(one, key) ?? '') === (textAt(other, key) ?? '');
}

/** The number behind a name that the container lists. */
function portOf(handler: Field | undefined, container: ContainerView): string {
  const port = textAt(handler, 'port') ?? '';
  return String(containerPorts(container).find(({ name }) => name === port)?.number ?? port);
}

/** Seconds until a probe gives up. */
function patience(probe: Field): number {
  const number = (key: string, otherwise: number) => {
    const value = valueAt(probe, key);
    return typeof value === 'number' ? value : otherwise;
  };
  return number('initialDelaySeconds', 0) + number('periodSeconds', 10) * number('failureThreshold', 3);
}
