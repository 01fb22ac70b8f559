import { objectRule } from '../rule-kinds.ts';
import { endedApi } from '../schema/ended-api.ts';

export const deprecatedApi = objectRule({
  id: 'deprecated-api',
  title: 'Move on from API versions that are about to end',
  severity: 'warning',
  aliases: ['pluto:deprecated-api', 'trivy:KSV-0107', 'kube-score:stable-version', 'kube-linter:no-extensions-v1beta'],
  why: 'It still works in the version that the manifests are for, but an upgrade to a later one will refuse them.',
  examples: [
    {
      bad: 'apiVersion: «resource.k8s.io/v1beta2»\nkind: ResourceClaim\nmetadata: { name: gpu }\nspec:\n  devices:\n    requests:\n      - name: gpu\n        exactly: { deviceClassName: gpu.example.com }\n',
      good: 'apiVersion: resource.k8s.io/v1\nkind: ResourceClaim\nmetadata: { name: gpu }\nspec:\n  devices:\n    requests:\n      - name: gpu\n        exactly: { deviceClassName: gpu.example.com }\n',
      fixed: true,
    },
  ],
  *check(subject) {
    const report = endedApi(subject, 'deprecated');
    if (report) yield report;
  },
});
