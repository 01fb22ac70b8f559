import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Program } from '../../../src/go/project.ts';
import { filesOf, place, program, project, source } from '../facts.ts';

async function leftOut(kind: Program['kind'], ...commands: readonly string[]): Promise<readonly string[]> {
  const processes = commands.map((command) => ({ ...place, command, certainty: 'known' as const }));
  const { decisions } = await plan(project({ programs: [program({ kind, processes })] }), filesOf(source), {});
  return decisions.filter(({ what }) => what === 'not in the image').map(({ chosen }) => chosen);
}

test('what a tool starts of its user is not in its image, which the plan says', async () => {
  assert.deepEqual(await leftOut('cli', 'go', 'git'), ['`git`, `go`']);
});

test('a shell, what nobody knows and what a server starts are not said', async () => {
  assert.deepEqual(await leftOut('cli', 'sh', 'my-editor'), []);
  assert.deepEqual(await leftOut('job', 'git'), []);
});
