import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/lint/fix.ts';
import { createProject } from '../../src/project/project.ts';
import { say } from '../../src/words/message.ts';

/** What is said about ignores in a manifest, and the manifest without them. */
function idle(text: string, complete = true, others: Readonly<Record<string, string>> = {}) {
  const project = createProject();
  project.set('a.yaml', text);
  for (const [file, other] of Object.entries(others)) project.set(file, other);
  if (complete) project.complete();
  const said = project.findings('a.yaml').filter(({ rule }) => rule === 'unused-ignore');
  const edits = said.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  return { said: said.map(({ message }) => say(message)), fixed: applyEdits(text, edits) };
}

const pod = (image: string, annotations = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n${annotations}spec:\n  containers:\n    - name: a\n${image}`;
const annotated = (line: string) => pod('      image: a:latest\n', `  annotations:\n    ${line}\n`);

describe('unused ignores in manifests', () => {
  const rows: [name: string, text: string, said: string[]][] = [
    ['a comment that is needed', pod('      image: a:latest # gantry-ignore pinned-image\n'), []],
    [
      'a comment that is not',
      pod('      image: a:1 # gantry-ignore pinned-image\n'),
      ['Nothing here is ignored by `pinned-image`'],
    ],
    [
      'above a line',
      pod('      # gantry-ignore pinned-image\n      image: a:1\n'),
      ['Nothing here is ignored by `pinned-image`'],
    ],
    [
      'a slip',
      pod('      image: a:1 # gantry-ignore pinned-imgae\n'),
      ['There is no rule `pinned-imgae`; did you mean `pinned-image`?'],
    ],
    ['an annotation that is needed', annotated('ignore-check.kube-linter.io/latest-tag: why'), []],
    [
      'a check of kube-linter that we have no rule for',
      annotated('ignore-check.kube-linter.io/no-anti-affinity: why'),
      [],
    ],
    ['a check of their own', annotated('ignore-check.kube-linter.io/ours-only: why'), []],
    [
      'a slip in an annotation',
      annotated('ignore-check.kube-linter.io/latest-tags: why'),
      ['There is no rule `latest-tags`; did you mean `latest-tag`?'],
    ],
    ['one of two of kube-score', annotated('kube-score/ignore: container-image-tag,pod-probes'), []],
    ['rules of Dockerfiles', pod('      image: a:1 # gantry-ignore add-local-files\n'), []],
  ];
  for (const [name, text, said] of rows) it(name, () => assert.deepEqual(idle(text).said, said));

  const unneeded = pod('      image: a:1 # gantry-ignore pinned-image\n');
  it('are not known while files are missing', () => assert.deepEqual(idle(unneeded, false).said, []));
  it('are not known in patches', () => {
    const kustomization =
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches: [{ path: a.yaml }]\n';
    assert.deepEqual(idle(unneeded, true, { 'kustomization.yaml': kustomization }).said, []);
  });
  it('are removed with the blanks before them, or with their line', () => {
    assert.equal(idle(unneeded).fixed, pod('      image: a:1\n'));
    assert.equal(
      idle(pod('      # gantry-ignore pinned-image — why\n      image: a:1\n')).fixed,
      pod('      image: a:1\n'),
    );
  });
});
