import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinContract } from '../../../src/contract/join.ts';
import { inputsOf } from '../workspace.ts';

const MAIN = 'package main\n\nfunc main() {}\n';

/** The main package that the one container of a Deployment runs, in a module with `cmd/worker` and `cmd/order-sync`. */
async function runs(
  workload: string,
  name: string,
  image: string,
  { command = '[]', module = 'github.com/acme/shop' } = {},
): Promise<string> {
  const { containers } = joinContract(
    await inputsOf({
      'go.mod': `module ${module}\n\ngo 1.26\n`,
      'cmd/worker/main.go': MAIN,
      'cmd/order-sync/main.go': MAIN,
      'd.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${workload}
spec:
  template:
    spec:
      containers:
        - name: ${name}
          image: ${image}
          command: ${command}
`,
    }),
  );
  return containers[0]?.program?.package ?? 'none';
}

describe('names of a project tell the program', () => {
  const table: readonly [what: string, call: Parameters<typeof runs>, expected: string][] = [
    ['the image, with the module before it', ['web', 'main', 'ghcr.io/acme/shop-worker:1'], './cmd/worker'],
    ['the image, with the owner before it', ['web', 'main', 'acme-worker'], './cmd/worker'],
    ['not with any other word before it', ['web', 'main', 'ghcr.io/acme/mail-worker:1'], 'none'],
    ['the binary', ['web', 'main', 'ghcr.io/acme/tools', { command: '[shop-worker]' }], './cmd/worker'],
    ['the image of another account, with the module', ['web', 'main', 'docker.io/me/shop-worker:1'], './cmd/worker'],
    ['not an image of another account, with the owner', ['web', 'main', 'somebody/acme-worker:1'], 'none'],
    [
      'not an image that adds to a server everybody knows',
      ['web', 'main', 'bitnami/redis-worker', { module: 'github.com/acme/redis' }],
      'none',
    ],
    [
      'not the binary of a server that everybody knows',
      ['web', 'main', 'redis:8', { command: '[redis-worker]', module: 'github.com/acme/redis' }],
      'none',
    ],
    [
      'the container, as its image is called among others',
      ['web', 'order-sync', 'demo-order-sync'],
      './cmd/order-sync',
    ],
    ['the workload, as its image is called', ['order-sync', 'main', 'order-db-sync'], './cmd/order-sync'],
    ['not a container whose image is called otherwise', ['web', 'order-sync', 'envoy'], 'none'],
    ['not a container by one word', ['worker', 'worker', 'mail-worker'], 'none'],
  ];
  for (const [what, call, expected] of table) {
    it(what, async () => assert.equal(await runs(...call), expected));
  }
});
