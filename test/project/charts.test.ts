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

/** The charts of these files, and of those that are set besides. */
function chartsOf(change: Readonly<Record<string, string>> = {}) {
  const charts = createCharts();
  for (const [file, text] of Object.entries({ ...FILES, ...change })) charts.set(file, text);
  return charts;
}

describe('the charts of a folder', () => {
  it('are rendered with their helpers and values', () => {
    const [shop, other] = chartsOf().all();
    assert.deepEqual([shop?.folder, other?.folder], ['deploy/shop/', 'deploy/other/']);
    assert.deepEqual(
      shop?.rendered.manifests.map(({ file, manifests }) => [file, ...manifests.map(({ name }) => name)]),
      [['deploy/shop/templates/config.yaml', 'shop']],
    );
  });

  it('are rendered anew only when one of their own files changes', () => {
    const charts = chartsOf();
    const [shop, other] = charts.all();
    charts.set('main.yaml', 'a: c\n');
    assert.equal(charts.all()[0]?.rendered, shop?.rendered);
    for (const file of ['values.yaml', 'Chart.yaml', 'templates/config.yaml', 'templates/_helpers.tpl']) {
      const path = `deploy/shop/${file}` as keyof typeof FILES;
      const before = charts.all()[0]?.rendered;
      charts.set(path, `${FILES[path]}# changed\n`);
      const [changed, same] = charts.all();
      assert.notEqual(changed?.rendered, before, file);
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
      const found = chartsOf({ [file]: text }).all();
      assert.deepEqual(
        found.map(({ folder }) => folder),
        ['deploy/shop/', 'deploy/other/'],
      );
    });
  }

  it('include what the charts within define', () => {
    const found = chartsOf({
      'deploy/shop/charts/inner/Chart.yaml': `${CHART}type: library\n`,
      'deploy/shop/charts/inner/templates/_name.tpl': '{{ define "inner.name" }}within{{ end }}',
      'deploy/shop/templates/config.yaml': FILES['deploy/shop/templates/config.yaml'].replace(
        'shop.name',
        'inner.name',
      ),
    }).all();
    const names = found[0]?.rendered.manifests.flatMap(({ manifests }) => manifests.map(({ name }) => name));
    assert.deepEqual(names, ['within']);
  });

  it('are gone with their file', () => {
    const charts = chartsOf();
    charts.remove('deploy/other/Chart.yaml');
    assert.deepEqual(
      charts.all().map(({ folder }) => folder),
      ['deploy/shop/'],
    );
  });

  it('are those of a folder for charts, too', () => {
    const found = chartsOf({ 'charts/one/Chart.yaml': CHART }).all();
    assert.ok(found.some(({ folder }) => folder === 'charts/one/'));
  });
});
