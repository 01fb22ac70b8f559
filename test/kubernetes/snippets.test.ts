import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import { schemasForTests } from './shipped-schemas.ts';

interface Snippet {
  readonly prefix: readonly string[];
  readonly body: readonly string[];
}

const file = path.join(import.meta.dirname, '..', '..', 'snippets', 'kubernetes.json');
const snippets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>;

/** What a snippet writes when every placeholder is left as it is. */
function written({ body }: Snippet): string {
  return body
    .join('\n')
    .replace(/\$\{\d+:([^{}]*)\}/g, '$1')
    .replace(/\$\d/g, '');
}

describe('snippets for manifests', () => {
  for (const [name, snippet] of Object.entries(snippets)) {
    it(`${name}: no finding by the rules that are on`, () => {
      const workspace = createWorkspace();
      workspace.schemas.provide(schemasForTests);
      const manifests = parseManifests(written(snippet), name === 'Kustomization' ? 'kustomization.yaml' : 'a.yaml');
      workspace.set(manifests.file, manifests);
      const findings = lintManifests(manifests, workspace);
      assert.deepEqual(
        findings.map(({ rule, message }) => `${rule}: ${message.join(' ')}`),
        [],
      );
      assert.ok(manifests.manifests.length > 0);
    });
  }

  it('have words of their own', () => {
    const prefixes = Object.values(snippets).flatMap(({ prefix }) => prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
    for (const { prefix } of Object.values(snippets)) assert.match(prefix[0] ?? '', /^gantry-/);
  });
});
