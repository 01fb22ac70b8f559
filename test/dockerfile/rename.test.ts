import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namedAt, namedThings } from '../../src/dockerfile/editing/names.ts';
import { prepareRename, rename } from '../../src/dockerfile/editing/rename.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { say } from '../../src/words/message.ts';
import { atCaret } from './caret.ts';

/** `⟦…⟧` around every place that is meant; the caret is in the first one. */
function marked(text: string) {
  const places: [number, number][] = [];
  let plain = '';
  for (const character of text) {
    if (character === '⟦') places.push([plain.length, 0]);
    else if (character === '⟧') (places.at(-1) as [number, number])[1] = plain.length;
    else plain += character;
  }
  return { plain, places };
}

const same: readonly (readonly [name: string, text: string])[] = [
  [
    'a stage, its copies, mounts and children',
    'FROM a AS ⟦x⟧\nFROM ⟦x⟧\nCOPY --from=⟦x⟧ a b\nRUN --mount=type=bind,from=⟦x⟧,target=/d y',
  ],
  ['a stage in another case', 'FROM a AS ⟦Build⟧\nFROM b\nCOPY --from=⟦build⟧ a b'],
  ['a stage inside ONBUILD', 'FROM a AS ⟦x⟧\nFROM b\nONBUILD COPY --from=⟦x⟧ a b'],
  ['the later of two stages of a name', 'FROM a AS x\nFROM b AS ⟦x⟧\nFROM c\nCOPY --from=⟦x⟧ a b'],
  [
    'a global ARG and those that take it over',
    'ARG ⟦V⟧=1\nFROM a:$⟦V⟧ AS one\nARG ⟦V⟧\nRUN x $⟦V⟧\nFROM b\nARG ⟦V⟧=2\nWORKDIR /${⟦V⟧:-x}',
  ],
  ['ARGs of one name in two stages', 'FROM a\nARG ⟦V⟧\nRUN $⟦V⟧\nFROM b\nARG ⟦V⟧\nRUN $⟦V⟧'],
  ['an ENV over an ARG', 'FROM a\nARG ⟦V⟧\nENV ⟦V⟧=${⟦V⟧:-1}\nRUN echo "$⟦V⟧"'],
  ['an ENV of a stage and those based on it', 'FROM a AS b\nENV ⟦V⟧=1\nFROM b\nCOPY $⟦V⟧ /x\nFROM c\nENV V=2\nRUN $V'],
  ['a variable in a fallback of another', 'FROM a\nENV ⟦V⟧=1\nENV W=${X:-$⟦V⟧}'],
  [
    'a variable in heredocs',
    'FROM a\nENV ⟦V⟧=1\nRUN <<EOF\necho $⟦V⟧\nEOF\nCOPY <<EOF /x\n${⟦V⟧}\nEOF\nCOPY <<"EOF" /y\n$V\nEOF',
  ],
  ['an assignment for one command', 'FROM a\nARG ⟦TARGET⟧\nRUN TARGET=$⟦TARGET⟧ make'],
  [
    'not what the shell sets itself',
    'FROM a\nENV ⟦V⟧=1\nRUN V=2; echo $V\nRUN export V=3 && echo $V\nRUN for V in 1 2; do echo $V; done\nRUN echo $⟦V⟧',
  ],
  ['not what single quotes keep', 'FROM a\nENV ⟦V⟧=1\nLABEL x=\'$V\' y="$⟦V⟧"'],
  ['not an escaped dollar sign', 'FROM a\nENV ⟦V⟧=1\nENV W=\\$V$⟦V⟧'],
  ['not the exec form', 'FROM a\nENV ⟦V⟧=1\nCMD ["run", "$V"]\nENTRYPOINT ["sh", "-c", "run $⟦V⟧"]'],
  ['not an ARG where the container runs', 'FROM a\nARG ⟦V⟧=1\nRUN $⟦V⟧\nCMD run $V'],
  ['an ENV where the container runs', 'FROM a\nENV ⟦V⟧=1\nCMD run $⟦V⟧\nHEALTHCHECK CMD test $⟦V⟧'],
  ['several in one instruction', 'FROM a\nENV A=1 ⟦B⟧=2 C=3\nEXPOSE $⟦B⟧ $A'],
  ['over a continuation', 'FROM a\nARG ⟦V⟧=1\nRUN a \\\n  # $V\n  $⟦V⟧ \\\n  $⟦V⟧'],
  ['a variable of a flag', 'FROM a\nARG ⟦U⟧=1\nCOPY --chown=$⟦U⟧:$⟦U⟧ a b'],
  ['an ARG of the platform', 'ARG ⟦P⟧=linux/amd64\nFROM --platform=$⟦P⟧ a'],
];

