import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import { filesOf, listener, program, project, source } from '../facts.ts';

async function written(choices: Choices, change: Parameters<typeof program>[0], texts: Record<string, string> = {}) {
  const { files } = await plan(project({ programs: [program(change)] }), filesOf({ ...source, ...texts }), choices);
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

const server = { listens: [listener(8080)] };
const job = { kind: 'job', listens: [] } as const;

describe('a chart that is written again says what was chosen for it', () => {
  const cases: readonly (readonly [what: string, choices: Choices, change: Parameters<typeof program>[0]])[] = [
    ['the kind of its workload', { workload: 'StatefulSet' }, server],
    ['when a CronJob runs', { workload: 'CronJob', schedule: '5 4 * * 0' }, job],
    ['where its image comes from', { registry: 'registry.example.com:5000/team' }, server],
    ['what is beside the workload', { extras: ['pdb', 'networkpolicy'] }, server],
    ['that it scales', { extras: ['hpa'] }, server],
  ];
  for (const [what, choices, change] of cases) {
    it(what, async () => {
      const first = await written({ ...choices, layout: 'helm' }, change);
      assert.deepEqual(await written({}, change, first), first);
      assert.notDeepEqual(await written({ layout: 'helm' }, change), first);
    });
  }

  it('unless it is chosen anew, or values cannot be read', async () => {
    const first = await written({ layout: 'helm', workload: 'CronJob', schedule: '5 4 * * 0' }, job);
    const again = await written({ workload: 'Job' }, job, first);
    assert.ok(Object.keys(again).some((path) => path.endsWith('/templates/job.yaml')));
    const path = Object.keys(first).find((one) => one.endsWith('/values.yaml')) ?? '';
    const broken = await written({}, job, { ...first, [path]: 'a: [' });
    assert.match(broken[path] ?? '', /schedule: "17 3 /);
  });
});

describe('a chart that is there', () => {
  it('is another program’s where neither its name nor its values name this one', async () => {
    const programs = [program(), program({ name: 'mail', package: './cmd/mail' })];
    const hasManifests = async (values: string) => {
      const texts = { 'charts/mail/Chart.yaml': 'name: mail', 'charts/mail/values.yaml': values, ...source };
      const { files } = await plan(project({ programs }), filesOf(texts), { program: './cmd/shop' });
      return files.length > 2;
    };
    assert.equal(await hasManifests('image: { repository: ghcr.io/team/mail }'), true);
    assert.equal(await hasManifests('images: [ghcr.io/team/mail:1, ghcr.io/team/shop:1]'), false);
  });
});
