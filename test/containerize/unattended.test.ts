import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planUnattended } from '../../src/containerize/unattended.ts';
import { filesOf, listener, program, project, source } from './facts.ts';

describe('a plan where nobody can be asked', () => {
  it('leaves a port out that the source leaves open, and says so', async () => {
    const facts = project({ programs: [program({ listens: [listener(null)] })] });
    const { planned, leftOut } = await planUnattended(facts, filesOf(source), {});
    assert.deepEqual(
      leftOut.map(({ id }) => id),
      ['port'],
    );
    const dockerfile = planned.files.find(({ path }) => path === 'Dockerfile')?.text ?? '';
    assert.match(dockerfile, /ENTRYPOINT/);
    assert.doesNotMatch(dockerfile, /EXPOSE/);
    assert.match(planned.decisions.find(({ what }) => what === 'port')?.because ?? '', /none was chosen/);
    const said = planned.decisions.map(({ because }) => because);
    assert.ok(said.includes('No port of it is known, so there is nothing to ask'), said.join('\n'));
    assert.ok(said.includes('No port of it is known: choose one, and `shop` gets a Service'), said.join('\n'));
  });

  it('does not choose between programs', async () => {
    const facts = project({
      programs: [program({ package: './cmd/api', name: 'api' }), program({ package: './cmd/other', name: 'other' })],
    });
    const { planned, leftOut } = await planUnattended(facts, filesOf(source), {});
    assert.deepEqual([planned.files.length, leftOut.length], [0, 0]);
    assert.equal(planned.questions[0]?.id, 'program');
  });
});
