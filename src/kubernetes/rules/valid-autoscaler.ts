import { autoscalerFaults } from '../admission/availability.ts';
import { kindAdmission } from '../admission/rule.ts';

export const validAutoscaler = kindAdmission({
  id: 'valid-autoscaler',
  kinds: ['HorizontalPodAutoscaler'],
  title: 'Give an autoscaler bounds and metrics that fit together',
  why: 'The API server refuses an autoscaler that may not have as many pods as it must, metrics whose type and source differ, and targets without amount.',
  examples: [
    {
      bad: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  minReplicas: 3\n  maxReplicas: «2»\n',
      good: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  minReplicas: 3\n  maxReplicas: 6\n',
    },
    {
      bad: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  maxReplicas: 6\n  metrics:\n    - type: Resource\n      resource: { name: cpu, «target»: { type: Utilization } }\n',
      good: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  maxReplicas: 6\n  metrics:\n    - type: Resource\n      resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } }\n',
    },
  ],
  check: ({ manifest, workspace }) => autoscalerFaults(manifest, workspace.target),
});
