import { heardOf } from '../peers/peer-kinds.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';
import { asksForReadiness, hasProbe, missedByPod, missedProbe, needsProbes, PROBE_ALIASES } from './probe-needed.ts';

export const readinessProbe = containerRule({
  id: 'readiness-probe',
  title: 'Give the container a readiness probe',
  severity: 'warning',
  aliases: [...PROBE_ALIASES.readinessProbe, 'kube-score:pod-probes', 'draft:container-enforce-probes'],
  why: 'Without a readiness probe a pod gets requests as soon as its process starts, and a rolling update goes on although the new version answers none.',
  differs: {
    'kube-linter:no-readiness-probe':
      'Jobs end, so they need no probes; what listens on no port is asked for them only by `worker-probes`.',
    'kubescape:C-0018': 'Jobs end, so they need no probes.',
    'kube-score:pod-probes':
      'A Service without selector sends nothing to any pod, and the namespaces `` and `default` are one.',
  },
  examples: [
    {
      bad: 'name: «app»\nports: [{ containerPort: 8080 }]\n',
      good: 'name: app\nports: [{ containerPort: 8080 }]\nreadinessProbe:\n  httpGet: { path: /readyz, port: 8080 }\n',
    },
    {
      bad: 'name: «app»\nports: [{ containerPort: 9000 }]\nlivenessProbe: { tcpSocket: { port: 9000 } }\n',
      good: 'name: worker-without-ports\nimage: worker:1\n',
    },
  ],
  *check(subject) {
    const { container } = subject;
    if (!needsProbes(subject) || hasProbe(container, 'readinessProbe') || subject.manifest.kind === 'PodTemplate')
      return;
    if (!asksForReadiness(subject)) return;
    yield {
      ...containerPlace(container),
      message: ['`{0}` has no readiness probe', container.name],
      aliases: [
        ...missedProbe(subject, 'readinessProbe'),
        ...missedByPod(subject),
        ...(hasProbe(container, 'livenessProbe') ? [] : heardOf(subject.manifest, ['draft:container-enforce-probes'])),
      ],
    };
  },
});
