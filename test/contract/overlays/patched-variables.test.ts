import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const READS =
  'package main\n\nimport (\n\t"net/http"\n\t"os"\n\t"time"\n)\n\nfunc main() {\n\twait, err := time.ParseDuration(os.Getenv("WAIT_TIME"))\n\tprintln(os.Getenv("REDIS_ADDR"), wait, err)\n\t_ = http.ListenAndServe(":8080", nil)\n}\n';
const FILES: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': READS,
  'base/d.yaml': deploymentOf('env:\n  - name: REDIS_ADDR\n    value: redis:6379'),
  'base/kustomization.yaml': 'kind: Kustomization\nresources: [d.yaml]\n',
};
const overlay = (patches: string) => `kind: Kustomization\nresources: [../base]\npatches:\n${patches}`;
const MERGE = (name: string, value: string, container = 'shop') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: ${container}\n          env:\n            - name: ${name}\n              value: "${value}"\n`;
const inFile = (patch: string): Texts => ({
  ...FILES,
  'prod/kustomization.yaml': overlay('  - path: patch.yaml\n'),
  'prod/patch.yaml': patch,
});
const inline = (patch: string, target = ''): Texts => ({
  ...FILES,
  'prod/kustomization.yaml': overlay(`  - patch: |-\n${patch.replace(/^(?=.)/gm, '      ')}\n${target}`),
});
const TARGET = '    target: { kind: Deployment, name: shop }\n';
const ENV = '/spec/template/spec/containers/0/env';
const operation = (op: string, path: string, value: string) => `- op: ${op}\n  path: ${path}\n  value: ${value}`;

const CONFIG = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  ${data}\n`;
/** The overlay changes a ConfigMap that the container takes all of. */
const inConfig = (data: string, more: Texts = {}): Texts => ({
  ...inFile(CONFIG(data)),
  'base/d.yaml': deploymentOf('envFrom:\n  - configMapRef:\n      name: shop'),
  'base/c.yaml': CONFIG('REDIS_ADDR: redis:6379'),
  'base/kustomization.yaml': 'kind: Kustomization\nresources: [d.yaml, c.yaml]\n',
  ...more,
});

/** The same in the kustomization itself. */
const inlineConfig = (data: string, more = ''): Texts => ({
  ...inConfig(''),
  'prod/kustomization.yaml': overlay(`  - patch: |-\n${CONFIG(data).replace(/^(?=.)/gm, '      ')}${more}`),
});
const ADDING = `  - patch: |-\n${operation('add', '/data/OTHER', 'x').replace(/^/gm, '      ')}\n    target: { kind: ConfigMap, name: shop }\n`;

const RULES = /^(?:variable-read|variable-value-fits|dependency-on-loopback)$/;
const found = finder(RULES);

