import { disruptionBudgetFaults } from '../admission/availability.ts';
import { kindAdmission } from '../admission/rule.ts';

export const validDisruptionBudget = kindAdmission({
  id: 'valid-disruption-budget',
  kinds: ['PodDisruptionBudget'],
  title: 'Say in one way how many pods may be away',
  why: 'The API server refuses a PodDisruptionBudget with both `minAvailable` and `maxUnavailable`, and amounts that are neither a number nor a percentage.',
  examples: [
    {
      bad: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  minAvailable: 1\n  «maxUnavailable»: 1\n',
      good: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  maxUnavailable: 1\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  maxUnavailable: «"1"»\n',
      good: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  maxUnavailable: 1\n',
    },
  ],
  check: ({ manifest, file }) => disruptionBudgetFaults(manifest, file),
});
