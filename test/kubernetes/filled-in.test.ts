import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { saidIn } from './said-in.ts';

const POD = (node: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  nodeSelector: { node: "${node}" }\n  containers: [{ name: web, image: web:1 }]\n`;

describe('a value that something fills in before the API server reads it', () => {
  for (const [value, isSaid] of [
    ['$NODE', false],
    ['${NODE}', false],
    ['__NODE_NAME__', false],
    ['%NODE%', false],
    ['{{ .node }}', false],
    ['a node', true],
    ['5$', true],
  ] as const) {
    it(`${isSaid ? 'is none' : 'is left alone'}: ${value}`, () => {
      assert.equal(saidIn({ 'pod.yaml': POD(value) }, 'valid-scheduling').length, isSaid ? 1 : 0);
    });
  }
});

describe('a finalizer without a domain', () => {
  const marked = (apiVersion: string, kind: string) =>
    saidIn(
      {
        'a.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web, finalizers: [resources-finalizer.example.com] }\n`,
      },
      'valid-name',
    ).map((one) => one.marked);
  it('is refused of what the API server itself knows', () => {
    assert.deepEqual(marked('v1', 'ConfigMap'), ['resources-finalizer.example.com']);
  });
  it('is taken of a custom resource', () => {
    assert.deepEqual(marked('argoproj.io/v1alpha1', 'Application'), []);
  });
});
