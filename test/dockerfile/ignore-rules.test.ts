import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { lintIgnoreFile } from '../../src/dockerfile/files/lint-ignore-file.ts';
import { ignoreRules } from '../../src/dockerfile/ignore-rules/index.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { fixAll } from '../../src/lint/fix-all.ts';
import { markedRanges } from '../lint/marked.ts';
import { listOf } from './examples.ts';
import { endsWithin } from '../cost.ts';

function lintText(text: string, files?: readonly string[]) {
  const context = files ? { context: { list: listOf(files), folder: '' } } : {};
  return lintIgnoreFile({ text, ...context }, { enableAll: true });
}

function findingsOf(rule: string, text: string, files?: readonly string[]) {
  return lintText(text, files).filter((finding) => finding.rule === rule);
}

for (const rule of ignoreRules) {
  describe(rule.id, () => {
    for (const [index, { bad, good, files, fixed }] of rule.examples.entries()) {
      it(`example ${index + 1}`, () => {
        const { text, ranges } = markedRanges(bad);
        const paths = files && Object.keys(files);
        const found = findingsOf(rule.id, text, paths);
        assert.deepEqual(
          found.map(({ start, end }) => ({ start, end })),
          ranges,
        );
        assert.deepEqual(findingsOf(rule.id, good, paths), []);
        if (!fixed) return;
        const edits = found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
        assert.equal(applyEdits(text, edits), good);
      });
    }
  });
}

it('the index holds every rule of the folder', () => {
  const folder = new URL('../../src/dockerfile/ignore-rules', import.meta.url);
  const ids = readdirSync(folder).filter((name) => !['index.ts', 'subject.ts', 'line-edits.ts'].includes(name));
  assert.deepEqual(ids, ignoreRules.map(({ id }) => `${id}.ts`).sort());
});

/** By rule, `.dockerignore` texts with what is reported marked; `files` are on disk. */
const CASES: Readonly<
  Record<string, readonly (string | { readonly text: string; readonly files: readonly string[] })[]>
> = {
  'ignore-pattern-syntax': [
    '«[»',
    '«a[]»\n«[^]»\n«[a-»\n«[a-]»',
    '«!»\r\n«  !  »'.replace('«  !  »', '  «!»  '),
    '«![a»\n«a\\»',
    '[abc]\n[^a]\n\\[a\n[\\]]\n**/*.go\n!a\n#[\n',
    'ok\n\n\n\uFEFF',
  ],
  'ignore-comment-at-line-start': [
    '*.log «# logs»\n',
    '*.log\t«#logs»\r\nbin\r\n',
    ' «# indented»\n\t«#tab»\n',
    '# a # b\n#c\nC#\nissue-#1\n#backup#\n',
    ' #*#\n a#b\n',
    '!keep.txt «# this one»',
  ],
  'ignore-pattern-once': [
    'a\nb\n«a»\n«./a»\n«a/»',
    'a\n!a\na\n',
    '!a\n«!a»',
    'a\nA\n**/a\na/**\n',
    '[\n[\n',
    'tmp/x/..\n«tmp»',
  ],
  'ignore-exception-without-effect': [
    '«!a»',
    'docs\n«!src/a.go»',
    'docs\n!docs/index.md',
    '*\n!a',
    '**\n!a\n!b',
    '**/*.md\n!README.md',
    'a/b/*.txt\n!a',
    '*\n«!a»\n*',
    '*\n!a\na/secret',
    '*\n!a\n*.txt',
    '*\n«!a.txt»\n*.txt',
    '*\n«!docs/x»\ndocs',
    '*.md\n«!*.md»\n*.md',
    '*.log\n«!README.md»',
    '*.log\n!*.txt',
    'node_modules\n«!package.json»\n*.md',
    '«!a»\n!b'.replace('!b', '«!b»'),
    '[a-c]\n!b',
    '[a-c]\n«!d»',
  ],
  'ignore-pattern-any-depth': [
    { text: '«*.log»', files: ['a/b.log'] },
    { text: '*.log', files: ['b.log', 'a/b.txt'] },
    { text: '*.log\n**/*.log', files: ['a/b.log'] },
    { text: '*.log\na', files: ['a/b.log'] },
    { text: '/*.log\n!*.log\n**/*.log', files: ['a/b.log'] },
    { text: '«.DS_Store»\n«.env»\nbin', files: ['a/.DS_Store', 'b/.env', 'x/bin'] },
    { text: '«__pycache__»', files: ['a/__pycache__/'] },
    { text: 'a*.log\nlogs/*.log', files: ['x/a1.log'] },
    '*.log',
  ],
  'ignore-pattern-matches': [
    { text: '«dcos»\ndocs', files: ['docs/a.md'] },
    {
      text: 'node_modules\ndist\nbuild\nbin\n*.log\n.env*\ncoverage\n.git\nvendor\ntmp\n**/.idea\n*.test',
      files: ['a'],
    },
    { text: '«**/*.rst»\n**/*.md', files: ['x/y.md'] },
    { text: 'cache-of-x/y\nignored/a', files: ['ignored/', 'cache-of-x/y'] },
    { text: '«!keep.txt»\na', files: ['a'] },
    'dcos',
  ],
};

