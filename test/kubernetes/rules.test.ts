import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { wrapExample } from '../../src/kubernetes/rule-kinds.ts';
import { kubernetesRules } from '../../src/kubernetes/rules/index.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import type { Example } from '../../src/lint/rule.ts';
import { markedRanges } from '../lint/marked.ts';
import { schemasForTests } from './shipped-schemas.ts';

const schemas = schemasForTests();

/** Findings of one rule in one file, in a workspace with what else the example names. */
function findingsOf(rule: string, text: string, { files, options, file = 'a.yaml' }: Partial<Example> = {}) {
  const parsed = parseManifests(text, file);
  const workspace = createWorkspace();
  workspace.schemas.provide(() => schemas);
  for (const [name, content] of Object.entries(files ?? {})) workspace.set(name, parseManifests(content, name));
  workspace.set(file, parsed);
  workspace.setComplete(true);
  const settings = { enableAll: true, ...(options ? { rules: { [rule]: { options } } } : {}) };
  return lintManifests(parsed, workspace, settings).filter((finding) => finding.rule === rule);
}

describe('examples of every manifest rule', () => {
  for (const rule of kubernetesRules) {
    for (const [index, example] of rule.examples.entries()) {
      const { bad, good, fixed } = example;
      it(`${rule.id} ${index + 1}`, () => {
        const { text, ranges } = markedRanges(wrapExample(rule.exampleOf, bad));
        const found = findingsOf(rule.id, text, example);
        assert.deepEqual(
          found.map(({ start, end }) => ({ start, end })),
          ranges,
          'reported exactly at the marks',
        );
        const clean = wrapExample(rule.exampleOf, good);
        assert.deepEqual(findingsOf(rule.id, clean, example), [], 'good is clean');
        for (const { aliases } of found) for (const alias of aliases) assert.ok(rule.aliases.includes(alias), alias);
        const edits = found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
        if (fixed) assert.equal(applyEdits(text, edits), clean, 'the fix makes good of bad');
        else if (edits.length > 0)
          assert.deepEqual(findingsOf(rule.id, applyEdits(text, edits), example), [], 'the fix removes the finding');
      });
    }
  }
});

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n${spec}`;
const container = '  containers:\n    - name: a\n      image: a:1\n';

describe('resources of the whole pod count for its containers', () => {
  const cases: readonly [resources: string, limit: boolean, cpu: boolean, memory: boolean][] = [
    ['{}', true, true, true],
    ['{ limits: { memory: 1Gi } }', false, true, false],
    ['{ requests: { memory: 1Gi } }', true, true, false],
    ['{ requests: { cpu: 1 } }', true, false, true],
    ['{ requests: { cpu: 1, memory: 1Gi } }', true, false, false],
    ['{ requests: { cpu: 1 }, limits: { memory: 1Gi } }', false, false, false],
  ];
  for (const [resources, limit, cpu, memory] of cases) {
    it(resources, () => {
      const text = pod(`  resources: ${resources}\n${container}`);
      assert.equal(findingsOf('memory-limit', text).length === 1, limit);
      assert.equal(findingsOf('cpu-request', text).length === 1, cpu);
      assert.equal(findingsOf('memory-request', text).length === 1, memory);
    });
  }
});

describe('privilege escalation is forbidden only where it can be', () => {
  const cases: readonly [securityContext: string, fixable: boolean][] = [
    ['{ runAsNonRoot: true }', true],
    ['{ capabilities: { add: [NET_BIND_SERVICE] } }', true],
    ['{ capabilities: { add: [CAP_SYS_ADMIN] } }', false],
    ['{ capabilities: { add: [NET_ADMIN, SYS_ADMIN] } }', false],
    ['{ capabilities: { add: [ALL] } }', false],
    ['{ capabilities: { drop: [SYS_ADMIN] } }', true],
    ['{ privileged: true }', false],
    ['{ allowPrivilegeEscalation: true, capabilities: { add: [CAP_SYS_ADMIN] } }', false],
  ];
  for (const [securityContext, fixable] of cases) {
    it(securityContext, () => {
      const text = pod(`${container}      securityContext: ${securityContext}\n`);
      const found = findingsOf('no-privilege-escalation', text);
      assert.deepEqual(
        found.map(({ fixes = [] }) => fixes.length > 0),
        [fixable],
      );
    });
  }
});
