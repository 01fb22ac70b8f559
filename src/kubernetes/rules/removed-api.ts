import { objectRule } from '../rule-kinds.ts';
import { endedApi } from '../schema/ended-api.ts';

export const removedApi = objectRule({
  id: 'removed-api',
  title: 'Use API versions that the target Kubernetes serves',
  severity: 'error',
  aliases: [
    'pluto:deprecated-api',
    'trivy:KSV-0107',
    'kube-score:stable-version',
    'kube-linter:no-extensions-v1beta',
    'kubeconform:schema',
  ],
  why: 'The API server of the version that the manifests are for does not know the API version any more: nothing is applied.',
  differs: {
    'trivy:KSV-0107':
      'Its table has `extensions/v1beta1` under `apps/v1beta1`, and `apps/v1beta1` and `apps/v1beta2` under `autoscaling`: it is silent on most workloads that use them.',
  },
  examples: [
    {
      bad: 'apiVersion: «batch/v1beta1»\nkind: CronJob\nmetadata: { name: report }\nspec:\n  schedule: 0 3 * * *\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n            - name: report\n              image: report:1\n',
      good: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: report }\nspec:\n  schedule: 0 3 * * *\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n            - name: report\n              image: report:1\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: «networking.k8s.io/v1beta1»\nkind: Ingress\nmetadata: { name: web }\nspec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            backend:\n              serviceName: web\n              servicePort: 80\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec:\n  rules:\n    - http:\n        paths:\n          - pathType: ImplementationSpecific\n            path: /\n            backend:\n              service:\n                name: web\n                port:\n                  number: 80\n',
      fixed: true,
    },
  ],
  *check(subject) {
    const report = endedApi(subject, 'removed');
    if (report) yield report;
  },
});
