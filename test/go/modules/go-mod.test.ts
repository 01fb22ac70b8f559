import assert from 'node:assert/strict';
import { test } from 'node:test';
import { say } from '../../../src/words/message.ts';
import { parseGoMod, parseGoWork } from '../../../src/go/modules/go-mod.ts';

const WHOLE = `// Deprecated: use v2
module example.com/shop // the shop

go 1.26.0

toolchain go1.26.1

require github.com/lib/pq v1.12.3

require (
	"github.com/a/b" v0.1.0 // indirect
	github.com/c/d v0.0.0-20191010083416-a7dc8b61c822 // indirect; see there
	\`github.com/e/f\` v2.0.0+incompatible
)

replace github.com/a/b => ../b

replace (
	github.com/c/d v0.0.0-20191010083416-a7dc8b61c822 => github.com/x/d v1.0.0
)

exclude github.com/z/z v1.0.0
retract [v1.0.0, v1.1.0]
tool (
	golang.org/x/tools/cmd/stringer
)
godebug default=go1.21
`;

const expected = {
  module: 'example.com/shop',
  go: '1.26.0',
  toolchain: 'go1.26.1',
  requires: [
    { path: 'github.com/lib/pq', version: 'v1.12.3', indirect: false },
    { path: 'github.com/a/b', version: 'v0.1.0', indirect: true },
    { path: 'github.com/c/d', version: 'v0.0.0-20191010083416-a7dc8b61c822', indirect: true },
    { path: 'github.com/e/f', version: 'v2.0.0+incompatible', indirect: false },
  ],
  replaces: [
    { path: 'github.com/a/b', version: null, by: '../b', byVersion: null },
    {
      path: 'github.com/c/d',
      version: 'v0.0.0-20191010083416-a7dc8b61c822',
      by: 'github.com/x/d',
      byVersion: 'v1.0.0',
    },
  ],
  tools: ['golang.org/x/tools/cmd/stringer'],
  retracts: ['[v1.0.0, v1.1.0]'],
  errors: [],
};

for (const [name, text] of Object.entries({
  'with LF': WHOLE,
  'with CRLF': WHOLE.replaceAll('\n', '\r\n'),
  'with CR': WHOLE.replaceAll('\n', '\r'),
  'with a byte order mark': `\uFEFF${WHOLE}`,
})) {
  test(`a whole go.mod ${name}`, () => {
    const { places, ...parsed } = parseGoMod('go.mod', text);
    // Go refuses the mark, as a case below has it: what the file says counts all the same.
    assert.deepEqual({ ...parsed, errors: [] }, expected);
    assert.equal(parsed.errors.length, text.startsWith('\uFEFF') ? 1 : 0);
    const written = [places.go, places.toolchain].map((place) => place && text.slice(place.start, place.end));
    assert.deepEqual(written, ['1.26.0', 'go1.26.1']);
    assert.deepEqual([places.go?.line, places.toolchain?.line], [4, 6]);
  });
}

const broken: Readonly<Record<string, { text: string; errors: string[] }>> = {
  'a byte order mark': {
    text: '\uFEFFmodule m\n',
    errors: ['line 1: go refuses the byte order mark that the file begins with'],
  },
  'an empty file': { text: '', errors: ['the file names no module'] },
  'a merge conflict': {
    text: '<<<<<<< HEAD\nmodule m\n=======\n',
    errors: ['line 1: `<<<<<<<` is no directive', 'line 3: `=======` is no directive'],
  },
  'a version that is none': { text: 'module m\ngo latest\n', errors: ['line 2: `go` needs a version such as 1.26'] },
  'a requirement without version': {
    text: 'module m\nrequire a.com/b\n',
    errors: ['line 2: `require` needs a module and its version'],
  },
  'a block that is not closed': {
    text: 'module m\nrequire (\n\ta.com/b v1.0.0\n',
    errors: ['line 2: the `require` block is not closed'],
  },
  'a string that is not closed': { text: 'module "m\n', errors: ['line 1: a string is not closed'] },
  'a replace without target': {
    text: 'module m\nreplace a.com/b =>\n',
    errors: ['line 2: `replace` needs a module, `=>` and what replaces it'],
  },
  'an unknown directive': { text: 'module m\nfrobnicate x\n', errors: ['line 2: `frobnicate` is no directive'] },
  'a module without path': {
    text: 'module\n',
    errors: ['line 1: `module` needs one path', 'the file names no module'],
  },
};

for (const [name, { text, errors }] of Object.entries(broken)) {
  test(`a broken go.mod: ${name}`, () => {
    const parsed = parseGoMod('x/go.mod', text);
    assert.deepEqual(
      parsed.errors.map(({ message }) => say(message)),
      errors,
    );
    assert.ok(parsed.errors.every(({ file }) => file === 'x/go.mod'));
  });
}

test('lines beside a broken one still count', () => {
  const parsed = parseGoMod('go.mod', 'module m\ngo 1.x\nrequire a.com/b v1.0.0\n');
  assert.deepEqual([parsed.module, parsed.go, parsed.requires.length, parsed.errors.length], ['m', null, 1, 1]);
});

test('every beginning of a go.mod is read without an exception', () => {
  for (let length = 0; length <= WHOLE.length; length++) {
    const { errors, requires } = parseGoMod('go.mod', WHOLE.slice(0, length));
    assert.ok(requires.length <= 4 && errors.length <= 3);
  }
});

test('go.work names its modules', () => {
  assert.deepEqual(parseGoWork('go 1.26\nuse ./a\nuse (\n\t./b // the second\n\t"../c"\n)\n'), ['./a', './b', '../c']);
});
