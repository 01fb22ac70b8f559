import { at } from '../fields.ts';
import { spokenBy } from '../admission/faults.ts';
import { kindAdmission } from '../admission/rule.ts';
import { serviceFaults, sourceRangeFaults } from '../admission/services.ts';

export const validService = kindAdmission({
  id: 'valid-service',
  kinds: ['Service'],
  aliases: ['kube-linter:invalid-target-ports'],
  title: 'Give a Service ports and settings that fit its type',
  why: 'The API server refuses a Service without ports, several ports without names or with the same number, ports of the node outside its range, and settings that only other types of Services have.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  ports:\n    - port: «80»\n    - name: admin\n      port: 81\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  ports:\n    - port: 80\n      name: http\n    - name: admin\n      port: 81\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  ports:\n    - port: 80\n      «nodePort»: 30080\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  ports:\n    - port: 80\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata: { name: «web» }\nspec:\n  selector: { app: web }\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  selector: { app: web }\n  ports: [{ port: 80 }]\n',
    },
  ],
  *check({ manifest, file, workspace }) {
    yield* spokenBy(serviceFaults(manifest, file, workspace.target), []);
    yield* spokenBy(sourceRangeFaults(at(manifest.root, 'spec'), workspace.target), []);
  },
});
