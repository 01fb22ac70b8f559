import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completeIgnoreFile, ignoreFolderAt } from '../../src/dockerfile/editing/complete-ignore.ts';
import { ignoreLineAt } from '../../src/dockerfile/editing/ignore-line.ts';

function complete(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const list = (folder: string) =>
    folder === ''
      ? [
          { name: 'cmd', folder: true },
          { name: 'a b.txt', folder: false },
        ]
      : [{ name: `in ${folder}`, folder: false }];
  return completeIgnoreFile(text, offset, { list }).map(({ label, insert, replace }) => ({
    label,
    result: text.slice(0, replace.start) + insert + text.slice(replace.end),
  }));
}

const offered: readonly (readonly [text: string, label: string, result?: string])[] = [
  ['|', 'cmd/', 'cmd'],
  ['.git\n|', 'a b.txt', '.git\na b.txt'],
  ['c|', 'cmd/', 'cmd'],
  ['cmd/|', 'in cmd', 'cmd/in cmd'],
  ['./cmd/x/|\n*.md', 'in cmd/x', './cmd/x/in cmd/x\n*.md'],
  ['!cm|', 'cmd/', '!cmd'],
  ['|', '.git'],
];
describe('completion in .dockerignore offers', () => {
  for (const [text, label, result] of offered) {
    it(`${label} in ${JSON.stringify(text)}`, () => {
      const found = complete(text).find((item) => item.label === label);
      assert.ok(found);
      if (result !== undefined) assert.equal(found.result, result);
    });
  }

  it('no pattern that is there, and none behind an exception', () => {
    assert.ok(!complete('.git\n|').some(({ label }) => label === '.git'));
    assert.deepEqual(
      complete('!|').map(({ label }) => label),
      ['cmd/', 'a b.txt'],
    );
  });

  it('nothing in comments', () => assert.deepEqual(complete('# c|'), []));
});

const lines: readonly (readonly [text: string, pattern: string | undefined, exception?: boolean])[] = [
  ['a|', 'a'],
  ['  a  |', 'a'],
  ['x\n! b/c|\ny', 'b/c', true],
  ['\uFEFFa|', 'a'],
  ['a\r\nb|\r\n', 'b'],
  ['#|', undefined],
  ['|', ''],
];
describe('the line of a pattern', () => {
  for (const [marked, pattern, exception = false] of lines) {
    it(JSON.stringify(marked), () => {
      const text = marked.replace('|', '');
      const line = ignoreLineAt(text, marked.indexOf('|'));
      assert.equal(line?.pattern, pattern);
      if (!line) return;
      assert.equal(text.slice(line.start, line.end), pattern);
      assert.equal(line.exception, exception);
    });
  }
});

describe('the folder to list', () => {
  const folders: readonly (readonly [text: string, folder: string | undefined])[] = [
    ['|', ''],
    ['a|', ''],
    ['a/b/|', 'a/b'],
    ['!/a/|', 'a'],
    ['*/a/|', undefined],
    ['../|', undefined],
    ['# a/|', undefined],
  ];
  for (const [text, folder] of folders) {
    it(JSON.stringify(text), () => assert.equal(ignoreFolderAt(text.replace('|', ''), text.indexOf('|')), folder));
  }
});
