import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import { programArguments } from '../../../src/containerize/image/shared-dockerfile.ts';
import { filesOf, listener, place, program, project, source } from '../facts.ts';

const facts = project({
  programs: [
    program({ package: './cmd/worker', name: 'worker', kind: 'job', listens: [] }),
    program({ package: './cmd/api', name: 'api', listens: [listener(8080)] }),
    program({ package: './cmd/tool', name: 'tool', kind: 'tool', listens: [] }),
  ],
});

async function planned(choices: Choices) {
  const { files, decisions } = await plan(facts, filesOf(source), choices);
  const text = files.find(({ path }) => path === 'Dockerfile')?.text ?? '';
  return { text, files, decision: decisions.find(({ what }) => what === 'Dockerfile') };
}

describe('one Dockerfile for the programs of a module', () => {
  test('on request: a build argument says which', async () => {
    const { text, files, decision } = await planned({ program: './cmd/api', oneDockerfile: true });
    assert.match(text, /^#   docker build --build-arg PROGRAM=\.\/cmd\/api -t shop \.$/m);
    assert.match(text, /^#   docker build --build-arg PROGRAM=\.\/cmd\/worker -t worker \.$/m);
    assert.doesNotMatch(text, /tool|EXPOSE|CMD/);
    assert.match(text, /^ARG PROGRAM=\.\/cmd\/api$/m);
    assert.match(text, /-o \/out\/app "\$PROGRAM"$/m);
    assert.match(text, /^ENTRYPOINT \["\/usr\/local\/bin\/app"\]$/m);
    assert.ok(files.some((file) => file.text.includes('image: shop:dev')));
    assert.equal(decision?.chosen, 'one for all');
  });

  test('is the same for whichever of them it is written', async () => {
    const one = await planned({ program: './cmd/api', oneDockerfile: true });
    const other = await planned({ program: './cmd/worker', oneDockerfile: true });
    assert.equal(one.text, other.text);
  });

  test('has what any of them needs', async () => {
    const needsC = { needed: true, because: 'import "C"', certainty: 'known' } as const;
    const runtimeFiles = [{ ...place, path: 'templates', certainty: 'known' as const }];
    const [worker, api] = facts.programs;
    const both = project({
      programs: [
        { ...program(), ...worker, cgo: needsC, runtimeFiles },
        { ...program(), ...api },
      ],
    });
    const files = filesOf({ ...source, 'templates/a.html': '' });
    const { files: written } = await plan(both, files, { program: './cmd/api', oneDockerfile: true });
    const text = written.find(({ path }) => path === 'Dockerfile')?.text ?? '';
    assert.match(text, /CGO_ENABLED=1/);
    assert.match(text, /COPY templates \/app\/templates\//);
  });

  test('unasked each has its own, and the plan offers the other way', async () => {
    const { text, decision } = await planned({ program: './cmd/api' });
    assert.doesNotMatch(text, /PROGRAM/);
    assert.deepEqual(decision?.options, [{ label: ['one for all'], set: { oneDockerfile: true } }]);
  });

  test('a build of one of them is told which', async () => {
    const { text } = await planned({ program: './cmd/api', oneDockerfile: true });
    assert.deepEqual(programArguments(text, { package: './cmd/worker' }), { PROGRAM: './cmd/worker' });
    assert.deepEqual(programArguments('FROM scratch\n', { package: './cmd/worker' }), {});
  });
});
