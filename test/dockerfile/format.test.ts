import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatDockerfile } from '../../src/dockerfile/editing/format.ts';
import { sameMeaning } from '../../src/dockerfile/editing/same-meaning.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { dockerfileRules } from '../../src/dockerfile/rules/index.ts';
import { applyEdits } from '../../src/lint/fix.ts';

const FOUR = { tabSize: 4, insertSpaces: true };
const format = (text: string, options = FOUR) => applyEdits(text, formatDockerfile(parseDockerfile(text), options));

const cases: readonly (readonly [name: string, before: string, after: string])[] = [
  ['keywords in the case of most', 'FROM a\nrun x\nCOPY a b\n', 'FROM a\nRUN x\nCOPY a b\n'],
  ['keywords in lower case where most are', 'from a\nrun x\nCOPY a b\n', 'from a\nrun x\ncopy a b\n'],
  ['upper case in doubt', 'FROM a\nrun x\n', 'FROM a\nRUN x\n'],
  ['mixed case', 'From a As b\n', 'FROM a AS b\n'],
  ['AS with FROM', 'FROM   a   as   b\nRUN x\n', 'FROM a AS b\nRUN x\n'],
  [
    'keywords inside ONBUILD and HEALTHCHECK',
    'FROM a\nonbuild   run  x\nHEALTHCHECK  --retries=1   cmd   x\n',
    'FROM a\nONBUILD RUN x\nHEALTHCHECK --retries=1 CMD x\n',
  ],
  [
    'one blank behind keyword and flags',
    'FROM a\nCOPY   --link    --chown=1   a b\n',
    'FROM a\nCOPY --link --chown=1 a b\n',
  ],
  ['tabs behind the keyword', 'FROM a\nRUN\t\tx\n', 'FROM a\nRUN x\n'],
  ['blanks before instructions and comments', '  FROM a\n\t# c\n\tRUN x\n', 'FROM a\n# c\nRUN x\n'],
  ['blanks at line ends', 'FROM a  \n \nRUN x && \\  \n    y\t\n', 'FROM a\n\nRUN x && \\\n    y\n'],
  ['continuation lines', 'FROM a\nRUN a && \\\n  b && \\\n  c\n', 'FROM a\nRUN a && \\\n    b && \\\n    c\n'],
  [
    'deeper lines as much deeper',
    'FROM a\nRUN if a; then \\\n  b; \\\n    c; \\\n  fi\n',
    'FROM a\nRUN if a; then \\\n    b; \\\n      c; \\\n    fi\n',
  ],
  ['tabs of continuation lines', 'FROM a\nRUN a \\\n\tb\n', 'FROM a\nRUN a \\\n    b\n'],
  ['one blank before the mark', 'FROM a\nRUN a        \\\n    b\n', 'FROM a\nRUN a \\\n    b\n'],
  [
    'comments with the line below',
    'FROM a\nRUN a \\\n# why\n  b \\\n        # also\n  c\n',
    'FROM a\nRUN a \\\n    # why\n    b \\\n    # also\n    c\n',
  ],
  ['pairs over lines', 'FROM a\nENV A=1 \\\n      B=2\n', 'FROM a\nENV A=1 \\\n    B=2\n'],
  ['a last line without end', 'FROM a\nRUN x', 'FROM a\nRUN x\n'],
  ['lines with CR LF', 'FROM a  \r\nrun x \\  \r\n  y', 'FROM a\r\nRUN x \\\r\n    y\r\n'],
  ['after a byte order mark', '\uFEFF  FROM a\n', '\uFEFFFROM a\n'],
];
describe('formatting mends', () => {
  for (const [name, before, after] of cases) {
    it(name, () => {
      assert.equal(format(before), after);
      assert.equal(format(after), after, 'and leaves it then');
    });
  }
  it('with tabs where the editor has them', () => {
    assert.equal(format('FROM a\nRUN a \\\n  b\n', { tabSize: 4, insertSpaces: false }), 'FROM a\nRUN a \\\n\tb\n');
  });
});

const kept: readonly (readonly [name: string, text: string])[] = [
  ['heredocs', 'FROM a\nRUN <<EOF\n  if x  \n\ty\nEOF\nCOPY <<-EOT /x\n\t keep \n\tEOT\n'],
  ['a heredoc without end', 'FROM a\nRUN <<EOF\n  x  '],
  ['quotes over lines', "FROM a\nRUN echo 'a \\\n  b   \\\n c'\n"],
  ['words over lines', 'FROM a\nRUN apt-get inst\\\nall x\n'],
  ['values of old ENV', 'FROM a\nENV a b   \\\n  c\n'],
  ['paths with blanks', 'FROM a\nWORKDIR /a   b\n'],
  ['blanks inside commands', 'FROM a\nRUN echo a   b\n'],
  ['unknown instructions', 'FROM a\nfoo   bar\n'],
  ['directives', '# syntax = docker/dockerfile:1  \n#escape=`\nFROM a\n'],
  ['PowerShell', '# escape=`\nFROM a\nRUN a `\n b\n'],
  ['nothing', ''],
  ['blank lines only', '\n\n'],
];
describe('formatting keeps', () => {
  for (const [name, text] of kept) it(name, () => assert.equal(format(text), text));
});

it('formats a range: the instructions it touches', () => {
  const text = 'FROM  a\nRUN  x\nRUN  y\n';
  const start = text.indexOf('RUN  x');
  const edits = formatDockerfile(parseDockerfile(text), FOUR, { start, end: start + 2 });
  assert.equal(applyEdits(text, edits), 'FROM  a\nRUN x\nRUN  y\n');
});

describe('formatting is the same in meaning, and done once', () => {
  const check = (text: string) => {
    const once = format(text);
    assert.ok(sameMeaning(parseDockerfile(text), parseDockerfile(once)), text);
    assert.equal(format(once), once, text);
  };

  it('of every example of every rule', () => {
    for (const { examples } of dockerfileRules) {
      for (const { bad, good } of examples) {
        check(bad.replace(/[«»]/g, ''));
        check(good);
      }
    }
  });

  it('of texts put together at random', () => {
    const pieces = [
      'FROM a AS b',
      'run',
      'RUN ',
      'ENV a=1',
      'ENV a b',
      'COPY --from=b',
      ' \\\n',
      '\\\n',
      '\n',
      '\n\n',
      '  ',
      '\t',
      ' # c',
      '# c\n',
      '"',
      "'",
      '`',
      '$(',
      ')',
      '<<EOF',
      'EOF\n',
      ' && ',
      '; ',
      'x',
      'ONBUILD ',
      'HEALTHCHECK CMD ',
      '["a", "b"]',
      '\r\n',
      '${V:-x}',
      '# escape=`\n',
      'WORKDIR /a  b',
    ];
    let seed = 11;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 1000; round++) {
      let text = random(2) ? 'FROM a\n' : '';
      for (let length = random(14); length >= 0; length--) text += pieces[random(pieces.length)] ?? '';
      check(text);
    }
  });
});
