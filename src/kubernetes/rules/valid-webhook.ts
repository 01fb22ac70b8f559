import { kindAdmission } from '../admission/rule.ts';
import { webhookFaults } from '../admission/webhooks.ts';

export const validWebhook = kindAdmission({
  id: 'valid-webhook',
  kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  title: 'Say of a webhook what it is asked, and how',
  why: 'The API server refuses webhooks with side effects that it cannot prevent, without a version of the request that it speaks, and without rules that say what they are asked about.',
  examples: [
    {
      bad: 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: web }\nwebhooks:\n  - name: web.example.com\n    sideEffects: «Unknown»\n    admissionReviewVersions: [v1]\n    clientConfig: { service: { name: web, namespace: shop } }\n',
      good: 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: web }\nwebhooks:\n  - name: web.example.com\n    sideEffects: None\n    admissionReviewVersions: [v1]\n    clientConfig: { service: { name: web, namespace: shop } }\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: web }\nwebhooks:\n  - name: «web»\n    sideEffects: None\n    admissionReviewVersions: [v1]\n    clientConfig: { service: { name: web, namespace: shop } }\n',
      good: 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: web }\nwebhooks:\n  - name: web.shop.example.com\n    sideEffects: None\n    admissionReviewVersions: [v1]\n    clientConfig: { service: { name: web, namespace: shop } }\n',
    },
  ],
  check: ({ manifest, file }) => webhookFaults(manifest, file),
});
