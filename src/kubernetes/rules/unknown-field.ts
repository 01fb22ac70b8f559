import { objectRule } from '../rule-kinds.ts';
import { schemaFaults } from '../schema/rule.ts';

export const unknownField = objectRule({
  id: 'unknown-field',
  title: 'Use fields that the API has',
  severity: 'error',
  aliases: ['kubeconform:schema', 'kube-linter:schema-validation'],
  why: 'The API server refuses the object, or, where validation is off, drops the field without a word: what you set has no effect.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  «restartpolicy»: Never\n  containers:\n    - name: web\n      image: web:1\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  restartPolicy: Never\n  containers:\n    - name: web\n      image: web:1\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      «replicas»: 3\n      containers:\n        - name: web\n          image: web:1\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: 3\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers:\n        - name: web\n          image: web:1\n',
    },
  ],
  check: (subject) => schemaFaults(subject, 'unknown-field'),
});
