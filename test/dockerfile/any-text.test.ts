import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

describe('any text', () => {
  const valid =
    '# syntax=docker/dockerfile:1\nARG V=1.26\nFROM golang:${V} AS build\nWORKDIR /src\nCOPY --chown=1:1 go.mod go.sum ./\nRUN --mount=type=cache,target=/x \\\n  # c\n  go mod download && sh -c "go build"\nCOPY <<"A" <<-B /x/\n1\nA\n\t2\n\tB\nFROM scratch\nENV A="b c" D=$V E=${F:-g}\nHEALTHCHECK --interval=1s CMD ["x"]\nONBUILD RUN y\nENTRYPOINT ["/app"]\nUSER 1\n';
  const inspect = (text: string) => {
    const dockerfile = parseDockerfile(text);
    const findings = lintDockerfile({ dockerfile, ignoreFile: null, file: 'Dockerfile' }, { enableAll: true });
    const fixes = findings.flatMap((finding) => finding.fixes ?? []).flatMap(({ edits }) => edits);
    for (const { start, end } of [
      ...findings,
      ...fixes,
      ...dockerfile.instructions,
      ...dockerfile.comments,
      ...dockerfile.stages,
    ]) {
      if (!(start >= 0 && start <= end && end <= text.length))
        assert.fail(`${start}–${end} in ${JSON.stringify(text)}`);
    }
  };

  it('is read when it is cut anywhere', () => {
    for (const text of [valid, valid.replaceAll('\n', '\r\n'), `\uFEFF${valid}`]) {
      for (let end = 0; end <= text.length; end++) inspect(text.slice(0, end));
    }
  });

  it('is read when it is mutated at random', () => {
    let seed = 42;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    const pieces = [
      '\\',
      '\n',
      '\r',
      '"',
      "'",
      '$',
      '${',
      '}',
      '<<',
      '[',
      ']',
      '--',
      '=',
      '#',
      '`',
      ' ',
      '\uD800',
      '\0',
      '(',
      '$(',
      '&&',
      'FROM ',
      'RUN ',
    ];
    for (let round = 0; round < 20_000; round++) {
      let text = valid;
      for (let change = 0; change <= random(4); change++) {
        const at = random(text.length + 1);
        text = text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(6));
      }
      inspect(text);
    }
  });

  it('takes time in proportion to its length', () => {
    const shapes: readonly [string, (size: number) => string][] = [
      ['instructions', (size) => 'FROM a\n' + 'RUN x && y\n'.repeat(size)],
      ['one long line', (size) => `FROM a\nRUN ${'x $( '.repeat(size)}`],
      ['continuations', (size) => `FROM a\nRUN x ${'\\\n y '.repeat(size)}`],
      ['nested ONBUILD', (size) => `FROM a\n${'ONBUILD '.repeat(size)}RUN x`],
      ['variables', (size) => `FROM a\nENV ${'A=${B:-$C} '.repeat(size)}`],
      ['comments', (size) => 'FROM a\n' + '# hadolint ignore=DL3020\nADD a b\n'.repeat(size / 10)],
    ];
    for (const [name, make] of shapes) {
      // Processor time, not the clock's: other work on the machine must not count. The best of three leaves out collections.
      const time = (size: number) => {
        const text = make(size);
        const runs = Array.from({ length: 3 }, () => {
          const started = process.cpuUsage();
          inspect(text);
          const { user, system } = process.cpuUsage(started);
          return (user + system) / 1000;
        });
        return Math.min(...runs);
      };
      const [small, large] = [time(4000), time(16_000)];
      // Four times the input; quadratic growth would be sixteen times the time.
      assert.ok(large < small * 9 + 60, `${name}: ${small} ms, then ${large} ms`);
    }
  });
});
