import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completeDockerfile } from '../../src/dockerfile/editing/completion.ts';
import { foldsOf } from '../../src/dockerfile/editing/folding.ts';
import { formatDockerfile } from '../../src/dockerfile/editing/format.ts';
import { hoverDockerfile } from '../../src/dockerfile/editing/hover.ts';
import { hintsOf } from '../../src/dockerfile/editing/inlay-hints.ts';
import { linksOf } from '../../src/dockerfile/editing/links.ts';
import { namedThings } from '../../src/dockerfile/editing/names.ts';
import { rename } from '../../src/dockerfile/editing/rename.ts';
import { selectionsAt } from '../../src/dockerfile/editing/selection.ts';
import { isShellCode } from '../../src/dockerfile/editing/shell-code.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { Range } from '../../src/lint/rule.ts';
import { costsInProportion, endsWithin } from '../cost.ts';

const VALID =
  '# syntax=docker/dockerfile:1\n# region a\nARG V=1.26 W\nFROM --platform=$BUILDPLATFORM golang:${V} AS build\nARG V\nENV A="b c" D=$V E=${F:-$A} V=2\nWORKDIR /src\nCOPY --chown=$A go.mod ./\nRUN --mount=type=cache,target=/x,from=build \\\n  # c\n  V=1; go mod download && sh -c "echo $V"\nRUN <<A cat <<B\napk add $V\nA\nB\n# endregion\nFROM build\nCOPY --from=build --from=0 ["$A", "b"]\nHEALTHCHECK --interval=1s CMD test $A\nONBUILD RUN pip install $A\nEXPOSE $V/udp\nUSER $A\n';

/** Everything that editing makes of a text, as ranges in it. */
function ranges(text: string, offset: number): Range[] {
  const dockerfile = parseDockerfile(text);
  const renamed = rename(dockerfile, offset, 'other');
  isShellCode(dockerfile, offset);
  return [
    ...completeDockerfile(dockerfile, offset, { list: () => [{ name: 'a', folder: true }] }).map(
      ({ replace }) => replace,
    ),
    ...(hoverDockerfile(dockerfile, offset) ? [hoverDockerfile(dockerfile, offset) as Range] : []),
    ...namedThings(dockerfile).flatMap(({ occurrences }) => occurrences),
    ...(renamed && 'edits' in renamed ? renamed.edits : []),
    ...foldsOf(dockerfile),
    ...selectionsAt(dockerfile, offset),
    ...linksOf(dockerfile),
    ...hintsOf(dockerfile, { start: 0, end: text.length }).map((hint) => ({ start: hint.offset, end: hint.offset })),
    ...formatDockerfile(dockerfile, { tabSize: 2, insertSpaces: true }),
  ];
}

function check(text: string, offset: number): void {
  for (const { start, end } of ranges(text, offset)) {
    assert.ok(
      start >= 0 && start <= end && end <= text.length,
      `${start}–${end} of ${text.length}: ${JSON.stringify(text)}`,
    );
  }
}

describe('editing any text', () => {
  it('cut anywhere, with any line ends', () => {
    for (const text of [VALID, VALID.replaceAll('\n', '\r\n'), `\uFEFF${VALID}`]) {
      for (let end = 0; end <= text.length; end += 2) check(text.slice(0, end), end);
    }
  });

  it('mutated at random', () => {
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
      'FROM ',
      'ONBUILD ',
      'ARG V\n',
      '$(',
      ',',
    ];
    let seed = 5;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 1500; round++) {
      let text = VALID;
      for (let count = random(4); count >= 0; count--) {
        const at = random(text.length + 1);
        text = text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(6));
      }
      check(text, random(text.length + 1));
    }
  });

  it('does not copy what a long chain of stages sets', () => {
    let text = 'FROM a AS s0\nENV V0=1\n';
    for (let index = 1; index < 4000; index++) {
      text += `FROM s${index - 1} AS s${index}\nENV V${index}=$V${index - 1}\nCOPY --from=s${index - 1} a b\n`;
    }
    endsWithin(5000, () => assert.equal(namedThings(parseDockerfile(text)).length, 8000));
  });

  it('takes time in proportion to its length', () => {
    costsInProportion(
      (times) => VALID.repeat(times),
      (text) => ranges(text, text.length >> 1),
      [80, 320],
    );
  });
});
