import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { broken, contractFindings, healthy, mended, samples, type Seed, shown } from './seed.ts';
import { seeds } from './seeds/index.ts';
import type { Texts } from './workspace.ts';

const bySample = new Map<string, Seed[]>(samples.map((sample) => [sample, []]));
for (const seed of seeds) bySample.set(seed.sample, [...(bySample.get(seed.sample) ?? []), seed]);

for (const [sample, own] of bySample) {
  describe(`the sample ${sample}`, () => {
    const texts = healthy(sample);
    const seen = async (changed: Texts) => {
      const found = await contractFindings(changed);
      return { found, lines: found.map((one) => shown(changed, one)) };
    };
    it('is healthy', async () => assert.deepEqual((await seen(await texts)).lines, []));
    for (const seed of own) {
      it(seed.what, async () => {
        const changed = broken(await texts, seed);
        const { found, lines } = await seen(changed);
        assert.deepEqual([...lines].sort(), [...seed.found].sort());
        const first = found.find((one) => shown(changed, one) === seed.found[0]);
        assert.ok(first);
        if (seed.leadsTo !== undefined) {
          const related = (first.finding.related ?? []).map(({ file }) => file);
          assert.ok(related.includes(seed.leadsTo), `leads to ${related.join(', ')}`);
        }
        if (!seed.mends) return;
        const [fix] = first.finding.fixes ?? [];
        assert.ok(fix, 'has a fix');
        const after = await seen(mended(changed, first.file, fix));
        assert.deepEqual(after.lines, []);
      });
    }
  });
}
