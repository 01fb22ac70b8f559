import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, serverFiles } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n  ports:\n    - port: 80\n      targetPort: 8080\n';
const FILES: Texts = {
  ...serverFiles(':8080'),
  'd.yaml': deploymentOf('ports:\n  - name: http\n    containerPort: 8080'),
  's.yaml': SERVICE,
};
const policy = (rules: string, name = 'shop') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: ${name}\nspec:\n  podSelector: { matchLabels: { app: shop } }\n  ingress: ${rules}\n`;
const allowing = (ports: string): Texts => ({ ...FILES, 'p.yaml': policy(`[{ ports: ${ports} }]`) });

const RULE = /^ingress-to-listener$/;
const found = finder(RULE);

describe('says that a policy allows no port of the program', () => {
  const table: readonly [what: string, texts: Texts, expected: string][] = [
    ['the port of the Service', allowing('[{ port: 80 }]'), '80: Change 80 to 8080'],
    ['another port', allowing('[{ port: 8081, protocol: TCP }]'), '8081: Change 8081 to 8080'],
    ['a name that no port has', allowing('[{ port: web }]'), 'web: Change web to 8080'],
    ['a range beside it', allowing('[{ port: 9000, endPort: 9100 }]'), '9000: '],
    [
      'from some pods only',
      { ...FILES, 'p.yaml': policy('[{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }]') },
      '80: Change 80 to 8080',
    ],
    [
      'behind a Service whose selector a kustomization makes',
      {
        ...allowing('[{ port: 80 }]'),
        's.yaml': SERVICE.replace('  selector: { app: shop }\n', ''),
        'kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1\nkind: Kustomization\nresources: [d.yaml, p.yaml, s.yaml]\ncommonLabels: { app: shop }\n',
      },
      '80: Change 80 to 8080',
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await found(texts), [`p.yaml: ingress-to-listener: ${expected}`]));
  }
  it('mends it', () => assertFixesMend(table, RULE, found));
});

describe('says nothing of', () => {
  const wrong = allowing('[{ port: 80 }]');
  const table: Readonly<Record<string, Texts>> = {
    'the port': allowing('[{ port: 8080 }]'),
    'its name': allowing('[{ port: http }]'),
    'a range around it': allowing('[{ port: 8000, endPort: 9000 }]'),
    'a second port beside the right one': allowing('[{ port: 80 }, { port: 8080 }]'),
    'a rule for all ports': { ...FILES, 'p.yaml': policy('[{ from: [{ podSelector: {} }] }]') },
    'no rule at all': { ...FILES, 'p.yaml': policy('[]') },
    'a second policy that allows it': { ...wrong, 'q.yaml': policy('[{ ports: [{ port: 8080 }] }]', 'more') },
    'a policy for what goes out': {
      ...wrong,
      'p.yaml': `${policy('[{ ports: [{ port: 80 }] }]')}  policyTypes: [Egress]\n`,
    },
    'other pods': { ...wrong, 'p.yaml': policy('[{ ports: [{ port: 80 }] }]').replace('app: shop', 'app: other') },
    'another namespace': {
      ...wrong,
      'p.yaml': policy('[{ ports: [{ port: 80 }] }]').replace('name: shop', 'name: shop\n  namespace: other'),
    },
    'a port that the container lists': {
      ...wrong,
      'd.yaml': deploymentOf('ports:\n  - containerPort: 8080\n  - containerPort: 80'),
    },
    'a program without a Service': { ...wrong, 's.yaml': SERVICE.replace('app: shop', 'app: other') },
    'UDP alone': allowing('[{ protocol: UDP, port: 80 }]'),
    'a container beside it that may listen': {
      ...wrong,
      'd.yaml': `${FILES['d.yaml'] ?? ''}        - name: proxy\n          image: proxy:1\n`,
    },
    'a program that may listen anywhere': {
      ...wrong,
      'main.go': (FILES['main.go'] ?? '')
        .replace('":8080"', 'os.Args[1]')
        .replace('import "net/http"', 'import (\n\t"net/http"\n\t"os"\n)'),
    },
    'the network of the node': {
      ...wrong,
      'd.yaml': (FILES['d.yaml'] ?? '').replace('      containers:', '      hostNetwork: true\n      containers:'),
    },
    'policies of another kind': {
      ...wrong,
      'c.yaml': 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata:\n  name: x\nspec: {}\n',
    },
    'a policy that a patch may change': {
      ...wrong,
      'kustomization.yaml':
        'resources: [d.yaml, s.yaml, p.yaml]\npatches:\n  - patch: |\n      apiVersion: networking.k8s.io/v1\n      kind: NetworkPolicy\n      metadata: { name: shop }\n      spec: { ingress: [{ ports: [{ port: 8080 }] }] }\n',
    },
    'all ports of a protocol': allowing('[{ port: 80 }, { protocol: TCP }]'),
    'half a policy': { ...wrong, 'p.yaml': policy('[{ ports: [{ port: }] }]') },
  };
  for (const [what, texts] of Object.entries(table)) {
    it(what, async () => assert.deepEqual(await found(texts), []));
  }
});
