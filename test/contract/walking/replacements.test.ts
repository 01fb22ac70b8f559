import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renamed } from './walk.ts';
import { SHOP } from './walking-files.ts';
import type { Texts } from '../workspace.ts';

const replacing = (lines: string): Texts => ({
  ...SHOP,
  'kustomization.yaml': `resources: [deployment.yaml, config.yaml]\nreplacements:\n${lines}`,
});
const intoContainer = (list: string, before = '') =>
  `  - source: { kind: ConfigMap, name: shop, fieldPath: data.DATABASE_URL }
    targets:
      - select: { kind: Deployment, name: shop }
        fieldPaths: [${before}"spec.template.spec.${list}.env.[name=PORT].value"]
`;
const linesIn = async (texts: Texts, file: string, marked: string, name: string) =>
  ((await renamed(texts, file, marked, name)) as string[]).filter((line) => /^(?:kustomization|config)/.test(line));

describe('a path of fields in a kustomization', () => {
  for (const list of ['containers.[name=shop]', 'containers.0', 'containers.*']) {
    it(`goes with the variable that it names: ${list}`, async () => {
      const lines = await linesIn(replacing(intoContainer(list)), 'deployment.yaml', '- name: «PORT»', 'LISTEN');
      assert.deepEqual(lines, [
        `kustomization.yaml: fieldPaths: ["spec.template.spec.${list}.env.[name=LISTEN].value"]`,
      ]);
    });
  }
  for (const list of ['containers.[name=proxy]', 'containers.1', 'initContainers.0', 'initContainers.*']) {
    it(`stays as it is of another container: ${list}`, async () => {
      const lines = await linesIn(replacing(intoContainer(list)), 'deployment.yaml', '- name: «PORT»', 'LISTEN');
      assert.deepEqual(lines, []);
    });
  }
  const into = 'targets: [{ select: { kind: ConfigMap, name: shop }, fieldPaths: [';
  const keys: readonly [what: string, before: string, after: string][] = [
    ['of a source', 'source: { kind: ConfigMap, name: shop, fieldPath: data.', ' }'],
    ['of a target', `${into}data.`, '] }]'],
    ['in quotes', `${into}'data.`, "'] }]"],
    ['behind a longer one', `${into}data.DATABASE_URL_OLD, data.`, '] }]'],
  ];
  for (const [what, before, after] of keys) {
    it(`goes with the key that it names, from either end: ${what}`, async () => {
      const texts = replacing(`  - ${before}DATABASE_URL${after}\n`);
      const expected = ['config.yaml: SHOP_DB: postgres://db/shop', `kustomization.yaml: - ${before}SHOP_DB${after}`];
      assert.deepEqual(await linesIn(texts, 'config.yaml', '«DATABASE_URL»', 'SHOP_DB'), expected);
      const there = `${before.slice(-7)}«DATABASE_URL»${after}`;
      assert.deepEqual(await linesIn(texts, 'kustomization.yaml', there, 'SHOP_DB'), expected);
    });
  }
});
