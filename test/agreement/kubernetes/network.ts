import { container, cronJob, deployment, pod, workload, type Agreement } from './cases.ts';

const service = (spec: string, metadata = '{ name: web, namespace: shop }') =>
  `apiVersion: v1\nkind: Service\nmetadata: ${metadata}\nspec:\n${spec}`;
const ingress = (spec: string, annotations = '', apiVersion = 'networking.k8s.io/v1') =>
  `apiVersion: ${apiVersion}\nkind: Ingress\nmetadata:\n  name: web\n${annotations}spec:\n${spec}`;
const annotated = (key: string, value: string) => `  annotations:\n    ${key}: ${value}\n`;
const policy = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: rules }\nspec:\n${spec}`;
const object = (kind: string, namespace: string, name = 'web', apiVersion = 'v1') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`} }\n`;
const inShop = (text: string) => text.replace(/^metadata:\n/m, 'metadata:\n  namespace: shop\n');
const inDefault = (text: string) => text.replace(/^metadata:\n/m, 'metadata:\n  namespace: default\n');

const RULES = '  rules: [{ host: shop.example.com }]\n';
const TLS = '  tls: [{ hosts: [shop.example.com], secretName: web-tls }]\n';
const SNIPPET = 'nginx.ingress.kubernetes.io/configuration-snippet';
const spec = container();
const workloads = [pod(spec), deployment(spec), workload('apps/v1', 'DaemonSet', spec), cronJob(spec)];
const controller = (image: string) =>
  deployment(container(`args: [/nginx-ingress-controller]\n`).replace(/image: .*/, `image: ${image}`));

/** Services, Ingresses, NetworkPolicies and namespaces. */
export const networkTables: Agreement = {
  'kube-linter:exposed-services': {
    speaks: [
      service('  type: NodePort\n'),
      service('  type: LoadBalancer\n'),
      service('  ports: [{ port: 80 }]\n  type: NodePort\n'),
    ],
    silent: [
      service('  type: ClusterIP\n'),
      service('  ports: [{ port: 80 }]\n'),
      service('  type: ExternalName\n  externalName: a.example.com\n'),
    ],
  },
  'kube-score:service-type': {
    speaks: [
      service('  type: NodePort\n'),
      service('  type: "NodePort"\n'),
      service('  ports: [{ port: 80, nodePort: 30080 }]\n  type: NodePort\n'),
    ],
    silent: [service('  type: LoadBalancer\n'), service('  ports: [{ port: 80 }]\n'), service('  type: ClusterIP\n')],
  },
  'trivy:KSV-0108': {
    speaks: [
      service('  externalIPs: [203.0.113.7]\n'),
      service('  type: ExternalName\n  externalName: db.example.com\n'),
      service('  type: LoadBalancer\n  externalIPs:\n    - 203.0.113.7\n    - 203.0.113.8\n'),
    ],
    silent: [object('ConfigMap', ''), pod(spec), ingress(RULES)],
    differs: [{ text: service('  ports: [{ port: 80 }]\n'), speaks: false, because: 'Trivy speaks of every Service' }],
  },
  'polaris:tlsSettingsMissing': {
    speaks: [ingress(RULES), ingress(`${RULES}  tls: null\n`), ingress('  ingressClassName: nginx\n')],
    silent: [
      ingress(`${RULES}${TLS}`),
      ingress(`${RULES}  tls: []\n`),
      ingress(RULES, '', 'extensions/v1beta1'),
      service('  type: NodePort\n'),
    ],
  },
  'kubescape:C-0263': {
    speaks: [ingress(RULES), ingress('  ingressClassName: nginx\n'), ingress(RULES, '', 'extensions/v1beta1')],
    silent: [ingress(`${RULES}${TLS}`), ingress(`${RULES}  tls: []\n`), service('  type: NodePort\n')],
  },
  'kubescape:C-0231': {
    speaks: [
      service('  type: LoadBalancer\n  ports: [{ port: 443 }]\n'),
      service('  type: LoadBalancer\n  ports: [{ port: 80 }, { port: 443 }]\n'),
      service('  type: LoadBalancer\n  ports: [{ port: 443 }]\n', '{ name: web, annotations: { a: b } }'),
    ],
    silent: [
      service('  type: LoadBalancer\n  ports: [{ port: 80 }]\n'),
      service('  type: ClusterIP\n  ports: [{ port: 443 }]\n'),
      service(
        '  type: LoadBalancer\n  ports: [{ port: 443 }]\n',
        '{ name: web, annotations: { service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn } }',
      ),
    ],
  },
  'trivy:KSV-0038': {
    speaks: [
      policy('  policyTypes: [Ingress]\n'),
      policy('  ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }]\n'),
      policy('  egress: [{ ports: [{ port: 53 }] }]\n'),
      policy('  ingress: [{}]\n'),
    ],
    silent: [
      policy('  podSelector: {}\n'),
      policy('  podSelector: { matchLabels: { app: web } }\n'),
      policy('  ingress: [{ from: [{ namespaceSelector: {} }] }]\n'),
      policy('  egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }] }]\n'),
    ],
  },
  'checkov:CKV_K8S_153': {
    speaks: [
      ingress(RULES, annotated(SNIPPET, 'add_header X-A b;')),
      ingress(RULES, annotated('nginx.ingress.kubernetes.io/server-snippet', 'return 403;')),
      ingress(RULES, annotated('nginx.org/location-snippets', 'deny all;')),
    ],
    silent: [
      ingress(RULES),
      ingress(RULES, annotated('nginx.ingress.kubernetes.io/rewrite-target', '/')),
      ingress(TLS, annotated('a', 'snippet')),
    ],
  },
  'checkov:CKV_K8S_152': {
    speaks: [
      ingress(RULES, annotated(SNIPPET, '"content_by_lua_block { ngx.say(1) }"')),
      ingress(RULES, annotated(SNIPPET, 'lua_package_path /tmp;')),
      ingress(RULES, annotated(SNIPPET, 'alias /var/run/secrets/kubernetes.io/;')),
    ],
    silent: [
      ingress(RULES, annotated(SNIPPET, 'add_header X-A b;')),
      ingress(RULES, annotated('nginx.ingress.kubernetes.io/rewrite-target', '/lua_x')),
      ingress(RULES),
    ],
  },
  'checkov:CKV_K8S_154': {
    speaks: [
      ingress(RULES, annotated(SNIPPET, 'alias /etc/;')),
      ingress(RULES, annotated('nginx.ingress.kubernetes.io/server-snippet', '"location /x { alias /tmp/; }"')),
      ingress(RULES, annotated(SNIPPET, '"# no alias"')),
    ],
    silent: [
      ingress(RULES, annotated(SNIPPET, 'add_header X-A b;')),
      ingress(RULES, annotated('nginx.ingress.kubernetes.io/server-alias', 'alias.example.com')),
      ingress(RULES),
    ],
  },
  'trivy:KCV-0093': {
    speaks: [
      ingress(
        '  ingressClassName: nginx\n',
        annotated('nginx.ingress.kubernetes.io/auth-url', '"http://example.com/#;}\\n\\nssl_engine x"'),
      ),
      ingress(
        '  ingressClassName: nginx\n',
        annotated('nginx.ingress.kubernetes.io/auth-tls-match-cn', '"CN=abc #(\\n){}"'),
      ),
      ingress(
        '  ingressClassName: NGINX\n',
        annotated('nginx.ingress.kubernetes.io/mirror-target', '"https://a.example.com/{x"'),
      ),
    ],
    silent: [
      ingress(
        '  ingressClassName: nginx\n',
        annotated('nginx.ingress.kubernetes.io/auth-url', 'https://auth.example.com/check'),
      ),
      ingress(
        '  ingressClassName: traefik\n',
        annotated('nginx.ingress.kubernetes.io/auth-tls-match-cn', '"CN=abc #{}"'),
      ),
      ingress('  ingressClassName: nginx\n', annotated('nginx.ingress.kubernetes.io/auth-tls-match-cn', 'CN=client')),
      ingress(RULES, annotated('nginx.ingress.kubernetes.io/auth-url', '"http://example.com/{"')),
    ],
  },
  'kubescape:C-0059': {
    speaks: [
      controller('k8s.gcr.io/ingress-nginx/controller:v0.48.1'),
      controller('quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.30.0'),
      controller('registry.k8s.io/ingress-nginx/controller:v1.0.0'),
    ],
    silent: [
      controller('registry.k8s.io/ingress-nginx/controller:v1.12.1'),
      controller('nginx:0.30.0'),
      `${inShop(controller('k8s.gcr.io/ingress-nginx/controller:v0.48.1'))}---\n${object('ConfigMap', 'shop')}data: { allow-snippet-annotations: "false" }\n`,
    ],
  },
  'kubescape:C-0292': {
    speaks: [
      controller('registry.k8s.io/ingress-nginx/controller:v1.12.1'),
      controller('k8s.gcr.io/ingress-nginx/controller@sha256:' + '0'.repeat(64)),
      controller('mirror.example.com/ingress-nginx/controller:v1.9.0'),
    ],
    silent: [
      controller('nginx:1.29.0'),
      controller('nginx/nginx-ingress:5.0.0'),
      pod(container().replace(/image: .*/, 'image: registry.k8s.io/ingress-nginx/controller:v1')),
    ],
  },
  'kube-linter:use-namespace': {
    speaks: [...workloads, inDefault(deployment(spec)), object('Service', ''), object('Service', 'Default')],
    silent: [
      inShop(deployment(spec)),
      inShop(pod(spec)),
      object('Service', 'shop'),
      object('ConfigMap', ''),
      object('Secret', 'default'),
    ],
  },
  'checkov:CKV_K8S_21': {
    speaks: [
      ...workloads,
      object('ConfigMap', ''),
      object('Secret', 'default'),
      object('ServiceAccount', 'default'),
      object('Role', '', 'r', 'rbac.authorization.k8s.io/v1'),
    ],
    silent: [
      inShop(deployment(spec)),
      object('ConfigMap', 'shop'),
      object('ServiceAccount', '', 'default'),
      object('Service', 'default', 'kubernetes'),
      object('PersistentVolumeClaim', ''),
    ],
  },
  'trivy:KSV-0110': {
    speaks: [...workloads, inDefault(deployment(spec)), workload('v1', 'ReplicationController', spec)],
    silent: [inShop(deployment(spec)), object('Service', ''), object('ConfigMap', 'default'), inShop(cronJob(spec))],
  },
  'kubescape:C-0061': {
    speaks: [...workloads, inDefault(deployment(spec)), workload('batch/v1', 'Job', spec)],
    silent: [
      inShop(deployment(spec)),
      object('Service', ''),
      object('ConfigMap', 'default'),
      workload('v1', 'ReplicationController', spec),
    ],
  },
  'kubescape:C-0212': {
    speaks: [
      ...workloads,
      object('ConfigMap', ''),
      object('PersistentVolumeClaim', 'default'),
      object('Service', ''),
      object('Lease', '', 'l', 'coordination.k8s.io/v1'),
    ],
    silent: [
      inShop(deployment(spec)),
      object('Service', 'shop'),
      object('Namespace', ''),
      object('NetworkPolicy', '', 'n', 'networking.k8s.io/v1'),
    ],
  },
  'trivy:KSV-0037': {
    speaks: [
      deployment(spec).replace(/^metadata:\n/m, 'metadata:\n  namespace: kube-system\n'),
      pod(spec, 'name: etcd\nnamespace: kube-system\nlabels: { tier: control-plane, component: etcd }'),
      service('  ports: []\n', '{ name: web, namespace: kube-system }'),
    ],
    silent: [
      inShop(deployment(spec)),
      deployment(spec),
      pod(
        `priorityClassName: system-node-critical\n${spec}`,
        'name: etcd\nnamespace: kube-system\nlabels: { tier: control-plane, component: etcd }',
      ),
      object('ConfigMap', 'kube-system'),
    ],
  },
};
