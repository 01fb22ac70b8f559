import { objectRule } from '../rule-kinds.ts';
import { schemaFaults } from '../schema/rule.ts';

export const invalidValue = objectRule({
  id: 'invalid-value',
  title: 'Write values that the field takes',
  severity: 'error',
  aliases: [],
  why: 'The field has the right type, but the API server knows no such value, or cannot read the quantity or time, so it refuses the object.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  restartPolicy: «never»\n  containers:\n    - name: web\n      image: web:1\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  restartPolicy: Never\n  containers:\n    - name: web\n      image: web:1\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: web\n      image: web:1\n      resources:\n        limits:\n          memory: «1GB»\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: web\n      image: web:1\n      resources:\n        limits:\n          memory: 1G\n',
      fixed: true,
    },
  ],
  check: (subject) => schemaFaults(subject, 'invalid-value'),
});
