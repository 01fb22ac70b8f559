import { entry } from '../fields.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';
import { listens, needsProbes } from './probe-needed.ts';

export const livenessProbe = containerRule({
  id: 'liveness-probe',
  title: 'Give the container a liveness probe',
  severity: 'info',
  aliases: ['kube-linter:no-liveness-probe', 'polaris:livenessProbeMissing', 'checkov:CKV_K8S_8', 'kubescape:C-0056'],
  why: 'A program that hangs is not restarted unless a liveness probe notices. It should ask only whether the process lives, never its dependencies: a database that is away would restart every pod.',
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
    const { container } = subject;
    if (!needsProbes(subject) || !listens(subject) || entry(container.field, 'livenessProbe')) return;
    yield { ...containerPlace(container), message: ['`{0}` has no liveness probe', container.name] };
  },
});
