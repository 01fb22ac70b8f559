import { objectRule } from '../rule-kinds.ts';
import { schemaFaults } from '../schema/rule.ts';

export const requiredField = objectRule({
  id: 'required-field',
  title: 'Write the fields that an object cannot do without',
  severity: 'error',
  aliases: ['kubeconform:schema', 'kube-linter:schema-validation'],
  why: 'The API server has no default for them, so it refuses the object.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: web\n      image: web:1\n      volumeMounts:\n        - «name»: data\n  volumes:\n    - name: data\n      emptyDir: {}\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: web\n      image: web:1\n      volumeMounts:\n        - name: data\n          mountPath: /data\n  volumes:\n    - name: data\n      emptyDir: {}\n',
    },
  ],
  check: (subject) => schemaFaults(subject, 'required-field'),
});
