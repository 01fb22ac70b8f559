import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readShellCheck, shellCheckInput, shellCheckKey } from '../../src/shell/shellcheck.ts';
import { shellCheckPlaces } from '../../src/shell/shellcheck-places.ts';
import { joinPieces } from '../../src/shell/source-text.ts';

const plain = (text: string) => ({ text, at: (index: number) => index });

describe('a script for ShellCheck', () => {
  const cases: [name: string, script: string, variables: string[], text: string, added: number | undefined][] = [
    ['nothing from outside', 'echo $A', [], 'echo $A', undefined],
    ['variables it does not speak of', 'echo $A', ['B'], 'echo $A', undefined],
    ['what is set outside, sorted', 'echo $B $A', ['B', 'A', 'C'], 'export A=1 B=1\necho $B $A', 0],
    ['names that no shell has', 'echo a-b $A', ['a-b', 'A'], 'export A=1\necho a-b $A', 0],
    ['behind a shebang', '#!/bin/sh\necho $A', ['A'], '#!/bin/sh\nexport A=1\necho $A', 1],
    [
      'behind comments and blank lines',
      '# shellcheck disable=SC2034\n\n  # x\necho $A # y\n',
      ['A'],
      '# shellcheck disable=SC2034\n\n  # x\nexport A=1\necho $A # y\n',
      3,
    ],
    ['without the carriage returns of the file', 'a\r\necho $A\r\n', ['A'], 'export A=1\na\necho $A\n', 0],
  ];
  for (const [name, script, variables, text, added] of cases) {
    it(name, () => assert.deepEqual(shellCheckInput(script, 'sh', variables), { text, dialect: 'sh', added }));
  }
  it('names a shell that ShellCheck knows, or is none', () => {
    const dialects = (['sh', 'dash', 'ash', 'bash', 'ksh', 'zsh'] as const).map(
      (dialect) => shellCheckInput('x', dialect)?.dialect,
    );
    assert.deepEqual(dialects, ['sh', 'dash', 'dash', 'bash', 'ksh', undefined]);
  });
  it('is another one in another shell', () => {
    const keys = (['sh', 'bash'] as const).map((dialect) => shellCheckKey({ text: 'x', dialect, added: undefined }));
    assert.notEqual(keys[0], keys[1]);
  });
});

describe('the output of ShellCheck', () => {
  const comment = { line: 1, column: 2, endLine: 1, endColumn: 3, level: 'style', code: 2268, message: 'm' };
  const replacement = { line: 1, column: 2, endLine: 1, endColumn: 3, replacement: 'x' };
  const read = (comments: unknown) => readShellCheck(JSON.stringify({ comments }));
  it('is read with its fixes', () => {
    assert.deepEqual(read([{ ...comment, file: '-', fix: { replacements: [replacement] } }]), [
      { ...comment, replacements: [{ line: 1, column: 2, endLine: 1, endColumn: 3, text: 'x' }] },
    ]);
    assert.deepEqual(read([{ ...comment, fix: null }]), [{ ...comment, replacements: [] }]);
  });
  it('is nothing where it is something else', () => {
    for (const output of ['', 'no', '[]', 'null', '{"comments":1}'])
      assert.equal(readShellCheck(output), undefined, output);
  });
  it('is read without what is not as it should be', () => {
    for (const wrong of [
      { line: 0 },
      { column: 1.5 },
      { endLine: '1' },
      { level: 'fatal' },
      { code: 'SC1' },
      { message: 1 },
    ])
      assert.deepEqual(read([{ ...comment, ...wrong }, null, 1]), []);
    const half = [replacement, { ...replacement, line: -1 }];
    assert.deepEqual(read([{ ...comment, fix: { replacements: half } }])?.[0]?.replacements, []);
  });
});

describe('places of ShellCheck', () => {
  const span = (line: number, column: number, endLine = line, endColumn = column + 1) => ({
    ...{ line, column, endLine, endColumn },
  });
  const input = (added?: number) => ({ text: '', dialect: 'sh' as const, added });
  it('are lines and code points, a tab being one', () => {
    const places = shellCheckPlaces(plain('ab\n\té😀x\r\ny'), input());
    assert.deepEqual(places.range(span(1, 2)), { start: 1, end: 2 });
    assert.deepEqual(places.range(span(2, 3)), { start: 5, end: 7 });
    assert.deepEqual(places.range(span(2, 4)), { start: 7, end: 8 });
    assert.deepEqual(places.range(span(3, 1)), { start: 10, end: 11 });
    assert.deepEqual(places.range(span(1, 1, 2, 2)), { start: 0, end: 4 });
  });
  it('count without the line that was put in, and are none on it', () => {
    const places = shellCheckPlaces(plain('#!x\nab\ncd'), input(1));
    assert.deepEqual(places.range(span(1, 1)), { start: 0, end: 1 });
    assert.equal(places.range(span(2, 1)), undefined);
    assert.deepEqual(places.range(span(3, 1)), { start: 4, end: 5 });
    assert.deepEqual(places.range(span(4, 2)), { start: 8, end: 9 });
  });
  it('stay inside the script, and are never empty', () => {
    const places = shellCheckPlaces(plain('ab'), input());
    for (const wild of [span(9, 9), span(1, 99), span(1, 3), span(1, 2, 1, 1)]) {
      assert.deepEqual(places.range(wild), { start: 1, end: 2 });
    }
  });
  const edits = (
    source: Parameters<typeof shellCheckPlaces>[0],
    ...replacements: [ReturnType<typeof span>, string][]
  ) =>
    shellCheckPlaces(source, input()).edits({
      ...{ ...span(1, 1), level: 'info', code: 1, message: '' },
      replacements: replacements.map(([place, text]) => ({ ...place, text })),
    });
  it('make edits of its fix, in their order', () => {
    assert.deepEqual(edits(plain('ab c'), [span(1, 4), 'd'], [span(1, 1, 1, 1), '"']), [
      { start: 0, end: 0, text: '"' },
      { start: 3, end: 4, text: 'd' },
    ]);
    assert.deepEqual(edits(plain('ab'), [span(1, 3, 1, 3), '!']), [{ start: 2, end: 2, text: '!' }]);
  });
  it('make none where it has no fix, or one that cannot be made here', () => {
    assert.equal(edits(plain('ab')), undefined);
    assert.equal(edits(plain('ab'), [span(1, 1), 'x\ny']), undefined);
    assert.equal(edits(plain('ab'), [span(1, 1, 1, 3), 'x'], [span(1, 2), 'y']), undefined);
    assert.equal(edits(plain('ab'), [span(1, 1, 1, 1), 'x'], [span(1, 1, 1, 1), 'y']), undefined);
  });
  it('make none across a continuation', () => {
    const text = 'ab\\\ncd';
    const joined = joinPieces(text, [
      { start: 0, end: 2 },
      { start: 4, end: 6 },
    ]);
    assert.deepEqual(edits(joined, [span(1, 3), 'x']), [{ start: 4, end: 5, text: 'x' }]);
    assert.equal(edits(joined, [span(1, 2, 1, 4), 'x']), undefined);
    assert.equal(edits(joined, [span(1, 3, 1, 3), 'x']), undefined);
  });
});
