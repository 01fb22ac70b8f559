import { entries, at, textAt } from '../fields.ts';
import { objectRule } from '../rule-kinds.ts';

const LUA = /\blua_|_lua\b|_lua_|\bkubernetes\.io\b/;
const INJECTED = [
  'nginx.ingress.kubernetes.io/auth-url',
  'nginx.ingress.kubernetes.io/auth-tls-match-cn',
  'nginx.ingress.kubernetes.io/mirror-target',
  'nginx.ingress.kubernetes.io/mirror-host',
];
const INJECTION = [/https?:\/\/[^\s<>"{}|^`\\]*[\r\n<>"{}|^`\\]\S*/, /CN=.*[\r\n#{};|].*/];

export const noNginxSnippets = objectRule({
  id: 'no-nginx-snippets',
  kinds: ['Ingress'],
  title: 'Put no NGINX configuration into annotations',
  severity: 'warning',
  aliases: ['checkov:CKV_K8S_152', 'checkov:CKV_K8S_153', 'checkov:CKV_K8S_154', 'trivy:KCV-0093'],
  why: 'A snippet is configuration of the whole controller: with it, who may write one Ingress reads the Secrets of all namespaces (CVE-2021-25742), and other annotations can carry one, too (CVE-2025-1974). Controllers refuse them by default since 1.9, and the project has ended.',
  examples: [
    {
      bad: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations:\n    «nginx.ingress.kubernetes.io/configuration-snippet»: add_header X-A b;\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations:\n    nginx.ingress.kubernetes.io/rewrite-target: /\n',
    },
    {
      bad: "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations:\n    «nginx.ingress.kubernetes.io/auth-tls-match-cn»: 'CN=abc #(\\n){}\\n }}'\nspec:\n  ingressClassName: nginx\n",
      good: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations:\n    nginx.ingress.kubernetes.io/auth-url: https://auth.example.com/check\nspec:\n  ingressClassName: nginx\n',
    },
  ],
  *check({ manifest }) {
    const isNginx = textAt(manifest.root, 'spec', 'ingressClassName')?.toLowerCase() === 'nginx';
    for (const { key, keyRange, value, merged } of entries(at(manifest.root, 'metadata', 'annotations'))) {
      if (merged) continue;
      const text = (textAt(value) ?? '').slice(0, 4000);
      if (key.includes('snippet')) {
        yield {
          ...keyRange,
          message: ['`{0}` puts configuration into the controller that all namespaces share', key],
          aliases: [
            'checkov:CKV_K8S_153',
            ...(LUA.test(text) ? ['checkov:CKV_K8S_152'] : []),
            ...(text.includes('alias') ? ['checkov:CKV_K8S_154'] : []),
          ],
        };
      } else if (isNginx && INJECTED.includes(key) && INJECTION.some((pattern) => pattern.test(text))) {
        yield {
          ...keyRange,
          message: ['The value of `{0}` breaks out into the configuration of the controller', key],
          aliases: ['trivy:KCV-0093'],
        };
      }
    }
  },
});
