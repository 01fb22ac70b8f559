import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isIgnored, mayHoldExceptions, parseIgnoreFile } from '../../src/dockerfile/files/ignore-file.ts';

interface Case {
  readonly file: string;
  readonly ignored?: readonly string[];
  readonly sent?: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'a name means the root only, and everything below it': {
    file: 'bin',
    ignored: ['bin', 'bin/app', 'bin/a/b'],
    sent: ['cmd/bin', 'binary'],
  },
  'a star stops at a slash': { file: '*.log', ignored: ['a.log', '.log'], sent: ['logs/a.log', 'a.logs'] },
  'two stars and a slash mean any depth, none as well': {
    file: '**/*.log',
    ignored: ['a.log', 'x/a.log', 'x/y/a.log'],
    sent: ['a.logx'],
  },
  'two stars at the start compare the end as text': {
    file: '**/vendor\n**secret',
    ignored: ['vendor', 'a/vendor', 'a/vendor/b.go', 'secret', 'topsecret', 'a/topsecret'],
    sent: ['myvendor', 'a/myvendor'],
  },
  'two stars at the end mean everything below': {
    file: 'docs/**',
    ignored: ['docs/a', 'docs/a/b'],
    sent: ['docs', 'docsx/a'],
  },
  'two stars in the middle': { file: 'a/**/z', ignored: ['a/z', 'a/b/z', 'a/b/c/z'], sent: ['a', 'az', 'b/a/z'] },
  'two stars alone ignore all': { file: '**', ignored: ['a', 'a/b', '.git/config'] },
  'a question mark is one character, not a slash': {
    file: 'a?c',
    ignored: ['abc', 'a💥c'],
    sent: ['ac', 'a/c', 'abbc'],
  },
  'classes, ranges and negation': {
    file: '[a-c]x\n[^0-9]y\n[\\]]z',
    ignored: ['ax', 'cx', 'ay', ']z'],
    sent: ['dx', '1y', 'az', '-x'],
  },
  'a leading slash changes nothing': { file: '/bin\n/a/../tmp/', ignored: ['bin/x', 'tmp/y'], sent: ['a'] },
  'comments only at the line start': { file: '# bin\n #x', ignored: ['#x'], sent: ['bin', '# bin'] },
  'blanks around are cut, CRLF too': { file: '  bin  \r\n\r\n\ttmp\r\n', ignored: ['bin', 'tmp/a'], sent: ['  bin  '] },
  'a byte order mark is not part of the pattern': { file: '\uFEFFbin', ignored: ['bin'] },
  'an exception takes files back': {
    file: '*\n!go.mod\n!cmd',
    ignored: ['README.md', 'internal/a.go'],
    sent: ['go.mod', 'cmd/api/main.go'],
  },
  'the last match decides': {
    file: '*.md\n!README*.md\nREADME-secret.md',
    ignored: ['a.md', 'README-secret.md'],
    sent: ['README.md', 'README-x.md'],
  },
  'an exception before its pattern does nothing': { file: '!a.md\n*.md', ignored: ['a.md'] },
  'blanks after the exclamation mark': { file: '*\n! go.mod', ignored: ['x'], sent: ['go.mod'] },
  'characters of regular expressions are themselves': {
    file: 'a+b(c)$\nx.y\n{z}|w\na^b',
    ignored: ['a+b(c)$', 'x.y', '{z}|w', 'a^b'],
    sent: ['aab(c)$', 'xzy', 'w'],
  },
  'a backslash takes the next character as it is': { file: '\\*\\?', ignored: ['*?'], sent: ['ab'] },
  'an empty file ignores nothing': { file: '', sent: ['a', '.git/config'] },
  'the root itself cannot be ignored': { file: '.\n/', sent: ['a', 'b/c'] },
};

describe('.dockerignore', () => {
  for (const [name, { file, ignored = [], sent = [] }] of Object.entries(cases)) {
    test(name, () => {
      const parsed = parseIgnoreFile(file);
      assert.deepEqual(parsed.invalid, []);
      for (const path of ignored) assert.equal(isIgnored(parsed, path), true, `${path} should be left out`);
      for (const path of sent) assert.equal(isIgnored(parsed, path), false, `${path} should be sent`);
    });
  }

  for (const pattern of ['!', '[', '[]', '[a', '[a-]', 'a\\', '[-a]', '[^]', '[z-a]']) {
    test(`refuses ${pattern}, as Docker does`, () => {
      assert.deepEqual(parseIgnoreFile(`ok\n${pattern}\n`).invalid, [pattern]);
    });
  }

  test('an ignored folder is walked only where an exception could reach into it', () => {
    const parsed = parseIgnoreFile('node_modules\n.git\n!node_modules/keep/me.js\n!cmd/**/x.go');
    assert.equal(mayHoldExceptions(parsed, 'node_modules'), true);
    assert.equal(mayHoldExceptions(parsed, 'node_modules/keep'), true);
    assert.equal(mayHoldExceptions(parsed, 'node_modules/other'), false);
    assert.equal(mayHoldExceptions(parsed, '.git'), false);
    assert.equal(mayHoldExceptions(parsed, 'cmd/deep'), true);
    assert.equal(mayHoldExceptions(parseIgnoreFile('a\n!**/x'), 'a/b'), true);
  });

  test('any text is read without an exception', () => {
    const alphabet = ['*', '**', '/', '[', ']', '!', '\\', '-', '^', 'a', '?', '\n', '.', '💥', ' '];
    let seed = 7;
    const next = (): string => alphabet[(seed = (seed * 48271) % 2147483647) % alphabet.length] ?? '';
    for (let round = 0; round < 3000; round++) {
      const parsed = parseIgnoreFile(Array.from({ length: 12 }, next).join(''));
      assert.equal(typeof isIgnored(parsed, 'a/b/a'), 'boolean');
    }
  });
});
