import { objectRule } from '../rule-kinds.ts';
import { unknownKindOf } from '../schema/unknown-kind.ts';

export const unknownKind = objectRule({
  id: 'unknown-kind',
  title: 'Name kinds and API versions that exist together',
  severity: 'error',
  aliases: ['kubeconform:schema'],
  why: 'The API server finds no resource of that kind in that API version, so nothing is applied.',
  examples: [
    {
      bad: 'apiVersion: «v1»\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers: [{ name: web, image: web:1 }]\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers: [{ name: web, image: web:1 }]\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: v1\nkind: «Configmap»\nmetadata: { name: web }\ndata: { level: debug }\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { level: debug }\n',
      fixed: true,
    },
  ],
  *check(subject) {
    const report = unknownKindOf(subject);
    if (report) yield report;
  },
});
