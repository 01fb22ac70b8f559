import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settledCgo } from '../../src/toolchain/cgo.ts';
import { importClosure } from '../../src/toolchain/import-closure.ts';
import { type ListedPackage, readListed } from '../../src/toolchain/list-packages.ts';

type Short = Partial<Omit<ListedPackage, 'path'>>;

const packages = (table: Readonly<Record<string, Short>>): Map<string, ListedPackage> =>
  new Map(
    Object.entries(table).map(([path, short]) => [
      path,
      {
        ...{ path, name: 'x', folder: '/x', standard: false, dependency: true, goFiles: ['x.go'], cgoFiles: [] },
        ...{ imports: [], importMap: {}, error: null },
        ...short,
      },
    ]),
  );

describe('what go list writes', () => {
  it('is one object after the other', () => {
    const read = readListed('{\n\t"ImportPath": "a",\n\t"Imports": [\n\t\t"b"\n\t]\n}\n{\n\t"ImportPath": "b"\n}\n');
    assert.deepEqual([...read.keys()], ['a', 'b']);
    assert.deepEqual(read.get('a')?.imports, ['b']);
  });
  it('may be cut off, or no such thing', () => {
    assert.deepEqual([...readListed('{\n"ImportPath": "a"\n}\n{\n"Impo').keys()], ['a']);
    for (const text of ['', 'go: no', '[]', '{"ImportPath": 1}', 'null']) assert.equal(readListed(text).size, 0);
  });
});

describe('what a program links', () => {
  it('is all that its packages import, and says what is not there', () => {
    const all = packages({
      app: { imports: ['lib', 'fmt'] },
      lib: { imports: ['gone', 'far'] },
      gone: { goFiles: [], error: 'no required module provides package gone' },
      fmt: { standard: true, goFiles: [] },
    });
    const main = all.get('app');
    assert.ok(main);
    const { linked, missing } = importClosure(main, all);
    assert.deepEqual([...linked.keys()], ['app', 'lib', 'fmt']);
    assert.deepEqual(missing, ['far', 'gone']);
  });
  it('is not known where a file is no Go; a pattern that matches nothing hides no import', () => {
    const all = packages({
      app: { imports: ['broken', 'embeds'] },
      broken: { error: "broken.go:3:1: expected declaration, found '}'" },
      embeds: { error: 'pattern dist: no matching files found' },
    });
    const main = all.get('app');
    assert.ok(main);
    assert.deepEqual(importClosure(main, all).missing, ['broken']);
  });
});

describe('C', () => {
  const C: Short = { cgoFiles: ['c.go'] };
  const cases: readonly [string, with_: Record<string, Short>, without: Record<string, Short>, unknown][] = [
    ['nobody uses it', { app: {} }, { app: {} }, { needs: null, uses: null }],
    [
      'a package that is nothing without',
      { app: { imports: ['a'] }, a: { imports: ['c'] }, c: { ...C, goFiles: [] } },
      { app: {}, a: {}, c: { goFiles: [] } },
      { needs: ['app', 'a', 'c'], uses: null },
    ],
    [
      'a package that loses a file for nothing',
      { app: { imports: ['c'] }, c: C },
      { app: {}, c: {} },
      { needs: ['app', 'c'], uses: null },
    ],
    [
      'another file stands in',
      { app: { imports: ['c'] }, c: C },
      { app: {}, c: { goFiles: ['x.go', 'pure.go'] } },
      { needs: null, uses: 'c' },
    ],
    [
      'what stands in for a known library only refuses',
      { app: { imports: ['github.com/mattn/go-sqlite3'] }, 'github.com/mattn/go-sqlite3': C },
      { app: {}, 'github.com/mattn/go-sqlite3': { goFiles: ['x.go', 'static_mock.go'] } },
      { needs: ['app', 'github.com/mattn/go-sqlite3'], uses: null },
    ],
    [
      'the standard library does without',
      { app: { imports: ['net'] }, net: { ...C, standard: true } },
      { app: {}, net: { standard: true } },
      { needs: null, uses: null },
    ],
    [
      'nobody links the package that needs it',
      { app: {}, c: { ...C, goFiles: [] } },
      { app: {} },
      { needs: null, uses: null },
    ],
  ];
  for (const [title, with_, without, expected] of cases) {
    it(title, () => {
      const all = packages(with_);
      const main = all.get('app');
      assert.ok(main);
      assert.deepEqual(settledCgo(importClosure(main, all).linked, packages(without)), expected);
    });
  }
});
