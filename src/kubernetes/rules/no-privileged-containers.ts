import { replaceValue } from '../edit.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { privilegedCheck } from '../pod-security/run-as.ts';
import { podRule } from '../rule-kinds.ts';
import { hardening } from '../pods/security-context.ts';

const ALIASES = [
  'kube-linter:privileged-container',
  'kube-score:container-security-context-privileged',
  'polaris:runAsPrivileged',
  'checkov:CKV_K8S_16',
  'trivy:KSV-0017',
  'psa:privileged',
  'kubescape:C-0057',
];

export const noPrivilegedContainers = podRule({
  id: 'no-privileged-containers',
  title: 'Run no privileged containers',
  severity: 'warning',
  aliases: ALIASES,
  why: 'A privileged container has all capabilities and all devices of the node: whoever is in it owns the node. What needs one thing of the node can get that one thing, a capability or a volume.',
  examples: [
    {
      bad: 'containers:\n  - name: app\n    securityContext:\n      privileged: «true»\n',
      good: 'containers:\n  - name: app\n    securityContext:\n      privileged: false\n',
      fixed: true,
    },
    {
      bad: 'initContainers:\n  - name: set-up\n    securityContext: { privileged: «true» }\n',
      good: 'initContainers:\n  - name: set-up\n',
    },
  ],
  *check({ manifest, pod, file, workspace: { target } }) {
    for (const { container, field } of privilegedCheck.violations(pod, target)) {
      if (!container || !field) continue;
      yield {
        start: field.start,
        end: field.end,
        message: ['`{0}` is privileged: it can do everything that the node can', container.name],
        aliases: heardOf(manifest, ALIASES, container.kind),
        fixes: hardening(
          ['Set `privileged: false` (the program must not need the node)'],
          replaceValue(file.text, field, false),
        ),
      };
    }
  },
});
