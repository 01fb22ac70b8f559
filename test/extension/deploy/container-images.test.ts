import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '../../../src/cluster/types.ts';
import { containerImages } from '../../../src/extension/deploy/container-images.ts';

const pod = { containers: [{ name: 'a', image: 'shop:dev' }], initContainers: [{ name: 'b', image: 'migrate:dev' }] };
const object = (kind: string, spec: unknown): KubeObject => ({ apiVersion: 'v1', kind, metadata: { name: 'x' }, spec });

test('images are found in every kind of workload', () => {
  const objects = [
    object('Pod', { containers: [{ image: 'pod:1' }] }),
    object('Deployment', { template: { spec: pod } }),
    object('CronJob', { jobTemplate: { spec: { template: { spec: { containers: [{ image: 'cron:1' }] } } } } }),
  ];
  assert.deepEqual(containerImages(objects), ['pod:1', 'shop:dev', 'migrate:dev', 'cron:1']);
});

test('an image that is used twice is named once', () => {
  assert.deepEqual(containerImages([object('Pod', pod), object('Pod', pod)]), ['shop:dev', 'migrate:dev']);
});

test('what has another shape is passed over', () => {
  assert.deepEqual(
    containerImages([object('Pod', { containers: [null, {}, { image: 3 }] }), object('Service', null)]),
    [],
  );
});
