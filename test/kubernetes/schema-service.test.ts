import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createSchemaService, type KubernetesSchemas } from '../../src/kubernetes/schema-service.ts';

const file = path.join(import.meta.dirname, '..', '..', 'schemas', 'kubernetes.json');
const service = createSchemaService(JSON.parse(readFileSync(file, 'utf8')) as KubernetesSchemas);
/** `|` marks the cursor. */
async function labels(marked: string): Promise<string[]> {
  const offset = marked.indexOf('|');
  const items = await service.complete(marked.slice(0, offset) + marked.slice(offset + 1), offset);
  return items.map(({ label }) => label);
}

describe('fields of core kinds', () => {
  it('are completed by apiVersion and kind, in the document that the cursor is in', async () => {
    const text =
      'apiVersion: v1\nkind: Service\nspec:\n  type: ClusterIP\n---\napiVersion: apps/v1\nkind: Deployment\nspec:\n  rep|\n';
    assert.ok((await labels(text)).includes('replicas'));
    assert.ok((await labels('apiVersion: v1\nkind: Service\nspec:\n  sel|\n')).includes('selector'));
  });
  it('are completed deep inside', async () => {
    const text =
      'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          live|\n';
    assert.ok((await labels(text)).includes('livenessProbe'));
  });
  it('are unknown for other kinds', async () => {
    assert.deepEqual(await labels('apiVersion: example.com/v1\nkind: Widget\nspec:\n  a|\n'), []);
    assert.deepEqual(await labels('name: x\non: p|\n'), []);
  });
  it('are explained', async () => {
    const text = 'apiVersion: v1\nkind: Pod\n---\napiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 3\n';
    const hover = await service.hover(text, text.indexOf('replicas') + 2);
    assert.match(hover?.markdown ?? '', /desired pods/);
    assert.equal(text.slice(hover?.start, hover?.end), 'replicas');
    assert.equal(await service.hover('a: b\n', 1), undefined);
  });
});