for (const [rule, cases] of Object.entries(CASES)) {
  describe(`${rule}: more`, () => {
    for (const one of cases) {
      const { text: marked, files } = typeof one === 'string' ? { text: one, files: undefined } : one;
      it(JSON.stringify(marked), () => {
        const { text, ranges } = markedRanges(marked);
        assert.deepEqual(
          findingsOf(rule, text, files).map(({ start, end }) => ({ start, end })),
          ranges,
        );
      });
    }
  });
}

describe('ignore comments of .dockerignore', () => {
  const rules = (text: string) => lintText(text).map(({ rule }) => rule);
  it('cover the line below', () => {
    assert.deepEqual(rules('# gantry-ignore ignore-pattern-once — kept\na\na'), [
      'unused-ignore',
      'ignore-pattern-once',
    ]);
    assert.deepEqual(rules('a\n# gantry-ignore ignore-pattern-once\na\n'), []);
    assert.deepEqual(rules('a\n# gantry-ignore ignore-pattern-once\na\na\n'), ['ignore-pattern-once']);
  });
  it('cover the file', () => {
    assert.deepEqual(rules('a\n# gantry-ignore-file ignore-pattern-once\na\na'), []);
  });
});

describe('fixes', () => {
  const all = (text: string) => fixAll(text, (now) => lintText(now));
  it('that are safe reach a text without such findings, with its line ends', () => {
    assert.equal(all('a\r\n a\r\n!\r\n  # x\r\nb\r\na'), 'a\r\n# x\r\nb');
    assert.equal(all('!x\nbin\n'), 'bin\n');
    assert.equal(all('a\na\na'), 'a');
  });
  it('leave comments behind patterns alone, as moving them changes what is sent', () => {
    assert.equal(all('bin # x\n'), 'bin # x\n');
  });
  it('keep CRLF where lines are moved', () => {
    const text = '!a.md\r\n*.md\r\n';
    const [finding] = findingsOf('ignore-exception-without-effect', text);
    assert.equal(applyEdits(text, finding?.fixes?.[0]?.edits ?? []), '*.md\r\n!a.md\r\n');
  });
});

describe('any text', () => {
  it('takes little time', () => {
    for (const text of [
      '*'.repeat(200_000),
      '*a'.repeat(20_000),
      '!\n'.repeat(20_000),
      `${'a/'.repeat(20_000)}\n!b`,
      ' #'.repeat(50_000),
    ]) {
      const check = () => {
        for (const { start, end } of lintText(text, ['a/a', 'b']))
          assert.ok(0 <= start && start <= end && end <= text.length);
      };
      endsWithin(2000, check, text.slice(0, 20));
    }
  });
});