describe('says of variables that an overlay sets', () => {
  const table: readonly [what: string, texts: Texts, expected: string][] = [
    [
      'a slip in a patch',
      inFile(MERGE('WIAT_TIME', '5s')),
      'prod/patch.yaml: variable-read: WIAT_TIME: Change to `WAIT_TIME`',
    ],
    [
      'a value of another type in a patch',
      inFile(MERGE('WAIT_TIME', '5')),
      'prod/patch.yaml: variable-value-fits: "5": Change to `5s` | Change to `5ms`',
    ],
    [
      'loopback in a patch',
      inFile(MERGE('REDIS_ADDR', 'localhost:6379')),
      'prod/patch.yaml: dependency-on-loopback: "localhost:6379": ',
    ],
    [
      'a slip in a patch of the kustomization itself',
      inline(MERGE('WIAT_TIME', '5s')),
      'prod/kustomization.yaml: variable-read: WIAT_TIME: Change to `WAIT_TIME`',
    ],
    [
      'an item that an operation adds',
      inline(operation('add', `${ENV}/-`, '{ name: WAIT_TIME, value: "5" }'), TARGET),
      'prod/kustomization.yaml: variable-value-fits: "5": Change to `5s` | Change to `5ms`',
    ],
    [
      'a list that an operation writes',
      inline(operation('replace', ENV, '[{ name: WIAT_TIME, value: 5s }]'), TARGET),
      'prod/kustomization.yaml: variable-read: WIAT_TIME: Change to `WAIT_TIME`',
    ],
    [
      'a value that an operation replaces',
      inline(operation('replace', `${ENV}/0/value`, 'localhost:6379'), TARGET),
      'prod/kustomization.yaml: dependency-on-loopback: localhost:6379: ',
    ],
    [
      'a value of another type in a patch of a ConfigMap',
      inConfig('WAIT_TIME: "5"'),
      'prod/patch.yaml: variable-value-fits: "5": Change to `5s` | Change to `5ms`',
    ],
    [
      'loopback in a patch of a ConfigMap',
      inConfig('REDIS_ADDR: localhost:6379'),
      'prod/patch.yaml: dependency-on-loopback: localhost:6379: ',
    ],
    [
      'a key that nothing reads in a patch of a ConfigMap',
      inConfig('OTHER: x'),
      'prod/patch.yaml: variable-read: OTHER: Remove `OTHER`',
    ],
    [
      'a value of another type in a part of a ConfigMap in the kustomization itself',
      inlineConfig('WAIT_TIME: "5"'),
      'prod/kustomization.yaml: variable-value-fits: "5": Change to `5s` | Change to `5ms`',
    ],
    [
      'a slip in a part of a ConfigMap in the kustomization itself',
      { ...inlineConfig('WIAT_TIME: 9s'), 'base/c.yaml': CONFIG('WAIT_TIME: 5s') },
      'prod/kustomization.yaml: variable-read: WIAT_TIME: Change to `WAIT_TIME`',
    ],
    [
      'a key that nothing reads in a part of a ConfigMap in the kustomization itself',
      inlineConfig('OTHER: x'),
      'prod/kustomization.yaml: variable-read: OTHER: ',
    ],
    [
      'a key that an operation on a ConfigMap adds',
      inlineConfig('WAIT_TIME: 5s', ADDING),
      'prod/kustomization.yaml: variable-read: /data/OTHER: ',
    ],
    [
      'a part of a ConfigMap beside an operation on it',
      inlineConfig('WAIT_TIME: "5"', ADDING.replace('/OTHER', '/REDIS_ADDR')),
      'prod/kustomization.yaml: variable-value-fits: "5": Change to `5s` | Change to `5ms`',
    ],
    [
      'loopback in a ConfigMap of which the kustomization sets something else',
      { ...inlineConfig('WAIT_TIME: 5s'), 'base/c.yaml': CONFIG('REDIS_ADDR: localhost:6379') },
      'base/c.yaml: dependency-on-loopback: localhost:6379: ',
    ],
  ];
  for (const [what, texts, expected] of table) it(what, async () => assert.deepEqual(await found(texts), [expected]));
  it('mends it', () => assertFixesMend(table, RULES, found));
});

describe('says nothing of', () => {
  const table: Readonly<Record<string, Texts>> = {
    'what the program reads': inFile(MERGE('WAIT_TIME', '5s')),
    'what the program reads of a ConfigMap': inConfig('WAIT_TIME: 5s'),
    'what the program reads of a part of a ConfigMap': inlineConfig('WAIT_TIME: 5s'),
    'another container': inFile(MERGE('WIAT_TIME', '5', 'proxy')),
    'another workload': inFile(MERGE('WIAT_TIME', '5').replace('name: shop\nspec', 'name: other\nspec')),
    'another operation': inline(operation('test', `${ENV}/-`, '{ name: WIAT_TIME, value: "5" }'), TARGET),
    'another place': inline(operation('add', '/spec/replicas', '5'), TARGET),
    'another container by its place': inline(
      operation('add', `${ENV.replace('0', '1')}/-`, '{ name: WIAT_TIME, value: x }'),
      TARGET,
    ),
    'what is taken out': inFile(MERGE('WIAT_TIME', '5').replace('value: "5"', '$patch: delete')),
    'a patch that is no YAML': inline('- op: [', TARGET),
  };
  for (const [what, texts] of Object.entries(table)) it(what, async () => assert.deepEqual(await found(texts), []));
});
