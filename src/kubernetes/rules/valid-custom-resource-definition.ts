import { definitionFaults } from '../admission/custom-resources.ts';
import { kindAdmission } from '../admission/rule.ts';

export const validCustomResourceDefinition = kindAdmission({
  id: 'valid-custom-resource-definition',
  kinds: ['CustomResourceDefinition'],
  title: 'Define custom resources with one stored version and a schema',
  why: 'The API server refuses a definition whose name is not its plural and group, versions without schema, and more or less than one version that is stored.',
  examples: [
    {
      bad: 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: «shop.example.com» }\nspec:\n  group: example.com\n  scope: Namespaced\n  names: { kind: Shop, plural: shops }\n  versions:\n    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }\n',
      good: 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: shops.example.com }\nspec:\n  group: example.com\n  scope: Namespaced\n  names: { kind: Shop, plural: shops }\n  versions:\n    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: shops.example.com }\nspec:\n  group: example.com\n  scope: Namespaced\n  names: { kind: Shop, plural: shops }\n  «versions»:\n    - { name: v1, served: true, storage: false, schema: { openAPIV3Schema: { type: object } } }\n',
      good: 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: shops.example.com }\nspec:\n  group: example.com\n  scope: Namespaced\n  names: { kind: Shop, plural: shops }\n  versions:\n    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }\n',
    },
  ],
  check: ({ manifest, file }) => definitionFaults(manifest, file),
});
