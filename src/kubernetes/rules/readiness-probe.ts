import { entry } from '../fields.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';
import { listens, needsProbes } from './probe-needed.ts';

export const readinessProbe = containerRule({
  id: 'readiness-probe',
  title: 'Give the container a readiness probe',
  severity: 'warning',
  aliases: ['kube-linter:no-readiness-probe', 'polaris:readinessProbeMissing', 'checkov:CKV_K8S_9', 'kubescape:C-0018'],
  why: 'Without a readiness probe a pod gets requests as soon as its process starts, and a rolling update goes on although the new version answers none.',
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
    if (!needsProbes(subject) || !listens(subject) || entry(container.field, 'readinessProbe')) return;
    yield { ...containerPlace(container), message: ['`{0}` has no readiness probe', container.name] };
  },
});
