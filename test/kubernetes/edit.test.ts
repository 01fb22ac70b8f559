import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import { applyEdits } from '../../src/lint/fix.ts';

function findings(text: string) {
  const file = parseManifests(text, 'a.yaml');
  const workspace = createWorkspace();
  workspace.set('a.yaml', file);
  return { syntax: file.syntax, found: lintManifests(file, workspace) };
}

const head = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n';
const styles: readonly [name: string, text: string][] = [
  ['block', `${head}    - name: a\n      image: a:1\n`],
  ['block without a line end', `${head}    - name: a\n      image: a:1`],
  ['block without indentation of the list', `${head}  - name: a\n    image: a:1\n`],
  ['CRLF', `${head}    - name: a\n      image: a:1\n`.replaceAll('\n', '\r\n')],
  ['comments', `${head}    - name: a # x\n      image: a:1 # y\n      # z\n`],
  ['empty values', `${head}    - name: a\n      securityContext:\n      resources: # none\n      image: a:1\n`],
  ['empty flow values', `${head}    - name: a\n      securityContext: {}\n      resources: {}\n`],
  ['null', `${head}    - name: a\n      securityContext: ~\n      resources: null\n`],
  ['flow', `${head}    - { name: a, image: "a:1" }\n`],
  [
    'flow within',
    `${head}    - name: a\n      securityContext: { runAsGroup: 5 }\n      resources: { limits: { cpu: 1 } }\n`,
  ],
  ['a block scalar last', `${head}    - name: a\n      args:\n        - |\n          x\n          y\n\n`],
  ['a container behind', `${head}    - name: a\n      image: a:1\n    - name: b\n      image: b:1\n`],
  ['JSON', '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":"a","image":"a:1"}]}}'],
  ['JSON with an empty value', '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":"a","resources":{}}]}}'],
];

describe('fixes keep the style of the file and remove what they are for', () => {
  for (const [name, text] of styles) {
    it(name, () => {
      const { found } = findings(text);
      const fixable = found.filter(({ fixes }) => (fixes ?? []).length > 0);
      assert.ok(fixable.length >= 5, 'every security and resource finding has a fix');
      for (const finding of fixable) {
        const fixed = applyEdits(text, finding.fixes?.[0]?.edits ?? []);
        const after = findings(fixed);
        assert.deepEqual(after.syntax, [], `${finding.rule} keeps the YAML valid:\n${fixed}`);
        const left = (rule: string) => after.found.filter((one) => one.rule === rule).length;
        const before = found.filter((one) => one.rule === finding.rule).length;
        assert.equal(left(finding.rule), before - 1, `${finding.rule} is removed from:\n${fixed}`);
        if (text.startsWith('{')) assert.doesNotThrow(() => void JSON.parse(fixed), fixed);
        if (text.includes('\r\n')) assert.doesNotMatch(fixed, /[^\r]\n/);
      }
    });
  }
  it('leaves what an alias brought alone', () => {
    const shared =
      'x: &c { name: a, image: "a:1" }\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - *c\n    - <<: *c\n      name: b\n';
    for (const { fixes = [], rule } of findings(shared).found) {
      for (const { edits } of fixes) {
        for (const { start } of edits) assert.ok(start > shared.indexOf('apiVersion'), `${rule} edits the anchor`);
      }
    }
  });
});

describe('a label that a fix writes is the text that the selector wants', () => {
  for (const value of [
    'web',
    '"true"',
    '"no"',
    '"Y"',
    '"1e3"',
    '"0x1f"',
    '"8080"',
    '"1_000"',
    '"1.5"',
    '"null"',
    '"64Mi"',
    'a-b.c_d',
  ]) {
    it(value, () => {
      const text = `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec:\n  selector:\n    matchLabels:\n      app: ${value}\n  template:\n    metadata:\n      labels:\n        app: other\n    spec:\n      containers: []\n`;
      const finding = findings(text).found.find(({ rule }) => rule === 'selector-matches-template');
      const fixed = applyEdits(text, finding?.fixes?.[0]?.edits ?? []);
      for (const version of ['1.1', '1.2'] as const) {
        const { spec } = parse(fixed, { version }) as {
          spec: { selector: { matchLabels: object }; template: { metadata: { labels: object } } };
        };
        assert.deepEqual(spec.template.metadata.labels, { app: value.replaceAll('"', '') }, version);
        assert.deepEqual(spec.template.metadata.labels, spec.selector.matchLabels);
      }
    });
  }
});
