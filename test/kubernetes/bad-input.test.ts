import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import { say } from '../../src/words/message.ts';
import { examine } from './fuzz/examine.ts';
import { inputMaker } from './fuzz/inputs.ts';
import { schemasForTests } from './shipped-schemas.ts';
import { costsInProportion, endsWithin } from '../cost.ts';

const schemas = schemasForTests();
const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

function check(text: string): void {
  const file = parseManifests(text, 'a.yaml');
  const workspace = createWorkspace();
  workspace.schemas.provide(() => schemas);
  workspace.set('a.yaml', file);
  workspace.setComplete(true);
  lintManifests(file, workspace, { enableAll: true });
}

describe('text that nobody wrote', () => {
  it('is examined without a fault', () => {
    const inputAt = inputMaker(9);
    for (let index = 0; index < 400; index++) examine(inputAt(index).text);
  });

  const bombs: readonly [name: string, text: string][] = [
    ['aliases of aliases', `${HEAD}a: &a [x, x]\n${doubled('[*{0}, *{0}]')}`],
    ['merges of merges', `${HEAD}a: &a { x: 1, y: 2 }\n${doubled('{ <<: [*{0}, *{0}], {1}1: *{0} }')}`],
    ['a merge of itself', `${HEAD}data: &a\n  <<: *a\n  <<: [*a, *a]\n  b: *a\n`],
    ['two that lead to each other', `${HEAD}a: &a\n  <<: *b\nb: &b\n  <<: *a\n`],
    ['an alias of what is around it, many times', `${HEAD}data: &a\n${'  - *a\n'.repeat(5000)}`],
    ['lone surrogates', `${HEAD}data:\n  "\uD800": '\uDC00'\n  a: \uD83D\n`],
    ['binary', `${HEAD}\0\x01\x02\xFF\x7F\0data: \x00\n`],
  ];
  for (const [name, text] of bombs) it(`(${name}) takes little time`, () => endsWithin(3000, () => check(text)));

  function doubled(line: string): string {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    return Array.from(letters.slice(1))
      .map(
        (letter, index) =>
          `${letter}: &${letter} ${line.replaceAll('{0}', letters.charAt(index)).replaceAll('{1}', letter)}\n`,
      )
      .join('');
  }

  it('is refused with a notice where it is larger than any manifest', () => {
    const { syntax, manifests } = parseManifests(HEAD + '# '.repeat(11 * 1024 * 1024), 'a.yaml');
    assert.deepEqual(manifests, []);
    assert.deepEqual(
      syntax.map(({ message, severity }) => [say(message), severity]),
      [['The file is not checked: 22 MB are too much for a manifest', 'warning']],
    );
  });
});

describe('eight times as much costs about eight times as long', () => {
  const shapes: readonly [name: string, make: (size: number) => string][] = [
    ['a line of plain text', (size) => `${HEAD}data: { a: ${'x '.repeat(size)} }\n`],
    ['a line in quotes with escapes', (size) => `${HEAD}data:\n  a: "${'\\n\\" '.repeat(size)}"\n`],
    ['a quote that is not closed', (size) => `${HEAD}data:\n  a: "${'x\\\\ '.repeat(size)}\n`],
    ['quotes that are not closed', (size) => `${HEAD}data:\n${'  a: "x\n'.repeat(size / 4)}`],
    [
      'JSON in one line',
      (size) => `{"apiVersion":"v1","kind":"ConfigMap","data":{"a":"b"},"x":[${'{"a":1},'.repeat(size / 2)}0]}`,
    ],
    ['brackets', (size) => `${HEAD}data: ${'['.repeat(size / 4)}`],
    ['brackets that are closed', (size) => `${HEAD}data: ${'['.repeat(size / 4)}${']'.repeat(size / 4)}\n`],
    ['dashes', (size) => `${HEAD}data:\n  ${'- '.repeat(size / 8)}a\n`],
    ['keys', (size) => `${HEAD}data:\n${Array.from({ length: size / 4 }, (_, index) => `  k${index}: v\n`).join('')}`],
    ['comments', (size) => `${HEAD}data:\n  a:\n    b: c\n${'    # gantry-ignore x\n'.repeat(size / 16)}d: 1\n`],
    ['empty lines', (size) => `${HEAD}data:\n  a: b\n${'\n'.repeat(size)}  c: d\n`],
    ['a block scalar', (size) => `${HEAD}data:\n  a: |\n${'    x\n\n'.repeat(size / 2)}`],
    ['a folded one', (size) => `${HEAD}data:\n  a: >-\n${'    x\n      y\n\n'.repeat(size / 4)}`],
    ['plain text over lines', (size) => `${HEAD}data:\n  a: b\n${'    c\n'.repeat(size / 2)}`],
    ['documents', (size) => `${HEAD}---\n`.repeat(size / 32)],
    ['documents with faults', (size) => `${HEAD}data: [\n---\n`.repeat(size / 64)],
    ['blanks', (size) => `${HEAD}data:\n  a: b${' '.repeat(size)}\n  c: "d${' '.repeat(size)}\n    e"\n`],
    ['tabs', (size) => `${HEAD}data:\n${'\t\n'.repeat(size)}`],
    ['carriage returns', (size) => `${HEAD}data:\n${'\r'.repeat(size)}`],
    [
      'aliases',
      (size) =>
        `${HEAD}x: &x { a: 1 }\ndata:\n${Array.from({ length: size / 8 }, (_, index) => `  k${index}: *x\n`).join('')}`,
    ],
  ];
  for (const [name, make] of shapes) {
    it(name, () => costsInProportion(make, check, [16_000, 128_000]));
  }
});
