import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { wrapExample } from '../../src/kubernetes/rule-kinds.ts';
import { kubernetesRules } from '../../src/kubernetes/rules/index.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { fixAll } from '../../src/lint/fix-all.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { type ControlPlane, startControlPlane } from '../bed/control-plane.ts';
import { schemasForTests } from '../kubernetes/shipped-schemas.ts';
import { createJudge, errorsOf } from './admission/verdicts.ts';
import { clusterOf } from './bed.ts';

const schemas = schemasForTests();

/** A Deployment, a Service and an Ingress with all that reviews find. */
const SLOPPY = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 1
  selector:
    matchLabels: { app: shop }
  template:
    metadata:
      labels: { app: shop }
    spec:
      serviceAccount: shop # old
      hostNetwork: true
      containers:
        - name: shop
          image: shop:latest
          ports: [{ containerPort: 8080, hostPort: 8080 }]
          env:
            - { name: A, value: "1" }
            - { name: A, value: "2" }
          resources: {}
          securityContext: { privileged: true, runAsUser: 0 }
        - name: side
          image: side
---
apiVersion: v1
kind: Service
metadata: { name: shop }
spec:
  type: NodePort
  externalIPs: [10.0.0.1]
  selector: { app: shop }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: shop }
spec:
  maxUnavailable: 0
  selector: { matchLabels: { app: shop } }
`;

describe('what fixes make of manifests, a real API server takes', () => {
  let plane: ControlPlane;
  let minor: number;
  let refused: (text: string) => Promise<string | undefined>;
  before(async () => {
    plane = await startControlPlane();
    minor = Number(plane.version.split('.')[1]);
    refused = createJudge(await clusterOf(plane.kubeconfig, plane.context));
  });
  after(() => plane.stop());

  function findings(text: string): Finding[] {
    const file = parseManifests(text, 'a.yaml');
    const workspace = createWorkspace();
    workspace.schemas.provide(() => schemas);
    workspace.set('a.yaml', file);
    workspace.setTarget(minor);
    workspace.setComplete(true);
    return lintManifests(file, workspace, { enableAll: true });
  }

  const texts = [
    SLOPPY,
    ...kubernetesRules
      .filter(({ exampleOf }) => exampleOf !== 'workspace')
      .flatMap(({ exampleOf, examples }) =>
        examples
          .filter(({ file, files }) => file === undefined && files === undefined)
          .map(({ bad }) => wrapExample(exampleOf, bad.replaceAll(/[«»]/g, ''))),
      ),
  ];

  it('all safe ones at once, which ends', async () => {
    let fixed = 0;
    const wrong: string[] = [];
    for (const text of texts) {
      const result = fixAll(text, findings);
      assert.equal(fixAll(result, findings), result, 'a second time changes nothing');
      if (result === text || errorsOf(result, minor) !== undefined) continue;
      fixed++;
      const problem = await refused(result);
      // What an example leaves out may be refused before and after.
      if (problem !== undefined && (await refused(text)) !== problem) wrong.push(`${result}  server: ${problem}`);
    }
    assert.ok(fixed > 20, String(fixed));
    assert.deepEqual(wrong, []);
  });

  it('and each one by itself', async () => {
    let tried = 0;
    const wrong: string[] = [];
    for (const text of texts) {
      const fixes = findings(text).flatMap(({ rule, fixes: some = [] }) => some.map((fix) => ({ rule, fix })));
      if (fixes.length === 0 || (await refused(text)) !== undefined) continue;
      const results = new Map(fixes.map(({ rule, fix }) => [applyEdits(text, fix.edits), rule]));
      for (const [result, rule] of results) {
        tried++;
        const problem = await refused(result);
        // A dry-run does not make the namespace that the text makes.
        if (problem !== undefined && !/namespaces ".*" not found/.test(problem))
          wrong.push(`${rule}: ${problem}\n${result}`);
      }
    }
    assert.ok(tried > 200, String(tried));
    assert.deepEqual(wrong, []);
  });
});
