import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Cluster } from '../../src/cluster/connect.ts';
import { type ControlPlane, startControlPlane } from '../bed/control-plane.ts';
import * as networking from './admission/networking.ts';
import * as objects from './admission/objects.ts';
import * as pods from './admission/pods.ts';
import { compare, type Verdicts } from './admission/verdicts.ts';
import * as workloads from './admission/workloads.ts';
import { clusterOf } from './bed.ts';

const TABLES: Readonly<Record<string, readonly string[]>> = { ...pods, ...workloads, ...networking, ...objects };

describe('what a real API server refuses, and what we call an error', () => {
  let plane: ControlPlane;
  let cluster: Cluster;
  let minor: number;
  before(async () => {
    plane = await startControlPlane();
    cluster = await clusterOf(plane.kubeconfig, plane.context);
    minor = Number(plane.version.split('.')[1]);
  });
  after(() => plane.stop());

  for (const [name, texts] of Object.entries(TABLES)) {
    it(`are the same for ${texts.length} manifests: ${name}`, async () => {
      const verdicts = await compare(cluster, texts, minor);
      assert.ok(
        verdicts.some(({ server }) => server !== undefined) && verdicts.some(({ server }) => server === undefined),
      );
      assert.equal(told(verdicts), '');
    });
  }
});

/** What the two do not agree on, one manifest after the other. */
function told(verdicts: readonly Verdicts[]): string {
  return verdicts
    .filter(({ server, ours }) => (server === undefined) !== (ours === undefined))
    .map(({ text, server, ours }) => `${text}  server: ${server ?? 'accepts'}\n  ours: ${ours ?? 'nothing'}\n`)
    .join('\n');
}
