import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createSchemaService, type KindLookup } from '../../src/kubernetes/schema-service.ts';
import { createSchemaSet } from '../../src/kubernetes/schema/schema-set.ts';
import { shippedDescriptions, shippedSchemas } from '../../src/disk/shipped.ts';

const dist = path.join(import.meta.dirname, '..', '..', 'dist');
const service = createSchemaService(TextDocument.create);
const set = createSchemaSet(shippedSchemas(dist), shippedDescriptions(dist));
const kindsFor = (minor: number): KindLookup => ({
  find: (apiVersion, kind) => set.find(apiVersion, kind, minor)?.schema,
  all: () => set.kinds(minor),
});
const kinds = kindsFor(36);

/** `|` marks the cursor. */
async function labels(marked: string, known = kinds): Promise<string[]> {
  const offset = marked.indexOf('|');
  const items = await service.complete(marked.slice(0, offset) + marked.slice(offset + 1), offset, known);
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
  const container =
    'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n';
  const halfTyped: readonly [name: string, marked: string, label: string][] = [
    ['above lines that are there', `${container}          live|\n          image: x\n`, 'livenessProbe'],
    ['on an empty line', `${container}          |\n          image: x\n`, 'livenessProbe'],
    ['as the first key of an item', `${container.replace('name: a', 'na|')}          image: x\n`, 'name'],
    ['deeper than the line above', `${container}          securityContext:\n            priv|\n`, 'privileged'],
    ['at the end of the text', `${container}          live|`, 'livenessProbe'],
    ['with CRLF', `${container}          live|\n          image: x\n`.replaceAll('\n', '\r\n'), 'livenessProbe'],
    ['as a value', `${container}          imagePullPolicy: |\n`, 'IfNotPresent'],
    ['as a value whose field is named like one', 'apiVersion: v1\nkind: Service\nspec:\n  type: |\n', 'LoadBalancer'],
  ];
  for (const [name, marked, label] of halfTyped) {
    it(`are completed ${name}`, async () => {
      assert.ok((await labels(marked)).includes(label));
    });
  }
  it('replace the word that is there', async () => {
    const text = `${container}          live\n          image: x\n`;
    const offset = text.indexOf('live') + 2;
    const item = (await service.complete(text, offset, kinds)).find(({ label }) => label === 'livenessProbe');
    assert.equal(text.slice(item?.replace.start, item?.replace.end), 'live');
    assert.match(item?.insert ?? '', /^livenessProbe:/);
  });
  it('are those of the text at hand, not of an earlier one', async () => {
    assert.ok((await labels(`${container}          live|\n`)).includes('image'));
    assert.ok((await labels('apiVersion: apps/v1\nkind: Deployment\nspec:\n  |\n')).includes('strategy'));
  });
  it('never break at any offset of a half-typed text', async () => {
    const text = `${container}          livenessProbe:\n            httpGet: { path: /`;
    for (let end = 0; end <= text.length; end += 3) {
      for (const { replace } of await service.complete(text.slice(0, end), end, kinds)) {
        assert.ok(replace.start >= 0 && replace.start <= replace.end && replace.end <= end);
      }
    }
  });
  it('are those of the version', async () => {
    const text = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n  re|\n';
    assert.ok((await labels(text, kindsFor(36))).includes('resources'));
    assert.ok(!(await labels(text, kindsFor(30))).includes('resources'));
  });
  it('are known for custom resources', async () => {
    const text = 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec:\n  strategy:\n    can|\n';
    assert.ok((await labels(text)).includes('canary'));
  });
  it('are unknown for other kinds', async () => {
    assert.deepEqual(await labels('apiVersion: example.com/v1\nkind: Widget\nspec:\n  a|\n'), []);
    assert.deepEqual(await labels('name: x\non: p|\n'), []);
  });
  it('are explained', async () => {
    const text = 'apiVersion: v1\nkind: Pod\n---\napiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 3\n';
    const hover = await service.hover(text, text.indexOf('replicas') + 2, kinds);
    assert.match(String(hover?.markdown), /desired pods/);
    assert.equal(text.slice(hover?.start, hover?.end), 'replicas');
    assert.equal(await service.hover('a: b\n', 1, kinds), undefined);
  });
});
