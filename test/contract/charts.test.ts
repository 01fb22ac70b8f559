import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { broken, contractFindings, healthy, mended, samples, shown } from './seed.ts';
import { chartSeeds, soundCharts } from './seeds/charts.ts';
import { projectOf, type Texts } from './workspace.ts';

async function seen(texts: Texts) {
  const found = await contractFindings(texts);
  return { found, lines: found.map((one) => shown(texts, one)).sort() };
}

describe('the chart that is written for a sample', () => {
  for (const sample of samples) {
    it(`${sample} is healthy`, async () => {
      assert.deepEqual((await seen(await healthy(sample, { layout: 'helm' }))).lines, []);
    });
  }
});

describe('a broken edge in a chart', () => {
  const texts = healthy('shop', { layout: 'helm' });
  for (const seed of chartSeeds) {
    it(seed.what, async () => {
      const changed = broken(await texts, seed);
      const { found, lines } = await seen(changed);
      assert.deepEqual(lines, [...seed.found].sort());
      const first = found.find((one) => shown(changed, one) === seed.found[0]);
      assert.ok(first);
      if (seed.leadsTo !== undefined) {
        const related = (first.finding.related ?? []).map(({ file }) => file);
        assert.ok(related.includes(seed.leadsTo), `leads to ${related.join(', ')}`);
      }
      const [fix] = first.finding.fixes ?? [];
      assert.equal(fix !== undefined, seed.mends === true);
      if (fix) assert.deepEqual((await seen(mended(changed, first.file, fix))).lines, []);
    });
  }
});

describe('what looks like a broken edge in a chart and is none', () => {
  const texts = healthy('shop', { layout: 'helm' });
  for (const [what, change] of soundCharts) {
    it(what, async () => {
      const changed = broken(await texts, { what, sample: 'shop', change, found: [] });
      assert.deepEqual((await seen(changed)).lines, []);
    });
  }

  it('an ignore comment of a template counts where it stands', async () => {
    const file = 'deploy/charts/shop/templates/deployment.yaml';
    const to = '# gantry-ignore probe-path-exists\n              path: /ready';
    const change = [{ file, from: 'path: /readyz', to }];
    const changed = broken(await texts, { what: 'ignored', sample: 'shop', change, found: [] });
    assert.deepEqual((await seen(changed)).lines, ['internal/server/server.go: probe-path-exists: "GET /readyz"']);
  });
});

describe('ports that the objects of a chart name in each other', () => {
  const SERVICE = 'deploy/charts/shop/templates/service.yaml';
  const said = async (change: (text: string) => string) => {
    const texts = await healthy('shop', { layout: 'helm' });
    const text = change(texts[SERVICE] ?? '');
    const project = await projectOf({ ...texts, [SERVICE]: text });
    return project
      .findings(SERVICE)
      .filter(({ rule }) => rule === 'service-port-exists')
      .map(({ start, end }) => text.slice(start, end));
  };

  it('none that no container has', async () => {
    assert.deepEqual(await said((text) => text), []);
    assert.deepEqual(await said((text) => text.replace(/targetPort: \S+/, 'targetPort: web')), ['web']);
  });

  it('others may bring more', async () => {
    const more = (text: string) =>
      `${text.replace(/targetPort: \S+/, 'targetPort: web')}---\napiVersion: v1\nkind: Pod\nmetadata: { name: more }\nspec:\n  containers:\n    - name: more\n      image: more:1\n      ports:\n        {{- toYaml .Values.more | nindent 8 }}\n`;
    assert.deepEqual(await said(more), []);
  });
});
