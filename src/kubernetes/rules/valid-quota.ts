import { limitRangeFaults, quotaFaults } from '../admission/quotas.ts';
import { kindAdmission } from '../admission/rule.ts';

export const validQuota = kindAdmission({
  id: 'valid-quota',
  kinds: ['LimitRange', 'ResourceQuota'],
  title: 'Limit what can be limited, with bounds in order',
  why: 'The API server refuses quotas on what it cannot count, and limits whose least is above their most.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: LimitRange\nmetadata: { name: limits }\nspec:\n  limits:\n    - type: Container\n      min: { memory: «2Gi» }\n      max: { memory: 1Gi }\n',
      good: 'apiVersion: v1\nkind: LimitRange\nmetadata: { name: limits }\nspec:\n  limits:\n    - type: Container\n      min: { memory: 64Mi }\n      max: { memory: 1Gi }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: quota }\nspec:\n  hard: { «deployments»: "10" }\n',
      good: 'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: quota }\nspec:\n  hard: { count/deployments.apps: "10" }\n',
    },
  ],
  *check({ manifest }) {
    yield* manifest.kind === 'LimitRange' ? limitRangeFaults(manifest) : quotaFaults(manifest);
  },
});
