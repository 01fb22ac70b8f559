import { at, valueAt } from '../fields.ts';
import { containerRule } from '../rule-kinds.ts';

export const noPrivilegedContainers = containerRule({
  id: 'no-privileged-containers',
  title: 'Run no privileged containers',
  severity: 'error',
  aliases: [
    'kube-linter:privileged-container',
    'kube-score:container-security-context-privileged',
    'polaris:runAsPrivileged',
    'checkov:CKV_K8S_16',
    'trivy:KSV-0017',
    'psa:privileged',
    'kubescape:C-0057',
  ],
  why: 'A privileged container has all capabilities and all devices of the node: whoever is in it owns the node. What needs one thing of the node can get that one thing, a capability or a volume.',
  examples: [
    {
      bad: 'name: app\nsecurityContext:\n  privileged: «true»\n',
      good: 'name: app\nsecurityContext:\n  privileged: false\n',
      fixed: true,
    },
    { bad: 'name: app\nsecurityContext: { privileged: «true» }\n', good: 'name: app\n' },
  ],
  *check({ container }) {
    const field = at(container.field, 'securityContext', 'privileged');
    if (!field || valueAt(field) !== true) return;
    yield {
      start: field.start,
      end: field.end,
      message: ['`{0}` is privileged: it can do everything that the node can', container.name],
      fixes: [
        {
          title: ['Set `privileged: false` (the program must not need the node)'],
          safe: false,
          edits: [{ start: field.start, end: field.end, text: 'false' }],
        },
      ],
    };
  },
});
