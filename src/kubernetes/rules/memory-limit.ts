import { at, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';

export const memoryLimit = containerRule({
  id: 'memory-limit',
  title: 'Limit memory',
  severity: 'warning',
  aliases: [
    'kube-linter:unset-memory-requirements',
    'polaris:memoryLimitsMissing',
    'checkov:CKV_K8S_13',
    'trivy:KSV-0018',
    'kubescape:C-0271',
  ],
  why: 'A container without a memory limit can take the memory of its whole node, and the kernel then ends other pods. A limit ends the one that leaks. (A CPU limit only slows down, so Gantry does not ask for one.)',
  examples: [
    {
      bad: 'name: «app»\nresources:\n  requests: { cpu: 100m, memory: 64Mi }\n',
      good: 'name: app\nresources:\n  requests: { cpu: 100m, memory: 64Mi }\n  limits:\n    memory: 128Mi\n',
    },
    {
      bad: 'name: «app»\nresources:\n  limits: { cpu: 1 }\n',
      good: 'name: app\nresources:\n  limits: { memory: 1Gi }\n',
    },
  ],
  *check({ container, pod, file }) {
    if (textAt(at(container.field, 'resources'), 'limits', 'memory') !== undefined) return;
    // A limit of the whole pod (Kubernetes 1.34) limits each of its containers, too.
    if (textAt(pod.spec, 'resources', 'limits', 'memory') !== undefined) return;
    const edit = setField(file.text, container.field, ['resources', 'limits', 'memory'], '256Mi');
    yield {
      ...containerPlace(container),
      message: ['`{0}` has no memory limit', container.name],
      fixes: edit ? [{ title: ['Add a memory limit (measure, then adjust)'], safe: false, edits: [edit] }] : [],
    };
  },
});
