import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldsOf } from '../../src/dockerfile/editing/folding.ts';
import { selectionsAt } from '../../src/dockerfile/editing/selection.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { atCaret } from './caret.ts';

/** Lines from and to, and the kind, of folds over more than one line. */
function folds(text: string): string[] {
  const line = (offset: number) => text.slice(0, offset).split('\n').length;
  return foldsOf(parseDockerfile(text))
    .map(({ start, end, kind }) => ({ from: line(start), to: line(end), kind }))
    .filter(({ from, to }) => to > from)
    .map(({ from, to, kind }) => `${from}-${to} ${kind}`)
    .sort();
}

const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  ['stages', 'FROM a AS b\nRUN x\n\nFROM c\nRUN y\nRUN z\n', ['1-2 code', '4-6 code']],
  ['continued instructions', 'FROM a\nRUN a && \\\n  b\n', ['1-3 code', '2-3 code']],
  ['a heredoc with its instruction', 'FROM a\nRUN <<EOF\nx\nEOF\n', ['1-4 code', '2-4 code']],
  [
    'several heredocs',
    'FROM a\nCOPY <<A <<B /x/\n1\n2\nA\n3\n4\nB\n',
    ['1-8 code', '2-8 code', '3-4 code', '6-7 code'],
  ],
  ['blocks of comments', '# a\n# b\n\n# c\nFROM a\n# d\n# e\n', ['1-2 comment', '6-7 comment']],
  ['comments inside an instruction', 'FROM a\nRUN x \\\n # a\n # b\n y\n', ['1-5 code', '2-5 code', '3-4 comment']],
  ['regions', '# region tools\nFROM a\n# endregion\n', ['1-3 region']],
  ['regions in regions', '# region a\n# region b\nFROM a\n# endregion\n# endregion\n', ['1-5 region', '2-4 region']],
  ['no region without end', '# region a\nFROM a\n', []],
  ['nothing of single lines', 'FROM a\n', []],
];
describe('folding', () => {
  for (const [name, text, expected] of cases) it(name, () => assert.deepEqual(folds(text), expected));
});

const selections: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  [
    'word, argument, command, instruction, stage, file',
    'FROM a\nRUN apt update && apt install lib|curl-dev\n\nFROM b\n',
    [
      'libcurl',
      'libcurl-dev',
      'apt install libcurl-dev',
      'apt update && apt install libcurl-dev',
      'RUN apt update && apt install libcurl-dev',
      'FROM a\nRUN apt update && apt install libcurl-dev',
      'FROM a\nRUN apt update && apt install libcurl-dev\n\nFROM b\n',
    ],
  ],
  ['the keyword', 'RU|N x', ['RUN', 'RUN x']],
  ['value, flag', 'COPY --from=bu|ild a b', ['build', '--from=build', 'COPY --from=build a b']],
  ['key and pair', 'ENV A|B=1 C=2', ['AB', 'AB=1', 'AB=1 C=2', 'ENV AB=1 C=2']],
  ['a JSON string without and with quotes', 'CMD ["a b|c"]', ['bc', 'a bc', '"a bc"', '["a bc"]', 'CMD ["a bc"]']],
  ['a comment', '# a b|c\nFROM a', ['bc', '# a bc', '# a bc\nFROM a']],
  [
    'a script',
    'RUN <<EOF\nmake a|ll\nEOF\n',
    ['all', 'make all', 'make all\n', '<<EOF\nmake all\nEOF', 'RUN <<EOF\nmake all\nEOF', 'RUN <<EOF\nmake all\nEOF\n'],
  ],
  ['nothing', '|', []],
];
describe('expanding the selection takes', () => {
  for (const [name, marked, expected] of selections) {
    it(name, () => {
      const { dockerfile, offset, text } = atCaret(marked);
      const found = selectionsAt(dockerfile, offset).map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(found, expected);
    });
  }

  it('ranges of which each holds the one before, at every offset', () => {
    const text =
      'ARG V=1\n# c\nFROM a:$V AS b\nRUN --mount=type=cache,target=/x a \\\n  # d\n "b $(c)" <<EOF && d\nx\nEOF\nCMD ["a", "b"]\nONBUILD ENV a=b\n';
    const dockerfile = parseDockerfile(text);
    for (let offset = 0; offset <= text.length; offset++) {
      const found = selectionsAt(dockerfile, offset);
      for (const [index, range] of found.entries()) {
        assert.ok(range.start <= offset && offset <= range.end);
        const outer = found[index + 1];
        if (outer)
          assert.ok(
            outer.start <= range.start && range.end <= outer.end && outer.end - outer.start > range.end - range.start,
          );
      }
      assert.deepEqual(found.at(-1), { start: 0, end: text.length });
    }
  });
});
