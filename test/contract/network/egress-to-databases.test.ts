import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const found = finder(/^egress-to-(?:dependency|names)$/);

const program = (imports: string): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main\n\nimport (\n\t"os"\n\t"net/http"\n${imports})\n\nfunc main() {\n\tprintln(len(os.Getenv("DATABASE_URL")))\n\t_ = http.ListenAndServe(":8080", nil)\n}\n`,
});
const PROGRAM = program('\t_ "github.com/lib/pq"\n');
const at = (host: string) => deploymentOf(`env:\n  - name: DATABASE_URL\n    value: postgres://${host}:5432/x`);
const inPod = (lines: string) => at('db').replace('      containers:', `      ${lines}\n      containers:`);
const FROM_SECRET = deploymentOf('env:\n  - name: DATABASE_URL\n    valueFrom: { secretKeyRef: { name: s, key: k } }');
const policy = (ports: string, more = '') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector: {}\n  policyTypes: [Egress]\n  egress:\n    - ports: ${ports}\n${more}`;
const DATABASE = '[{ port: 5432 }]';
const DNS = '[{ protocol: UDP, port: 53 }, { protocol: TCP, port: 443 }]';
const UDP_53 = '    - ports: [{ protocol: UDP, port: 53 }]\n';
const patching = (egress: string) =>
  `resources: [d.yaml, p.yaml]\npatches:\n  - patch: |\n      apiVersion: networking.k8s.io/v1\n      kind: NetworkPolicy\n      metadata: { name: shop }\n      spec: { egress: ${egress} }\n`;
const shop = (p: string, d = at('db')): Texts => ({ ...PROGRAM, 'd.yaml': d, 'p.yaml': p });

describe('an egress rule is missing', () => {
  const NAMES = 'p.yaml: egress-to-names: egress: Allow DNS';
  const cases: readonly [what: string, texts: Texts, expected: string][] = [
    ['for the name of a database', shop(policy('[{ protocol: TCP, port: 5432 }]')), NAMES],
    ['for names where TCP alone is allowed', shop(policy('[{ port: 5432 }, { port: 53 }]')), NAMES],
    [
      'for names where all ports of pods beside it are allowed, and no nameserver',
      shop(policy('[{ port: 443 }]', '    - to: [{ podSelector: {} }]\n')),
      NAMES,
    ],
    [
      'for a database in a Secret',
      shop(policy(DNS), FROM_SECRET),
      'p.yaml: egress-to-dependency: egress: Allow TCP to port 5432',
    ],
    [
      'where a patch takes all of them out',
      { ...shop(policy(DATABASE, UDP_53)), 'kustomization.yaml': patching('[]') },
      'kustomization.yaml: egress-to-dependency: []: ',
    ],
  ];
  for (const [what, texts, expected] of cases) {
    it(what, async () => assert.deepEqual(await found(texts), [expected]));
  }
});

describe('nothing is said of', () => {
  const cases: Readonly<Record<string, Texts>> = {
    'a port that a rule allows': shop(policy('[{ protocol: TCP, port: 5432 }]', UDP_53)),
    'a range of ports': shop(policy('[{ protocol: TCP, port: 5000, endPort: 6000 }]', UDP_53)),
    'a port by its name': shop(policy('[{ protocol: TCP, port: postgres }]')),
    'a rule for all ports': shop(policy(DNS, '    - to: [{ podSelector: {} }]\n')),
    'a second policy that allows it': {
      ...shop(policy(DNS)),
      'q.yaml': policy(DATABASE).replace('name: shop', 'name: more'),
    },
    'a Secret that may hold any port, where some are allowed': shop(
      policy('[{ protocol: TCP, port: 6432 }]'),
      FROM_SECRET,
    ),
    'a nameserver that stands elsewhere': shop(policy('[{ port: 5432 }, { protocol: UDP, port: 5353 }]')),
    'names in another policy': {
      ...shop(policy(DATABASE)),
      'q.yaml': policy('[{ port: 53, protocol: UDP }]').replace('name: shop', 'name: names'),
    },
    'all ports of another namespace': shop(policy(DATABASE, '    - to: [{ namespaceSelector: {} }]\n')),
    'an address in place of a name': shop(policy(DATABASE), at('10.0.0.7')),
    'names that a patch allows': { ...shop(policy(DATABASE)), 'kustomization.yaml': patching('[{}]') },
    'names that the pod itself holds': shop(
      policy(DATABASE),
      inPod('hostAliases: [{ ip: 10.0.0.7, hostnames: [db] }]'),
    ),
    'the network of the node, which no policy limits': shop(policy(DATABASE), inPod('hostNetwork: true')),
    'a policy for what comes in': shop(policy(DNS).replace('[Egress]', '[Ingress]')),
    'policies of another kind': {
      ...shop(policy(DNS)),
      'c.yaml': 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata:\n  name: x\nspec: {}\n',
    },
    'a program that links no such library': { ...shop(policy(DNS)), ...program('') },
  };
  for (const [what, texts] of Object.entries(cases)) it(what, async () => assert.deepEqual(await found(texts), []));
});