describe('a name means the same in', () => {
  for (const [name, text] of same) {
    it(name, () => {
      const { plain, places } = marked(text);
      const dockerfile = parseDockerfile(plain);
      for (const [offset] of places) {
        const thing = namedAt(dockerfile, offset)?.thing;
        assert.deepEqual(
          thing?.occurrences.map(({ start, end }) => [start, end]).sort(([a = 0], [b = 0]) => a - b),
          places,
        );
      }
    });
    it(`renames ${name}, and is read alike`, () => {
      const { plain, places } = marked(text);
      const result = rename(parseDockerfile(plain), places[0]?.[0] ?? 0, 'other');
      assert.ok(result && 'edits' in result);
      const after = applyEdits(plain, result.edits);
      assert.equal(after, text.replace(/⟦[^⟧]*⟧/g, 'other'));
      const shape = (source: string) =>
        namedThings(parseDockerfile(source)).map(({ occurrences }) => occurrences.length);
      assert.deepEqual(shape(after), shape(plain));
    });
  }
});

const refusals: readonly (readonly [name: string, text: string, to: string, why: RegExp])[] = [
  ['a stage to another’s name', 'FROM a AS x|\nFROM b AS y', 'Y', /There is a stage `Y` already/],
  ['a stage to a reserved name', 'FROM a AS x|', 'scratch', /`scratch` is reserved/],
  ['a stage to a number', 'FROM a AS x|', '1', /`1` is no name of a stage/],
  [
    'a stage to an image of the file',
    'FROM a AS x|\nFROM golang\nCOPY --from=x a b',
    'golang',
    /`golang` is the name of an image/,
  ],
  [
    'a stage to an image that is copied from',
    'FROM a AS x|\nFROM b\nCOPY --from=nginx a b',
    'nginx',
    /name of an image/,
  ],
  ['a stage by its number', 'FROM a AS x\nFROM b\nCOPY --from=0| a b', 'y', /meant by its number/],
  ['a variable to another’s name', 'FROM a\nARG V|\nENV W=1', 'W', /There is a variable `W` already/],
  ['a variable to what is read already', 'FROM a\nARG V|\nRUN echo $HOME', 'HOME', /`HOME` is read in this file/],
  ['a variable to what the build sets', 'FROM a\nARG V|', 'TARGETOS', /the build itself sets/],
  ['a variable that the build sets', 'FROM a\nARG TARGETOS|', 'V', /The build itself sets `TARGETOS`/],
  ['a variable to no name', 'FROM a\nARG V|', 'a-b', /`a-b` is no name of a variable/],
];
describe('refuses to rename', () => {
  for (const [name, text, to, why] of refusals) {
    it(name, () => {
      const { dockerfile, offset } = atCaret(text);
      const result = rename(dockerfile, offset, to);
      assert.ok(result && 'refused' in result);
      assert.match(say(result.refused), why);
    });
  }
});

describe('offers nothing to rename', () => {
  for (const text of [
    'FROM go|lang',
    'FROM a\nRUN ec|ho $X',
    'FROM a\nRUN $|X',
    'FROM a\nLABEL k|=v',
    "FROM a\nENV A'B|'=1",
    '# AS b|\nFROM a',
    '|',
  ]) {
    it(JSON.stringify(text), () => {
      const { dockerfile, offset } = atCaret(text);
      assert.equal(prepareRename(dockerfile, offset), undefined);
    });
  }
});

it('takes the characters of the name only', () => {
  const { dockerfile, offset } = atCaret('FROM a\nARG NAME=1\nRUN echo ${NA|ME:-x}');
  const prepared = prepareRename(dockerfile, offset);
  assert.deepEqual(prepared, { range: { start: 29, end: 33 }, name: 'NAME' });
});
