import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completeDockerfile } from '../../src/dockerfile/editing/completion.ts';
import { hoverDockerfile } from '../../src/dockerfile/editing/hover.ts';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import type { Instruction } from '../../src/dockerfile/model.ts';
import { outlineDockerfile } from '../../src/dockerfile/editing/outline.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { Range } from '../../src/lint/rule.ts';

describe('any text', () => {
  const valid =
    '# syntax=docker/dockerfile:1\nARG V=1.26\nFROM golang:${V} AS build\nWORKDIR /src\nCOPY --chown=1:1 go.mod go.sum ./\nRUN --mount=type=cache,target=/x \\\n  # c\n  go mod download && sh -c "go build"\nCOPY <<"A" <<-B /x/\n1\nA\n\t2\n\tB\nFROM scratch\nENV A="b c" D=$V E=${F:-g}\nHEALTHCHECK --interval=1s --retries=3 CMD ["x"]\nONBUILD RUN y <<EOF\nz\nEOF\nVOLUME ["/a", "/b"]\nEXPOSE 80/udp 7000-7010\nSTOPSIGNAL SIGTERM\nADD --chmod=755 https://example.com/a /a\nENTRYPOINT ["/app"]\nUSER 1\n';
  const within = (inner: Range, outer: Range, text: string) => {
    if (!(inner.start >= outer.start && inner.start <= inner.end && inner.end <= outer.end)) {
      assert.fail(`${inner.start}–${inner.end} outside ${outer.start}–${outer.end} in ${JSON.stringify(text)}`);
    }
  };
  const inspectInstruction = (one: Instruction, text: string) => {
    const parts = [
      one.keywordRange,
      ...one.flags,
      ...one.flags.flatMap(({ value }) => value ?? []),
      ...one.words,
      ...(one.json ?? []),
      ...one.pairs.flatMap(({ key, value }) => [key, value ?? key]),
      ...one.heredocs,
      ...one.heredocs.map(({ content }) => content),
    ];
    for (const part of parts) within(part, one, text);
    if (!one.inner) return;
    within(one.inner, one, text);
    inspectInstruction(one.inner, text);
  };
  /** Everything that is made of a text has its place in it, and inside what holds it. */
  const inspect = (text: string) => {
    const whole = { start: 0, end: text.length };
    const dockerfile = parseDockerfile(text);
    const findings = lintDockerfile({ dockerfile, ignoreFile: null, file: 'Dockerfile' }, { enableAll: true });
    const fixes = findings.flatMap((finding) => finding.fixes ?? []).flatMap(({ edits }) => edits);
    for (const range of [...findings, ...fixes, ...dockerfile.comments, ...dockerfile.stages]) {
      within(range, whole, text);
    }
    let end = 0;
    for (const instruction of dockerfile.instructions) {
      within(instruction, { start: end, end: text.length }, text);
      inspectInstruction(instruction, text);
      end = instruction.end;
    }
    for (const { start, end: stageEnd, instructions } of dockerfile.stages) {
      for (const instruction of instructions) within(instruction, { start, end: stageEnd }, text);
    }
    return dockerfile;
  };
  const edit = (text: string, offset: number) => {
    const dockerfile = inspect(text);
    const whole = { start: 0, end: text.length };
    for (const { replace } of completeDockerfile(dockerfile, offset)) within(replace, whole, text);
    const hover = hoverDockerfile(dockerfile, offset);
    if (hover) within(hover, whole, text);
    for (const item of outlineDockerfile(dockerfile)) within(item.selection, item, text);
  };

  it('is read when it is cut anywhere', () => {
    for (const text of [valid, valid.replaceAll('\n', '\r\n'), `\uFEFF${valid}`]) {
      for (let end = 0; end <= text.length; end++) edit(text.slice(0, end), end);
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
      if (round % 5 === 0) edit(text, random(text.length + 1));
      else inspect(text);
    }
  });

  it('takes time in proportion to its length', () => {
    const shapes: readonly [string, (size: number) => string][] = [
      ['instructions', (size) => 'FROM a\n' + 'RUN x && y\n'.repeat(size)],
      ['one long line', (size) => `FROM a\nRUN ${'x $( '.repeat(size)}`],
      ['continuations', (size) => `FROM a\nRUN x ${'\\\n y '.repeat(size)}`],
      ['nested ONBUILD', (size) => `FROM a\n${'ONBUILD '.repeat(size)}RUN x`],
      ['variables', (size) => `FROM a\nENV ${'A=${B:-$C} '.repeat(size)}`],
      ['stages', (size) => 'FROM a AS b\nRUN x\n'.repeat(size / 4)],
      ['heredocs', (size) => `FROM a\nRUN ${'<<A '.repeat(size)}\n${'A\n'.repeat(size)}`],
      ['nested variables', (size) => `FROM a\nWORKDIR ${'${a:-'.repeat(size)}`],
      ['quotes', (size) => `FROM a\nENV A=${`"'`.repeat(size)}`],
      ['copies', (size) => `FROM golang:1 AS b\nRUN go build\nFROM a\n${'COPY --from=b /a /a\n'.repeat(size / 4)}`],
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
