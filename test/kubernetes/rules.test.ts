import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { wrapExample } from '../../src/kubernetes/rule-kinds.ts';
import { kubernetesRules } from '../../src/kubernetes/rules/index.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { markedRanges } from '../lint/marked.ts';
/** Findings of one rule in a workspace of one file. */
function findingsOf(rule: string, text: string) {
  const file = parseManifests(text, 'a.yaml');
  const workspace = createWorkspace();
  workspace.set('a.yaml', file);
  workspace.setComplete(true);
  return lintManifests(file, workspace).filter((finding) => finding.rule === rule);
}

describe('examples of every manifest rule', () => {
  for (const rule of kubernetesRules) {
    for (const [index, { bad, good, fixed }] of rule.examples.entries()) {
      it(`${rule.id} ${index + 1}`, () => {
        const { text, ranges } = markedRanges(wrapExample(rule.exampleOf, bad));
        const found = findingsOf(rule.id, text);
        assert.deepEqual(
          found.map(({ start, end }) => ({ start, end })),
          ranges,
          'reported exactly at the marks',
        );
        const clean = wrapExample(rule.exampleOf, good);
        assert.deepEqual(findingsOf(rule.id, clean), [], 'good is clean');
        for (const { aliases } of found) for (const alias of aliases) assert.ok(rule.aliases.includes(alias), alias);
        const edits = found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
        if (fixed) assert.equal(applyEdits(text, edits), clean, 'the fix makes good of bad');
        else if (edits.length > 0)
          assert.deepEqual(findingsOf(rule.id, applyEdits(text, edits)), [], 'the fix removes the finding');
      });
    }
  }
});
