import { containerPlace, containerRule } from '../rule-kinds.ts';
import { hasProbe, listens, missedProbe, needsProbes, PROBE_ALIASES } from './probe-needed.ts';

export const livenessProbe = containerRule({
  id: 'liveness-probe',
  title: 'Give the container a liveness probe',
  severity: 'info',
  aliases: PROBE_ALIASES.livenessProbe,
  why: 'A program that hangs is not restarted unless a liveness probe notices. It should ask only whether the process lives, never its dependencies: a database that is away would restart every pod.',
  differs: {
    'kube-linter:no-liveness-probe':
      'Jobs end, so they need no probes; what listens on no port is asked for them only by `worker-probes`.',
    'kubescape:C-0056': 'Jobs end, so they need no probes.',
  },
  examples: [
    {
      bad: 'name: «app»\nports: [{ containerPort: 8080 }]\n',
      good: 'name: app\nports: [{ containerPort: 8080 }]\nlivenessProbe:\n  httpGet: { path: /healthz, port: 8080 }\n',
    },
    {
      bad: 'name: «app»\nports: [{ containerPort: 9000 }]\n',
      good: 'name: worker-without-ports\nimage: worker:1\n',
    },
  ],
  *check(subject) {
    const { container, manifest } = subject;
    if (!needsProbes(subject) || hasProbe(container, 'livenessProbe') || manifest.kind === 'PodTemplate') return;
    if (!listens(subject)) return;
    yield {
      ...containerPlace(container),
      message: ['`{0}` has no liveness probe', container.name],
      aliases: missedProbe(subject, 'livenessProbe'),
    };
  },
});
