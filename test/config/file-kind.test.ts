import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileKind, mayHoldManifest } from '../../src/config/file-kind.ts';

describe('kinds of files', () => {
  const kinds = {
    Dockerfile: 'dockerfile',
    'a/api.Dockerfile': 'dockerfile',
    'Dockerfile.api': 'dockerfile',
    Containerfile: 'dockerfile',
    'Dockerfile.rego': undefined,
    'Dockerfile.dockerignore': 'dockerignore',
    '.dockerignore': 'dockerignore',
    'deploy/a.yml': 'yaml',
    'a.json': 'json',
    '.gantry.yaml': 'gantry-config',
    '.hadolint.yaml': 'peer-config',
    '.hadolint.yml': 'peer-config',
    '.trivyignore': 'peer-config',
    '.trivyignore.yaml': 'peer-config',
    '.checkov.yml': 'peer-config',
    '.kube-linter.yaml': 'peer-config',
    'go.mod': 'go-mod',
    'main.go': 'go',
    'README.md': undefined,
  };
  for (const [path, kind] of Object.entries(kinds))
    it(`${path} is ${kind ?? 'nothing of ours'}`, () => assert.equal(fileKind(path), kind));

  it('sees whether a text may hold a manifest', () => {
    assert.ok(mayHoldManifest('apiVersion: v1\nkind: Pod\n'));
    assert.ok(mayHoldManifest('{"apiVersion":"v1","kind":"Pod"}'));
    assert.ok(!mayHoldManifest('name: x\nkind: y\n'));
  });
});
