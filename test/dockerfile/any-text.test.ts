import { describe, it } from 'node:test';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { examine, examineFindings } from './fuzz/examine.ts';
import { inputMaker, RICH } from './fuzz/inputs.ts';
import { costsInProportion } from '../cost.ts';

describe('any text', () => {
  it('is read when it is cut anywhere', () => {
    for (const text of [RICH, RICH.replaceAll('\n', '\r\n'), `\uFEFF${RICH}`]) {
      for (let end = 0; end <= text.length; end++) examine(text.slice(0, end), end);
    }
  });

  // `npm run fuzz -- dockerfile` does the same a million times.
  it('is read when it is made at random', () => {
    const inputAt = inputMaker(42);
    for (let index = 0; index < 5000; index++) {
      const { text, offset } = inputAt(index);
      try {
        examine(text, offset);
      } catch (cause) {
        throw new Error(`input ${index}: ${JSON.stringify({ text, offset })}`, { cause });
      }
    }
  });

  it('is read where it failed once', () => {
    for (const text of [
      'ARG TA!\nFROM $TA',
      'ARG VERSO,=\nFROM $VERS',
      "FROM debian:2\nRUN apt-get update&apt-get install if()do \"${'}'>done fi",
      'FROM debian:2\nRUN apt-get update && apt-get install -y curl && x $( if y',
      'FROM debian:2\nRUN apt-get update && apt-get install -y curl && rm "${i%.\t" x',
      'FROM debian:2\nRUN apt-get update && apt-get install -y curl;# done',
      'UN dnf install <<# e`',
    ]) {
      for (let offset = 0; offset <= text.length; offset++) examine(text, offset);
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
      costsInProportion(make, (text) => examineFindings(parseDockerfile(text)), [4000, 16_000], name);
    }
  });
});
