import { at } from '../fields.ts';
import { isApiObject, isBuiltIn } from '../admission/built-in.ts';
import { lifeFaults, nameFaults } from '../admission/metadata.ts';
import { objectRule } from '../rule-kinds.ts';

export const validName = objectRule({
  id: 'valid-name',
  title: 'Name objects as the API server allows',
  severity: 'error',
  aliases: [],
  why: 'Names become parts of addresses, so the API server refuses capitals, underscores and blanks in most of them. Services, Namespaces and StatefulSets are parts of host names, so theirs may have no dots, either, and at most 63 characters.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: «Web_Config»\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web-config\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata: { name: «web.shop» }\nspec: { ports: [{ port: 80 }] }\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata: { name: web-shop }\nspec: { ports: [{ port: 80 }] }\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: v1\nkind: ConfigMap\n«metadata»:\n  labels: { app: web }\ndata: { a: b }\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  labels: { app: web }\ndata: { a: b }\n',
    },
  ],
  *check({ manifest, file, workspace }) {
    if (!isApiObject(manifest)) return;
    yield* nameFaults(manifest, file, workspace.target);
    yield* lifeFaults(at(manifest.root, 'metadata'), !isBuiltIn(manifest));
  },
});
