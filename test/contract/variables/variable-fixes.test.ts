import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import { mended } from '../seed.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const RULES = /^(?:required-variable-set|variable-read)$/;

/** A program that ends without a variable. */
const demanding = (name: string): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main\n\nimport (\n\t"log"\n\t"os"\n)\n\nfunc main() {\n\tif os.Getenv("${name}") == "" {\n\t\tlog.Fatal("no ${name}")\n\t}\n}\n`,
});
const OF_POD = (name: string) =>
  `env:\n  - name: ${name}\n    valueFrom:\n      fieldRef: { fieldPath: metadata.name }`;
const OF_SECRET = (name: string, key: string) =>
  `env:\n  - name: ${name}\n    valueFrom:\n      secretKeyRef: { name: keys, key: ${key} }`;

/** What the first fix in the manifest leaves of it. */
async function afterFirst(texts: Texts): Promise<Texts> {
  const [fix] = (await findingsOf(texts)).get('d.yaml')?.find(({ rule }) => RULES.test(rule))?.fixes ?? [];
  assert.ok(fix);
  return mended(texts, 'd.yaml', fix);
}

describe('what sets a variable of the pod itself', () => {
  const found = finder(RULES, (file) => !file.endsWith('.go'));
  const slip = { ...demanding('POD_NAME'), 'd.yaml': deploymentOf(OF_POD('PODNAME')) };

  it('is renamed where its name is a slip', async () =>
    assert.deepEqual(await found(slip), ['d.yaml: variable-read: PODNAME: Change to `POD_NAME`']));
  it('is mended by that', () => assertFixesMend([['a slip', slip]], RULES, found));

  const fields: readonly [name: string, path: string][] = [
    ['POD_NAME', 'metadata.name'],
    ['MY_POD_NAMESPACE', 'metadata.namespace'],
    ['POD_IP', 'status.podIP'],
    ['K8S_NODE_NAME', 'spec.nodeName'],
    ['HOST_IP', 'status.hostIP'],
  ];
  for (const [name, path] of fields) {
    it(`is taken from the pod where nothing sets it: ${name}`, async () => {
      const after = await afterFirst({ ...demanding(name), 'd.yaml': deploymentOf('env: []') });
      assert.match(after['d.yaml'] ?? '', new RegExp(`fieldPath: ${path}\\b`));
      assert.deepEqual(await found(after), []);
    });
  }
});

describe('a secret that nothing sets', () => {
  const KEYS = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: keys\nstringData:\n';
  const other = (env: string) => deploymentOf(env).replace('kind: Deployment', 'kind: StatefulSet');
  const table: readonly [what: string, texts: Texts, key: string][] = [
    [
      'by the key that the Secret has',
      { 'd.yaml': deploymentOf('envFrom: [{ secretRef: { name: keys } }]'), 's.yaml': `${KEYS}  signing-key: x\n` },
      'signing-key',
    ],
    [
      'by the key that another workload takes',
      { 'd.yaml': deploymentOf(OF_SECRET('DSN', 'DSN')), 'e.yaml': other(OF_SECRET('SIGNING_KEY', 'signing.key')) },
      'signing.key',
    ],
    [
      'in the spelling of the other keys',
      { 'd.yaml': deploymentOf(OF_SECRET('DATABASE_URL', 'database-url')) },
      'signing-key',
    ],
    ['by its own name', { 'd.yaml': deploymentOf(OF_SECRET('DATABASE_URL', 'DATABASE_URL')) }, 'SIGNING_KEY'],
  ];
  for (const [what, texts, key] of table) {
    it(`is taken ${what}`, async () => {
      const after = await afterFirst({ ...demanding('SIGNING_KEY'), ...texts });
      assert.ok(after['d.yaml']?.includes(`secretKeyRef: { name: keys, key: ${key} }`), after['d.yaml']);
    });
  }
});

describe('a variable that a ConfigMap lacks', () => {
  const BASE = {
    'base/d.yaml': deploymentOf('envFrom: [{ configMapRef: { name: settings } }]'),
    'base/kustomization.yaml':
      'resources: [d.yaml]\nconfigMapGenerator:\n  - name: settings\n    literals:\n      - TZ=UTC\n',
  };
  const overlay = (behavior: string) =>
    `resources: [../base]\nconfigMapGenerator:\n  - name: settings\n    behavior: ${behavior}\n    literals:\n      - TZ=CET\n`;
  const table: readonly [what: string, behavior: string, changed: readonly string[]][] = [
    ['in the base alone, where overlays add to it', 'merge', ['base/kustomization.yaml']],
    ['in overlays that replace it, too', 'replace', ['base/kustomization.yaml', 'prod/kustomization.yaml']],
  ];
  for (const [what, behavior, changed] of table) {
    it(`is added ${what}`, async () => {
      const texts = { ...demanding('REGION'), ...BASE, 'prod/kustomization.yaml': overlay(behavior) };
      const finding = (await findingsOf(texts)).get('base/d.yaml')?.find(({ rule }) => RULES.test(rule));
      const [fix] = finding?.fixes ?? [];
      assert.ok(fix);
      const after: Texts = mended(texts, 'base/d.yaml', fix);
      assert.deepEqual(
        Object.keys(after)
          .filter((file) => after[file] !== (texts as Texts)[file])
          .sort(),
        changed,
      );
    });
  }
});
