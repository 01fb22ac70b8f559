import { podAdmission } from '../admission/rule.ts';
import { securityFaults } from '../admission/security-context.ts';

export const validSecurityContext = podAdmission({
  id: 'valid-security-context',
  title: 'Let security settings agree with each other',
  exampleOf: 'container',
  why: 'The API server refuses security settings that contradict each other (a privileged container has no privileges left to gain), users and groups that cannot be, and settings of another operating system than the pod’s.',
  examples: [
    {
      bad: 'name: web\nimage: web:1\nsecurityContext:\n  privileged: true\n  allowPrivilegeEscalation: «false»\n',
      good: 'name: web\nimage: web:1\nsecurityContext:\n  privileged: true\n',
      fixed: true,
    },
    {
      bad: 'name: web\nimage: web:1\nsecurityContext: { seccompProfile: { type: RuntimeDefault, «localhostProfile»: a.json } }\n',
      good: 'name: web\nimage: web:1\nsecurityContext: { seccompProfile: { type: RuntimeDefault } }\n',
    },
  ],
  check: (pod, { file }) => securityFaults(pod, file),
});
