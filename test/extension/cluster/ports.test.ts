import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '../../../src/cluster/types.ts';
import { portsOf } from '../../../src/extension/cluster/ports.ts';

const object = (kind: string, spec: unknown): KubeObject => ({ apiVersion: 'v1', kind, metadata: { name: 'x' }, spec });

test('a Service offers its TCP ports', () => {
  assert.deepEqual(portsOf(object('Service', { ports: [{ port: 80 }, { port: 53, protocol: 'UDP' }] })), [80]);
});

test('a workload offers what its containers declare, each once', () => {
  const spec = {
    containers: [
      { name: 'a', ports: [{ containerPort: 8080 }] },
      { name: 'b', ports: [{ containerPort: 8080 }] },
    ],
  };
  const deployment: KubeObject = { ...object('Deployment', { template: { spec } }), apiVersion: 'apps/v1' };
  assert.deepEqual(portsOf(deployment), [8080]);
});

test('an object that is gone offers nothing', () => {
  assert.deepEqual(portsOf(null), []);
});
