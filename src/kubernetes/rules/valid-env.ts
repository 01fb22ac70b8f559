import { environmentFaults } from '../admission/environment.ts';
import { podAdmission } from '../admission/rule.ts';

export const validEnv = podAdmission({
  id: 'valid-env',
  title: 'Take each variable from one place that there is',
  exampleOf: 'container',
  why: 'The API server refuses a variable with both `value` and `valueFrom`, a source that names nothing or two things, fields of the pod that it does not hand out, and keys that no ConfigMap or Secret can have.',
  examples: [
    {
      bad: 'name: web\nimage: web:1\nenv:\n  - name: POD\n    valueFrom:\n      fieldRef: { fieldPath: «metadata.nam» }\n',
      good: 'name: web\nimage: web:1\nenv:\n  - name: POD\n    valueFrom:\n      fieldRef: { fieldPath: metadata.name }\n',
      fixed: true,
    },
    {
      bad: 'name: web\nimage: web:1\nenv:\n  - name: TOKEN\n    value: x\n    «valueFrom»:\n      secretKeyRef: { name: web, key: token }\n',
      good: 'name: web\nimage: web:1\nenv:\n  - name: TOKEN\n    valueFrom:\n      secretKeyRef: { name: web, key: token }\n',
    },
  ],
  check: (pod, { workspace }) => environmentFaults(pod, workspace.target),
});
