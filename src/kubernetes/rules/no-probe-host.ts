import { textAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { probeHosts } from '../pod-security/host.ts';
import { podRule } from '../rule-kinds.ts';

export const noProbeHost = podRule({
  id: 'no-probe-host',
  title: 'Let probes and hooks ask the pod itself',
  severity: 'warning',
  aliases: ['psa:hostProbesAndHostLifecycle'],
  why: 'The kubelet asks the named host from the node, past every NetworkPolicy: who may write a pod can make it ask anything the node reaches. Without `host` it asks the pod, which is what a probe is for; `127.0.0.1` is the node, not the pod.',
  examples: [
    {
      bad: 'containers:\n  - name: app\n    livenessProbe:\n      httpGet:\n        host: «10.0.0.1»\n        port: 8080\n',
      good: 'containers:\n  - name: app\n    livenessProbe:\n      httpGet:\n        port: 8080\n',
    },
    {
      bad: 'containers:\n  - name: app\n    lifecycle: { preStop: { httpGet: { host: «localhost», port: 80 } } }\n',
      good: 'containers:\n  - name: app\n    lifecycle: { preStop: { httpGet: { host: "", port: 80 } } }\n',
    },
  ],
  *check({ manifest, pod, workspace: { target } }) {
    for (const container of pod.containers) {
      for (const host of probeHosts(container.field)) {
        const aliases = heardOf(manifest, target >= 34 ? ['psa:hostProbesAndHostLifecycle'] : [], container.kind);
        yield {
          start: host.start,
          end: host.end,
          message: ['`{0}` makes the kubelet ask `{1}` instead of the pod', container.name, textAt(host) ?? ''],
          aliases,
        };
      }
    }
  },
});
