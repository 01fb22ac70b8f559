import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexPackage } from '../../../src/go/code/code-index.ts';
import { movedPackage } from '../../../src/go/incremental/moved.ts';
import { parseGo } from '../../../src/go/syntax/parser.ts';

const BEFORE = `package a

import "os"

//go:generate go run ./gen
//go:embed web
var files embed.FS

type Options struct{ Name string }

// Run is what it says.
func Run(o Options) string {
	name := parse(os.Getenv("NAME"))
	return name
}
`;

function packageOf(text: string) {
  const files = [parseGo('a/a.go', text)];
  const imports = files.flatMap((file) => file.imports.map(({ path }) => path));
  return indexPackage({ importPath: 'a', folder: 'a', name: 'a', files, imports, needsC: null, usesC: null, tags: [] });
}

const SAME: readonly (readonly [what: string, from: string, to: string])[] = [
  ['a comment above', '// Run', '// More.\n// Run'],
  ['a comment in a body', 'return name', '// the name\n\treturn name'],
  ['blanks in a line', 'name := parse', 'name   :=   parse'],
  ['a blank line in the middle of a file', 'type Options', '\n\ntype Options'],
  ['a string in another way of writing it', '"NAME"', '`NAME`'],
];

const OTHER: typeof SAME = [
  ['another text', '"NAME"', '"NAMES"'],
  ['another call', 'parse(', 'parsed('],
  ['a type argument', 'parse(', 'parse[int]('],
  ['a statement more', 'return name', 'os.Exit(1)\n\treturn name'],
  ['a field more', 'Name string', 'Name, Other string'],
  ['another embedded folder', 'embed web', 'embed page'],
  ['a comment that embeds no more', '//go:embed', '// go:embed'],
  ['a comment that generates no more', '//go:generate', '// go:generate'],
  ['an import more', 'import "os"', 'import "os"\nimport "net/http"'],
  ['what is no Go', 'return name', 'return name)'],
  ['a comment that speaks of the token of pods', '// Run', '// /var/run/secrets/kubernetes.io\n// Run'],
];

test('code that only moved is known by what it says, and its places are found again', () => {
  for (const [what, from, to] of SAME) {
    const text = BEFORE.replace(from, to);
    const file = movedPackage(packageOf(BEFORE), packageOf(text))?.get('a/a.go');
    assert.ok(file, what);
    for (const word of ['parse', 'os.Getenv', 'Name string', 'Options struct']) {
      const place = BEFORE.indexOf(word);
      assert.equal(file.start(place), text.indexOf(word), `${what}: ${word}`);
    }
  }
});

test('code that says something else did not only move', () => {
  for (const [what, from, to] of OTHER) {
    assert.equal(movedPackage(packageOf(BEFORE), packageOf(BEFORE.replace(from, to))), null, what);
  }
});
