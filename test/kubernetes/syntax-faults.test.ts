import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import { say } from '../../src/words/message.ts';
import { markedRanges } from '../lint/marked.ts';
import { costsInProportion, endsWithin } from '../cost.ts';

const head = 'apiVersion: v1\nkind: ConfigMap\n';

describe('a fault of YAML is shown where it was made', () => {
  const cases: readonly [marked: string, message: string][] = [
    [`${head}«metadata»\ndata:\n  a: b\n`, '`metadata` needs a colon behind it'],
    [`${head}metadata:\n  name: a\n  «lab»`, '`lab` needs a colon behind it'],
    [`${head}metadata:\n  name: a\n  «labels»\n    app: a\n`, '`labels` needs a colon behind it'],
    [`${head}data:\n  a: «[»x\nmore: y\n`, 'The bracket is not closed'],
    [`${head}metadata:\n  name: a\n  «name»: b\n`, '`name` is there twice; the API server keeps one of them'],
    [`${head}data: «*none»\n`, 'Nothing above is anchored as `none`'],
    [`${head}data:\n«\t»a: b\n`, 'YAML cannot be indented with tabs'],
  ];
  for (const [marked, message] of cases) {
    it(message, () => {
      const { text, ranges } = markedRanges(marked);
      const { syntax } = parseManifests(text, 'a.yaml');
      assert.deepEqual(
        syntax.map((report) => [say(report.message), report.start, report.end]),
        ranges.map(({ start, end }) => [message, start, end]),
      );
    });
  }
  it('and nothing else is said about an object that is broken', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nspec:\n  containers: [{ name: a, image: a }\nx: y\n';
    const file = parseManifests(pod, 'a.yaml');
    const workspace = createWorkspace();
    workspace.set('a.yaml', file);
    assert.deepEqual([...new Set(lintManifests(file, workspace).map(({ rule }) => rule))], ['yaml-syntax']);
  });
});

describe('size', () => {
  const parse = (text: string) => parseManifests(text, 'a.yaml');
  const many = (count: number, line: (index: number) => string) =>
    `${head}x: &x { a: 1 }\ndata:\n${Array.from({ length: count }, (_, index) => line(index)).join('')}`;
  for (const [name, line] of [
    ['keys', (index: number) => `  k${index}: v\n`],
    ['aliases', (index: number) => `  k${index}: *x\n`],
  ] as const) {
    it(`of ${name} costs in proportion`, () => costsInProportion((count) => many(count, line), parse, [2000, 32_000]));
  }
  it('of what aliases multiply is bounded', () => {
    const letters = 'bcdefghijklmnop'.split('');
    const bomb = letters.map((letter) => {
      const above = String.fromCharCode(letter.charCodeAt(0) - 1);
      return `${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${above}`).join(', ')}]\n`;
    });
    endsWithin(5000, () => parse(`${head}a: &a [x, x, x]\n${bomb.join('')}`));
  });
});

describe('snippets', () => {
  const file = path.join(import.meta.dirname, '..', '..', 'snippets', 'kubernetes.json');
  const snippets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { body: string[] }>;
  for (const [name, { body }] of Object.entries(snippets)) {
    it(`${name} has no finding`, () => {
      const text = body
        .join('\n')
        .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
        .replaceAll(/\$\d/g, '');
      const parsed = parseManifests(text, 'a.yaml');
      const workspace = createWorkspace();
      workspace.set('a.yaml', parsed);
      assert.ok(parsed.manifests.length >= 1);
      assert.deepEqual(lintManifests(parsed, workspace), []);
    });
  }
});
