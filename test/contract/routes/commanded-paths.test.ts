import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const RULES = /^probe-path-exists$/;
const found = finder(RULES, (file) => file.endsWith('.yaml'));

const shop = (command: string, more = ''): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/readyz", answer)\n\thttp.HandleFunc("/orders", answer)\n\t_ = http.ListenAndServe(":8080", nil)\n}\n\nfunc answer(w http.ResponseWriter, r *http.Request) {}\n',
  'd.yaml': `${deploymentOf(`readinessProbe:\n  exec:\n    command: ${command}`)}${more}`,
});

const reported: readonly (readonly [what: string, texts: Texts, found: readonly string[]])[] = [
  ['curl', shop('[curl, -f, "http://localhost:8080/ready"]'), ['d.yaml: probe-path-exists: /ready: Ask for `/readyz`']],
  [
    'a script',
    shop(`[sh, -c, 'wget -qO- http://127.0.0.1:8080/health || exit 1']`),
    ['d.yaml: probe-path-exists: /health: Ask for `/readyz`'],
  ],
  [
    'a program of the project',
    shop('\n      - shopctl\n      - check\n      - localhost:8080/health'),
    ['d.yaml: probe-path-exists: /health: Ask for `/readyz`'],
  ],
];
const silent: readonly (readonly [what: string, texts: Texts])[] = [
  ['what is served', shop('[curl, -f, "http://localhost:8080/readyz?full=1"]')],
  ['a port of nobody', shop('[curl, -f, "http://localhost:9090/health"]')],
  ['a path that a variable says', shop('[sh, -c, "curl http://localhost:8080/$HEALTH"]')],
  ['an address of another host', shop('[curl, -f, "http://shop:8080/health"]')],
  ['another protocol', shop('[shopctl, "amqp://localhost:8080/health"]')],
  [
    'another container that may answer',
    shop('[curl, "http://localhost:8080/health"]', '        - name: proxy\n          image: envoy\n'),
  ],
  ['the network of the node', shop('[curl, "http://localhost:8080/health"]', '      hostNetwork: true\n')],
];

describe('the command of a probe that asks the program in HTTP', () => {
  for (const [what, texts, expected] of reported) {
    it(what, async () => assert.deepEqual(await found(texts), expected));
  }
  it('every fix of these leaves nothing to say', () => assertFixesMend(reported, RULES, found));
  for (const [what, texts] of silent) {
    it(`is silent: ${what}`, async () => assert.deepEqual(await found(texts), []));
  }
});
