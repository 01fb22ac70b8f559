import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { longDockerfile, TYPICAL } from '../../bench/dockerfile/inputs.ts';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import type { Dockerfile } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { seeded } from '../random.ts';

/** Everything that is read and found, without what holds functions. */
function answer(dockerfile: Dockerfile) {
  const { instructions, stages, comments, syntax, scripts, commands } = dockerfile;
  const findings = lintDockerfile({ dockerfile, ignoreFile: null, file: 'Dockerfile' }, { enableAll: true });
  return {
    ...{ comments, syntax, findings },
    instructions: instructions.map(({ start, end, keyword, source }) => [start, end, keyword, source.text]),
    stages: stages.map(({ start, end, base, instructions: own }) => [start, end, base, own.map((one) => one.start)]),
    scripts: scripts.map(({ stage, kind, form, dialect, text }) => [stage?.index, kind, form, dialect, text]),
    commands: commands.map(({ stage, run, command: { start, end }, name }) => [
      stage?.index,
      run.start,
      start,
      end,
      name,
    ]),
  };
}

const PIECES = [
  ...['\n', ' ', '\\\n', 'a', '#', '"', "'", '$', '<<EOF', 'EOF\n', '&& ', '| ', '\r\n', '`', '['],
  ...['RUN apt-get install curl\n', 'FROM base AS x\n', 'ENV A=b\n', 'SHELL ["/bin/bash", "-c"]\n', 'ARG DEBIAN=13\n'],
  ...['# hadolint ignore=DL3008\n', '# escape=`\n', '# check=skip=all\n', 'ONBUILD RUN cd x\n', 'USER app\n'],
];

describe('a version read with the one before it says what it says alone', () => {
  const texts = {
    typical: TYPICAL,
    long: longDockerfile().slice(0, 6000),
    heredoc: 'FROM a:1\nRUN <<EOF\ncd x\nEOF\nRUN y\n',
  };
  for (const [name, start] of Object.entries(texts)) {
    it(`${name}, after each of many edits`, () => {
      const random = seeded(7);
      const below = (count: number) => Math.floor(random() * count);
      let text = start;
      let before = parseDockerfile(text);
      answer(before);
      for (let edit = 0; edit < 120; edit++) {
        const at = below(text.length + 1);
        const removed = random() < 0.5 ? below(12) : 0;
        text =
          text.slice(0, at) + (random() < 0.7 ? (PIECES[below(PIECES.length)] ?? '') : '') + text.slice(at + removed);
        if (random() < 0.05) text = start;
        const next = parseDockerfile(text, before);
        // Not every version is asked everything.
        if (random() < 0.8) assert.deepEqual(answer(next), answer(parseDockerfile(text)), JSON.stringify(text));
        before = next;
      }
    });
  }

  it('what stands before the change is not read again', () => {
    const before = parseDockerfile(TYPICAL);
    const next = parseDockerfile(TYPICAL.replace('USER 65532', 'USER 65533'), before);
    const user = next.instructions.findIndex(({ keyword }) => keyword === 'USER');
    assert.ok(user > 10);
    assert.deepEqual(
      next.instructions.map((one, index) => one === before.instructions[index]),
      next.instructions.map((_, index) => index < user),
    );
    assert.equal(next.stages[0], before.stages[0]);
    assert.notEqual(next.stages[1], before.stages[1]);
  });
});
