import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expand } from '../../src/dockerfile/variables/expand.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { scopeAt } from '../../src/dockerfile/variables/variables.ts';

describe('variables', () => {
  const dockerfile = parseDockerfile('ARG G=g\nFROM scratch AS s\nARG G\nARG N\nENV A=a/b.tar.gz E= B=$A\nARG A=no');
  const stage = dockerfile.stages[0];
  assert.ok(stage);
  const scope = scopeAt(dockerfile, stage);
  const cases: readonly [string, string | undefined][] = [
    ['$A', 'a/b.tar.gz'],
    ['${A}', 'a/b.tar.gz'],
    ['$G', 'g'],
    // Values of one ENV see the variables as they are before it.
    ['$B', ''],
    ['\\$A', '$A'],
    ["'$A'", '$A'],
    ['"${A}"x', 'a/b.tar.gzx'],
    ['$UNSET', ''],
    ['$N', undefined],
    ['${N:-x}', 'x'],
    ['${E:-x}', 'x'],
    ['${E-x}', ''],
    ['${A:+x}', 'x'],
    ['${E:+x}', ''],
    ['${E+x}', 'x'],
    ['${UNSET:-$G}', 'g'],
    ['${A#a/}', 'b.tar.gz'],
    ['${A##*/}', 'b.tar.gz'],
    ['${A%.*}', 'a/b.tar'],
    ['${A%%.*}', 'a/b'],
    ['${A/a/x}', 'x/b.tar.gz'],
    ['${A//a/x}', 'x/b.txr.gz'],
    ['$TARGETARCH', undefined],
    ['a$', 'a$'],
    ['${A%?}', 'a/b.tar.g'],
    ['${A#*}', 'a/b.tar.gz'],
    ['${A//\\//-}', 'a-b.tar.gz'],
    ['${UNSET+x}', ''],
    ['${UNSET:-"q r"}', 'q r'],
    ['${UNSET:-${A}}', 'a/b.tar.gz'],
    ['${A:?needed}', 'a/b.tar.gz'],
    ['${UNSET:?needed}', undefined],
    ['$N-', undefined],
    ['${', undefined],
  ];
  for (const [text, expected] of cases) it(text, () => assert.equal(expand(text, scope), expected));
});

describe('scopes', () => {
  const value = (text: string, name: string) => {
    const file = parseDockerfile(text);
    const stage = file.stages.at(-1);
    assert.ok(stage);
    return scopeAt(file, stage).variables.get(name)?.value;
  };
  const cases: readonly [name: string, text: string, value: string | undefined][] = [
    ['an ARG of the stage', 'FROM a\nARG X=1', '1'],
    ['a global ARG is none of the stage', 'ARG X=1\nFROM a', undefined],
    ['a global ARG named again', 'ARG X=1\nFROM a\nARG X', '1'],
    ['a later default', 'ARG X=1\nFROM a\nARG X=2', '2'],
    ['global ARGs build on each other', 'ARG Y=1\nARG X=$Y.2\nFROM a\nARG X', '1.2'],
    ['ARG and ENV of a base stage', 'FROM a AS b\nARG Y=1\nENV X=$Y\nFROM b', '1'],
    ['ARG of a base stage', 'FROM a AS b\nARG X=1\nFROM b', '1'],
    ['another stage', 'FROM a AS b\nENV X=1\nFROM a', undefined],
    ['ENV wins over ARG', 'FROM a\nENV X=1\nARG X=2', '1'],
    ['the old form', 'FROM a\nENV X a  b', 'a  b'],
    ['what the base image may set', 'FROM a\nENV X=$PATH:/b', undefined],
    ['scratch sets nothing', 'FROM scratch\nENV X=$PATH:/b', ':/b'],
    ['another escape', '# escape=`\nFROM a\nENV X=c:\\d`$e', 'c:\\d$e'],
  ];
  for (const [name, text, expected] of cases) it(name, () => assert.equal(value(text, 'X'), expected));

  it('end at an offset', () => {
    const file = parseDockerfile('FROM a\nENV X=1\nENV X=2');
    const [stage] = file.stages;
    assert.ok(stage?.instructions[1]);
    assert.equal(scopeAt(file, stage, stage.instructions[1].start).variables.get('X')?.value, '1');
  });
});
