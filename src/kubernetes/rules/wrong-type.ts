import { objectRule } from '../rule-kinds.ts';
import { schemaFaults } from '../schema/rule.ts';

export const wrongType = objectRule({
  id: 'wrong-type',
  title: 'Write values of the type that the field has',
  severity: 'error',
  aliases: ['kubeconform:schema', 'kube-linter:schema-validation'],
  why: 'The API server does not turn text into numbers or numbers into text: it refuses the object.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  terminationGracePeriodSeconds: «"30"»\n  containers:\n    - name: web\n      image: web:1\n      env:\n        - name: PORT\n          value: «8080»\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  terminationGracePeriodSeconds: 30\n  containers:\n    - name: web\n      image: web:1\n      env:\n        - name: PORT\n          value: "8080"\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  selector: { app: web }\n  ports: «{ port: 80 }»\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  selector: { app: web }\n  ports: [{ port: 80 }]\n',
    },
  ],
  check: (subject) => schemaFaults(subject, 'wrong-type'),
});
