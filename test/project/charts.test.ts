import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCharts } from '../../src/project/charts.ts';

const CHART = 'apiVersion: v2\nname: shop\nversion: 0.1.0\n';
const FILES = {
  'deploy/shop/Chart.yaml': CHART,
  'deploy/shop/values.yaml': 'name: shop\n',
  'deploy/shop/templates/config.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ include "shop.name" . }}\n',
  'deploy/shop/templates/_helpers.tpl': '{{ define "shop.name" }}{{ .Values.name }}{{ end }}',
  'deploy/other/Chart.yaml': CHART,
  'main.yaml': 'a: b\n',
};

function texts(change: Readonly<Record<string, string>> = {}): ReadonlyMap<string, { readonly text: string }> {
  return new Map(Object.entries({ ...FILES, ...change }).map(([file, text]) => [file, { text }]));
}

describe('the charts of a folder', () => {
  it('are rendered with their helpers and values', () => {
    const [shop, other] = createCharts().of(texts());
    assert.deepEqual([shop?.folder, other?.folder], ['deploy/shop/', 'deploy/other/']);
    assert.deepEqual(
      shop?.rendered.manifests.map(({ file, manifests }) => [file, ...manifests.map(({ name }) => name)]),
      [['deploy/shop/templates/config.yaml', 'shop']],
    );
  });

  it('are rendered anew only when one of their own files changes', () => {
    const charts = createCharts();
    const [shop, other] = charts.of(texts());
    assert.equal(charts.of(texts({ 'main.yaml': 'a: c\n' }))[0]?.rendered, shop?.rendered);
    for (const file of ['values.yaml', 'Chart.yaml', 'templates/config.yaml', 'templates/_helpers.tpl']) {
      const path = `deploy/shop/${file}` as keyof typeof FILES;
      const [changed, same] = charts.of(texts({ [path]: `${FILES[path]}# changed\n` }));
      assert.notEqual(changed?.rendered, shop?.rendered, file);
      assert.equal(same?.rendered, other?.rendered);
    }
  });

  const none: readonly [what: string, file: string, text: string][] = [
    ['a chart within another', 'deploy/shop/charts/inner/Chart.yaml', CHART],
    ['a library', 'lib/Chart.yaml', `${CHART}type: library\n`],
    ['what tests render', 'pkg/testdata/shop/Chart.yaml', CHART],
  ];
  for (const [what, file, text] of none) {
    it(`are not ${what}`, () => {
      const found = createCharts().of(texts({ [file]: text }));
      assert.deepEqual(
        found.map(({ folder }) => folder),
        ['deploy/shop/', 'deploy/other/'],
      );
    });
  }

  it('are those of a folder for charts, too', () => {
    const found = createCharts().of(texts({ 'charts/one/Chart.yaml': CHART }));
    assert.ok(found.some(({ folder }) => folder === 'charts/one/'));
  });
});
