import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { plan } from '../../src/containerize/plan.ts';
import { filesOf } from '../containerize/facts.ts';
import { shapeOf } from '../containerize/shapes.ts';
import { type ControlPlane, startControlPlane } from '../bed/control-plane.ts';

/** Kinds that a cluster has only where their operator was installed. */
const CUSTOM =
  /^(?:monitoring\.coreos\.com|gateway\.networking\.k8s\.io|external-secrets\.io|kustomize\.config\.k8s\.io)\//;
const NAMESPACE = 'strict';
const SHAPES = 60;

describe('manifests that are written', () => {
  let plane: ControlPlane;
  before(async () => {
    plane = await startControlPlane();
    const labels = Object.fromEntries(
      ['enforce', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
    );
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels } };
    await plane.kubectl(['apply', '-f', '-'], JSON.stringify(namespace));
  });
  after(() => plane.stop());

  it(`are accepted by a real API server, without a warning, where Pod Security is restricted: ${SHAPES} shapes`, async () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < SHAPES; seed++) {
      const { project, texts, choices } = shapeOf(seed);
      const { files } = await plan(project, filesOf(texts), choices);
      const objects = files
        .filter(({ path }) => path.endsWith('.yaml'))
        .flatMap(({ text }) =>
          parseAllDocuments(text).map((document) => document.toJS() as { apiVersion: string; kind: string }),
        )
        .filter(({ apiVersion }) => !CUSTOM.test(apiVersion));
      if (objects.length === 0) continue;
      for (const { kind } of objects) kinds.add(kind);
      const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
      const apply = ['apply', '--dry-run=server', '--warnings-as-errors', '-n', NAMESPACE, '-f', '-'];
      await assert.doesNotReject(plane.kubectl(apply, list), `seed ${seed}`);
    }
    for (const kind of ['Deployment', 'StatefulSet', 'Job', 'CronJob', 'PersistentVolumeClaim', 'NetworkPolicy']) {
      assert.ok(kinds.has(kind), kind);
    }
  });
});
