import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clusterNotification, type ClusterParams } from '../../src/server/protocol.ts';
import { type Editor, startEditor } from './harness.ts';

const DEFINITION = JSON.stringify({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'shops.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Shop', plural: 'shops' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
          },
        },
      },
    ],
  },
});

const SHOP = 'apiVersion: example.com/v1\nkind: Shop\nmetadata: { name: s }\nspec: { size: big }\n';
const OLD = 'apiVersion: flowcontrol.apiserver.k8s.io/v1beta3\nkind: FlowSchema\nmetadata: { name: f }\n';

describe('what is known of the cluster that the user has connected to', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor({ files: { 'b.yaml': '' } });
    await editor.open('a.yaml', SHOP);
    await editor.open('old.yaml', OLD);
    const read = editor.refreshed();
    await editor.diagnostics('a.yaml');
    await read;
  });
  after(() => editor.stop());

  async function rulesAfter(facts: ClusterParams['facts'], file: string): Promise<unknown[]> {
    const told = editor.refreshed();
    await editor.notify(clusterNotification, { facts });
    await told;
    return (await editor.diagnostics(file)).map(({ code }) => code);
  }

  it('its definitions are held against objects of their kinds, until it is another cluster', async () => {
    assert.deepEqual(await rulesAfter({ version: 'v1.36.3', definitions: [DEFINITION] }, 'a.yaml'), ['wrong-type']);
    assert.deepEqual(await rulesAfter(null, 'a.yaml'), []);
  });

  it('its version decides what is gone', async () => {
    assert.ok((await rulesAfter({ version: 'v1.36.3', definitions: [] }, 'old.yaml')).includes('removed-api'));
    assert.ok(!(await rulesAfter({ version: 'v1.30.2', definitions: [] }, 'old.yaml')).includes('removed-api'));
  });
});
