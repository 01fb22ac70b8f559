import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completeDockerfile } from '../../src/dockerfile/completion.ts';
import { hoverDockerfile } from '../../src/dockerfile/hover.ts';
import { outlineDockerfile } from '../../src/dockerfile/outline.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

/** `|` marks the caret. */
function atCaret(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, offset, dockerfile: parseDockerfile(text) };
}

function complete(marked: string) {
  const { dockerfile, offset, text } = atCaret(marked);
  return completeDockerfile(dockerfile, offset).map(({ label, insert, replace }) => ({
    label,
    result: text.slice(0, replace.start) + insert + text.slice(replace.end),
  }));
}

describe('completion in a Dockerfile', () => {
  const offered: readonly [name: string, text: string, label: string, result?: string][] = [
    ['an instruction in an empty file', '|', 'FROM'],
    ['an instruction half typed', 'FROM a\nCOP|', 'COPY'],
    ['in lower case where that is typed', 'FROM a\ncop|', 'copy'],
    ['inside ONBUILD', 'FROM a\nONBUILD CO|', 'COPY'],
    ['another keyword before arguments', 'FROM a\nCOP| x y', 'COPY', 'FROM a\nCOPY x y'],
    ['a flag', 'FROM a\nCOPY --fr|', '--from', 'FROM a\nCOPY --from='],
    ['a flag without value', 'FROM a\nCOPY --li|', '--link', 'FROM a\nCOPY --link'],
    ['a second flag', 'FROM a\nRUN --mount=type=ssh --ne| x', '--network', 'FROM a\nRUN --mount=type=ssh --network= x'],
    [
      'a stage after --from',
      'FROM a AS build\nFROM b\nCOPY --from=|',
      'build',
      'FROM a AS build\nFROM b\nCOPY --from=build',
    ],
    ['a stage after FROM', 'FROM a AS build\nFROM |', 'build'],
    ['a stage of a mount', 'FROM a AS build\nFROM b\nRUN --mount=type=bind,from=| x', 'build'],
    ['a variable', 'FROM a\nARG PORT=80\nEXPOSE $|', 'PORT', 'FROM a\nARG PORT=80\nEXPOSE ${PORT}'],
    ['a variable in braces', 'FROM a\nARG PORT=80\nEXPOSE ${PO|}', 'PORT', 'FROM a\nARG PORT=80\nEXPOSE ${PORT}'],
    ['a global variable in FROM', 'ARG V=1\nFROM a:$|', 'V', 'ARG V=1\nFROM a:${V}'],
    ['a platform in FROM', 'FROM --platform=$| a', 'BUILDPLATFORM', 'FROM --platform=${BUILDPLATFORM} a'],
    ['a variable of a base stage', 'FROM a AS b\nENV X=1\nFROM b\nRUN echo $|', 'X'],
  ];
  for (const [name, text, label, result] of offered) {
    it(`offers ${name}`, () => {
      const found = complete(text).find((item) => item.label === label);
      assert.ok(
        found,
        `${label} among ${complete(text)
          .map((item) => item.label)
          .join(', ')}`,
      );
      if (result !== undefined) assert.equal(found.result, result);
    });
  }

  const silent: readonly [name: string, text: string][] = [
    ['in a comment', 'FROM a\n# CO|'],
    ['in a heredoc', 'FROM a\nRUN <<EOF\nCO|\nEOF'],
    ['behind an image', 'FROM a AS b\nFROM c AS |'],
    ['in plain arguments', 'FROM a\nRUN ec|'],
  ];
  for (const [name, text] of silent) it(`offers nothing ${name}`, () => assert.deepEqual(complete(text), []));

  it('offers no later stage, and no variable of another stage', () => {
    const text = 'FROM a AS one\nENV X=1\nFROM b\nCOPY --from=| x y\nFROM c AS later';
    assert.deepEqual(
      complete(text).map(({ label }) => label),
      ['one'],
    );
    assert.deepEqual(complete('FROM a AS one\nENV X=1\nFROM b\nWORKDIR $|'), []);
  });
});

describe('hover in a Dockerfile', () => {
  const cases: readonly [name: string, text: string, shown: RegExp | undefined][] = [
    ['an instruction', 'FROM a\nEX|POSE 80', /^\*\*EXPOSE\*\* — Tells which port/],
    ['a flag', 'FROM a\nCOPY --fr|om=b c d', /^\*\*--from\*\* — A stage/],
    ['the instruction inside ONBUILD', 'FROM a\nONBUILD WORK|DIR /x', /^\*\*WORKDIR\*\*/],
    ['a variable and where it was set', 'FROM a\nARG P=80\nEXPOSE $|P', /^\*\*P\*\* \(ARG, line 2\): `80`$/],
    ['the default of a global ARG', 'ARG V=1\nFROM a\nARG V\nWORKDIR /${|V}', /^\*\*V\*\* \(ARG, line 1\): `1`$/],
    ['a variable that the call decides', 'ARG V\nFROM a:$|V', /decided by the build’s call$/],
    ['a variable in shell code, in quotes', 'FROM a\nENV V=1\nRUN echo "it is $|V"', /^\*\*V\*\* \(ENV, line 2\)/],
    ['over a continuation', 'FROM a\nENV V=1\nRUN a \\\n  # c\n  $|V', /^\*\*V\*\*/],
    ['a value with backticks', 'FROM a\nENV V=`x`\nWORKDIR $|V', /`` `x` ``$/],
    ['nothing on plain words', 'FROM a\nRUN ec|ho', undefined],
    ['nothing on unknown variables', 'FROM a\nRUN $|X', undefined],
    ['nothing between instructions', 'FROM a\n|\nRUN x', undefined],
  ];
  for (const [name, text, shown] of cases) {
    it(name, () => {
      const { dockerfile, offset } = atCaret(text);
      const hover = hoverDockerfile(dockerfile, offset);
      if (shown === undefined) assert.equal(hover, undefined);
      else assert.match(hover?.markdown ?? '', shown);
      if (hover) assert.ok(hover.start <= offset && offset <= hover.end);
    });
  }
});

describe('outline of a Dockerfile', () => {
  it('has stages with their instructions, and what stands before them', () => {
    const text = 'ARG V=1\nFROM golang:$V AS build\nRUN go \\\n  build\nFROM scratch\nUSER 1';
    const items = outlineDockerfile(parseDockerfile(text));
    assert.deepEqual(
      items.map(({ name, detail, kind, children }) => [name, detail, kind, children?.map((child) => child.name)]),
      [
        ['ARG', 'V=1', 'instruction', undefined],
        ['build', 'golang:$V', 'stage', ['RUN']],
        ['stage 1', 'scratch', 'stage', ['USER']],
      ],
    );
    assert.equal(items[1]?.children?.[0]?.detail, 'go build');
  });
});
