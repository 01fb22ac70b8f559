import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { saidIn } from './said-in.ts';
import { workspaceOf } from './editing/workspace-of.ts';

const PART = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  ~.(containers): { image: nginx:1 }\n';
const TEST = (operation: string, file: string) =>
  `apiVersion: chainsaw.kyverno.io/v1alpha1\nkind: Test\nmetadata: { name: web }\nspec:\n  steps:\n    - try:\n        - ${operation}: { file: ${file} }\n`;
const STEP = (operation: string) =>
  `apiVersion: kuttl.dev/v1beta1\nkind: TestStep\n${operation}:\n  - expected/pod.yaml\n`;

describe('what tests expect of a cluster', () => {
  for (const [name, file, test, isSaid] of [
    ['asserted by a test of Chainsaw', 'e2e/web/pod.yaml', TEST('assert', 'pod.yaml'), false],
    ['that must not be there', 'e2e/web/pod.yaml', TEST('error', './pod.yaml'), false],
    ['in another folder', 'e2e/pod.yaml', TEST('assert', '../pod.yaml'), false],
    ['applied by a test', 'e2e/web/pod.yaml', TEST('apply', 'pod.yaml'), true],
    ['of no test', 'e2e/web/other.yaml', TEST('assert', 'pod.yaml'), true],
    ['asserted by a step of kuttl', 'e2e/web/expected/pod.yaml', STEP('assert'), false],
    ['applied by a step of kuttl', 'e2e/web/expected/pod.yaml', STEP('apply'), true],
    ['called as an assertion', 'e2e/web/02-assert.yaml', '', false],
    ['called as what must not be there', 'e2e/web/02-errors.yaml', '', false],
    ['called as a step', 'e2e/web/02-install.yaml', '', true],
    ['with a name that begins so', 'e2e/web/02-assertions-of-pods.yaml', '', true],
  ] as const) {
    it(`${isSaid ? 'is looked at where it is' : 'is passed over'} ${name}`, () => {
      const workspace = workspaceOf({ [file]: PART, 'e2e/web/chainsaw-test.yaml': test });
      const parsed = workspace.file(file);
      assert.ok(parsed);
      assert.equal(lintManifests(parsed, workspace).length > 0, isSaid);
    });
  }
});

it('takes two tests of one name in a file for what they are', () => {
  const test = TEST('apply', 'pod.yaml');
  assert.deepEqual(saidIn({ 'chainsaw-test.yaml': `${test}---\n${test}` }, 'applied-once'), []);
});
