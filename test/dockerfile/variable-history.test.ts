import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { variableHistory } from '../../src/dockerfile/variables/variable-history.ts';

/** What `V` is at every RUN: `-` = not set, `?` = the file does not decide it. */
function values(text: string): string[] {
  const dockerfile = parseDockerfile(text);
  const history = variableHistory(dockerfile, 'V');
  return dockerfile.commands.map((at) => {
    const setting = history(at);
    return setting === undefined ? '-' : (setting.value ?? '?');
  });
}

const cases: readonly (readonly [text: string, values: readonly string[]])[] = [
  ['FROM a\nRUN x\nENV V=1\nRUN x\nENV V=2\nRUN x', ['-', '1', '2']],
  ['FROM a\nENV V 1 2\nRUN x', ['1 2']],
  ['FROM a\nENV V="1 2" W=3\nRUN x', ['1 2']],
  ['FROM a\nENV W=3\nENV V=$W-x\nRUN x', ['3-x']],
  ['FROM a\nARG W\nENV V=$W\nRUN x', ['?']],
  ['FROM a\nARG V\nRUN x', ['?']],
  ['FROM a\nARG V=1\nRUN x\nENV V=2\nARG V=3\nRUN x', ['1', '2']],
  ['ARG V=1\nFROM a\nRUN x\nARG V\nRUN x', ['-', '1']],
  ['FROM a AS b\nENV V=1\nFROM b AS c\nRUN x\nENV V=2\nFROM c\nRUN x\nFROM a\nRUN x', ['1', '2', '-']],
  ['FROM a\nENV VV=1\nRUN x', ['-']],
];

for (const [text, expected] of cases) {
  it(text.replaceAll('\n', ' ⏎ '), () => assert.deepEqual(values(text), expected));
}
