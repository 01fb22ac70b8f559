import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ruleIds } from '../../src/config/rule-ids.ts';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import { allRules } from '../../src/project/all-rules.ts';

const settings = { ids: ruleIds(allRules) };

/** A Deployment with two containers whose images name no version; comments and annotations where a case wants them. */
function deployment({ object = '', pods = '', above = '', field = '', behind = '' }): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    a: b
${object}spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels: { app: web }
      annotations:
        a: b
${pods}    spec:
      containers:
${above}        - name: one
${field}          image: one${behind}
        - name: two
          image: two
`;
}

function rulesIn(text: string): string[] {
  const file = parseManifests(text, 'a.yaml');
  const workspace = createWorkspace();
  workspace.set('a.yaml', file);
  workspace.setComplete(true);
  return lintManifests(file, workspace, settings).map(({ rule, start }) => `${rule} ${text.slice(start, start + 3)}`);
}

const ONE = 'pinned-image one';
const TWO = 'pinned-image two';

describe('ignores of one rule in a manifest', () => {
  const cases: readonly [title: string, text: string, left: readonly string[]][] = [
    ['none', deployment({}), [ONE, TWO]],
    ['kube-linter’s on the object', deployment({ object: '    ignore-check.kube-linter.io/latest-tag: later\n' }), []],
    ['kube-linter’s on the pods', deployment({ pods: '        ignore-check.kube-linter.io/latest-tag: later\n' }), []],
    [
      'kube-linter’s of another check',
      deployment({ object: '    ignore-check.kube-linter.io/host-pid: later\n' }),
      [ONE, TWO],
    ],
    [
      'kube-score’s on the object',
      deployment({ object: '    kube-score/ignore: container-image-tag,pod-probes\n' }),
      [],
    ],
    ['kube-score’s on the pods', deployment({ pods: '        kube-score/ignore: "container-image-tag"\n' }), []],
    ['Polaris’ by its name', deployment({ object: '    polaris.fairwinds.com/tagNotSpecified-exempt: "true"\n' }), []],
    [
      'Polaris’ with dashes',
      deployment({ object: '    polaris.fairwinds.com/tag-not-specified-exempt: "true"\n' }),
      [],
    ],
    [
      'Polaris’ that is false',
      deployment({ object: '    polaris.fairwinds.com/tagNotSpecified-exempt: "false"\n' }),
      [ONE, TWO],
    ],
    ['Polaris’ of everything', deployment({ object: '    polaris.fairwinds.com/exempt: "true"\n' }), []],
    ['checkov’s with a reason', deployment({ object: '    checkov.io/skip1: CKV_K8S_14=the build sets it\n' }), []],
    [
      'checkov’s second',
      deployment({ object: '    checkov.io/skip1: CKV_K8S_8=x\n    checkov.io/skip2: CKV_K8S_14=y\n' }),
      [],
    ],
    [
      'ours above the container',
      deployment({ above: '        # gantry-ignore pinned-image — the build sets it\n' }),
      [TWO],
    ],
    ['ours above the field', deployment({ field: '          # gantry-ignore pinned-image\n' }), [TWO]],
    ['ours behind the field', deployment({ behind: ' # gantry-ignore pinned-image' }), [TWO]],
    ['ours by a peer’s id', deployment({ behind: ' # gantry-ignore CKV_K8S_14' }), [TWO]],
    ['trivy’s above the field', deployment({ field: '          #trivy:ignore:AVD-KSV-0013\n' }), [TWO]],
    ['trivy’s behind the field', deployment({ behind: ' # trivy:ignore:KSV013' }), [TWO]],
    ['checkov’s comment', deployment({ field: '          # checkov:skip=CKV_K8S_14:the build sets it\n' }), []],
    [
      'several, one above the other',
      deployment({ above: '        # gantry-ignore liveness-probe\n        # why\n        # trivy:ignore:KSV-0013\n' }),
      [TWO],
    ],
  ];
  for (const [title, text, left] of cases)
    it(title, () =>
      assert.deepEqual(
        rulesIn(text).filter((one) => one.startsWith('pinned-image')),
        left,
      ),
    );
});

it('reports ignores of nothing, and no ids of peers that exist', () => {
  const unused = (object: string) => rulesIn(deployment({ object })).filter((one) => one.startsWith('unused-ignore'));
  assert.equal(unused('    ignore-check.kube-linter.io/host-pid: later\n').length, 1);
  assert.equal(unused('    ignore-check.kube-linter.io/latest-tga: later\n').length, 1);
  assert.deepEqual(unused('    ignore-check.kube-linter.io/no-anti-affinity: later\n'), []);
  assert.deepEqual(unused('    checkov.io/skip1: CKV_K8S_9999=x\n'), []);
  assert.deepEqual(unused('    ignore-check.kube-linter.io/our-own-check: later\n'), []);
});

it('turns on what kube-score/enable names, for that object only', () => {
  const asked = (object: string) => rulesIn(deployment({ object })).filter((one) => one.startsWith('high-user-id'));
  assert.deepEqual(asked(''), []);
  const test = 'container-security-context-user-group-id';
  const found = asked(`    kube-score/enable: ${test}\n`).length;
  assert.ok(found > 0);
  const enabled = deployment({ object: `    kube-score/enable: ${test}\n` });
  const both = `${enabled}---\n${deployment({}).replaceAll('web', 'api')}`;
  assert.equal(rulesIn(both).filter((one) => one.startsWith('high-user-id')).length, found);
});
