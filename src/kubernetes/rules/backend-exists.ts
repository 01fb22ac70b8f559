import { dangling, danglingPart } from '../references/dangling.ts';
import { documents } from '../examples.ts';
import type { Manifest } from '../model.ts';
import { workspaceRule } from '../rule-kinds.ts';
import type { Reference } from '../references/reference.ts';

const KUBE_LINTER = 'kube-linter:dangling-ingress';
const KUBE_SCORE = 'kube-score:ingress-targets-service';
const KUBESCAPE = 'kubescape:C-0298';
const GATEWAY = 'kubescape:C-0302';

const ingress = (service: string, port = 80) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend: { service: { name: ${service}, port: { number: ${String(port)} } } }\n`;
const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 80\n';

export const backendExists = workspaceRule({
  id: 'backend-exists',
  kinds: [
    'Ingress',
    'HTTPRoute',
    'GRPCRoute',
    'TCPRoute',
    'TLSRoute',
    'UDPRoute',
    'VirtualService',
    'DestinationRule',
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
    'APIService',
    'CustomResourceDefinition',
  ],
  title: 'Send traffic to a Service and a port that exist',
  severity: 'warning',
  aliases: [KUBE_LINTER, KUBE_SCORE, KUBESCAPE, GATEWAY],
  why: 'Requests for a backend that is not there are answered with an error by the proxy, and only then does anyone notice.',
  differs: {
    [KUBE_LINTER]: 'It takes no namespace and `default` for two namespaces.',
    [KUBE_SCORE]: 'It reports backends that are no Services (`resource`), too.',
  },
  examples: [
    { bad: documents(ingress('«wbe»'), service), good: documents(ingress('web'), service), fixed: true },
    {
      bad: documents(ingress('web').replace('80', '«8080»'), service),
      good: documents(ingress('web'), service),
      fixed: true,
    },
    {
      bad: 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: web\nspec:\n  rules:\n    - backendRefs:\n        - name: «web»\n          port: 80\n',
      good: documents(
        'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: web\nspec:\n  rules:\n    - backendRefs:\n        - name: web\n          port: 80\n',
        service,
      ),
    },
  ],
  *check(subject) {
    for (const reference of subject.workspace.referencesOf(subject.manifest, subject.pod)) {
      if (reference.target.kind !== 'Service') continue;
      const absent = dangling(subject, reference);
      const report = absent ?? danglingPart(subject, reference);
      if (report) yield { ...report, aliases: aliasesOf(subject.manifest, reference, absent !== undefined) };
    }
  },
});

function aliasesOf(manifest: Manifest, reference: Reference, isAbsent: boolean): readonly string[] {
  if (reference.via !== 'backend') return [];
  const { kind, apiVersion } = manifest;
  if (kind === 'Ingress') {
    const isDefault = isDefaultBackend(manifest, reference);
    const present = apiVersion === 'networking.k8s.io/v1';
    return [
      ...(present ? [KUBE_LINTER] : []),
      ...(isDefault ? [] : [KUBE_SCORE]),
      ...(isAbsent && present ? [KUBESCAPE] : []),
    ];
  }
  return isAbsent && ['HTTPRoute', 'TCPRoute', 'UDPRoute'].includes(kind) ? [GATEWAY] : [];
}

/** kube-score looks at the rules only. */
function isDefaultBackend({ root }: Manifest, { field }: Reference): boolean {
  const spec = root.entries.find(({ key }) => key === 'spec')?.value;
  const fallback =
    spec?.kind === 'map' ? spec.entries.find(({ key }) => key === 'defaultBackend' || key === 'backend') : undefined;
  return fallback !== undefined && field.start >= fallback.value.start && field.end <= fallback.value.end;
}
