import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBuilt, packageClause, tagsNamed } from '../../../src/go/modules/build-constraint.ts';

const names: Readonly<Record<string, boolean>> = {
  'a.go': true,
  'a_linux.go': true,
  'a_windows.go': false,
  'a_amd64.go': true,
  'a_arm64.go': false,
  'a_linux_amd64.go': true,
  'a_linux_arm64.go': false,
  'a_darwin_amd64.go': false,
  'a_unix.go': true,
  'linux.go': true,
  'windows.go': true,
  'a_windows_extra.go': true,
};

for (const [name, built] of Object.entries(names)) {
  test(`${name} is ${built ? '' : 'not '}built for linux/amd64`, () => {
    assert.equal(isBuilt(name, 'package a\n', { cgo: false }), built);
  });
}

const lines: Readonly<Record<string, boolean>> = {
  '//go:build linux': true,
  '//go:build !linux': false,
  '//go:build windows || (linux && amd64)': true,
  '//go:build unix && !android': true,
  '//go:build ignore': false,
  '//go:build integration': false,
  '//go:build !integration': true,
  '//go:build cgo': false,
  '//go:build !cgo': true,
  '//go:build go1.18': true,
  '//go:build !go1.18': false,
  '//go:build (((': false,
  '// +build linux darwin': true,
  '// +build windows,amd64 darwin': false,
  '// +build !windows': true,
  '// +build linux\n// +build arm64': false,
  '// An ordinary comment: +build windows': true,
  '/* //go:build windows */': true,
};

for (const [line, built] of Object.entries(lines)) {
  test(`${line} is ${built ? '' : 'not '}built`, () => {
    assert.equal(isBuilt('a.go', `// Copyright\n\n${line}\n\npackage a\n`, { cgo: false }), built);
  });
}

test('a constraint below the package clause is none', () => {
  assert.equal(isBuilt('a.go', 'package a\n\n//go:build windows\n', { cgo: false }), true);
});

const clauses: Readonly<Record<string, string | null>> = {
  'package main': 'main',
  '// package no\npackage yes\n': 'yes',
  '/* package no */ package yes': 'yes',
  '\uFEFF\r\npackage yes': 'yes',
  '/* open package no': null,
  '': null,
  'func main() {}': null,
};

for (const [text, name] of Object.entries(clauses)) {
  test(`the package of ${JSON.stringify(text)} is ${String(name)}`, () => {
    assert.equal(packageClause(text), name);
  });
}

const tags: Readonly<Record<string, string>> = {
  '//go:build prod && !dev': 'prod dev',
  '//go:build linux && cgo && go1.26 && (amd64 || sqlite_fts5)': 'sqlite_fts5',
  '// +build ui,!embed windows': 'ui embed',
  '// An ordinary comment of prod': '',
};

for (const [line, named] of Object.entries(tags)) {
  test(`${line} names ${named === '' ? 'no tag' : named}`, () => {
    assert.equal(tagsNamed(`${line}\n\npackage a\n\n//go:build later\n`).join(' '), named);
  });
}
