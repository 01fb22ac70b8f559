import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/lint/fix.ts';
import { createProject } from '../../src/project/project.ts';

/** The text with the first finding of a rule ignored, in a workspace with other files. */
function ignored(text: string, rule: string, others: Readonly<Record<string, string>> = {}, file = 'Dockerfile') {
  const project = createProject();
  for (const [name, other] of Object.entries(others)) project.set(name, other);
  project.set(file, text);
  const finding = project.findings(file).find((one) => one.rule === rule);
  assert.ok(finding, `there is a finding of ${rule}`);
  const ignore = project.ignoreHere(file, finding);
  if (!ignore) return undefined;
  const after = applyEdits(text, [ignore.edit]);
  project.set(file, after);
  assert.ok(!project.findings(file).some((one) => one.rule === rule), `silent after:\n${after}`);
  assert.ok(!project.findings(file).some((one) => one.rule === 'unused-ignore'), 'nothing is left unused');
  return after;
}

const hadolint = { 'other.Dockerfile': 'FROM alpine:3\n# hadolint ignore=DL3020\nADD a /a\nUSER 1\n' };
const buildkit = { 'other.Dockerfile': 'FROM alpine:3\n# check=skip=JSONArgsRecommended\nCMD a\nUSER 1\n' };

describe('ignore here in a Dockerfile', () => {
  const rows: [name: string, text: string, rule: string, others: Record<string, string>, after: string][] = [
    [
      'ours by default',
      'FROM alpine:3\nADD a /a\nUSER 1\n',
      'add-local-files',
      {},
      'FROM alpine:3\n# gantry-ignore add-local-files\nADD a /a\nUSER 1\n',
    ],
    [
      'as the workspace does',
      'FROM alpine:3\nADD a /a\nUSER 1\n',
      'add-local-files',
      hadolint,
      'FROM alpine:3\n# hadolint ignore=DL3020\nADD a /a\nUSER 1\n',
    ],
    [
      'as the file does',
      'FROM alpine:3\n# gantry-ignore exec-form\nCMD a\nADD a /a\nUSER 1\n',
      'add-local-files',
      hadolint,
      'FROM alpine:3\n# gantry-ignore exec-form\nCMD a\n# gantry-ignore add-local-files\nADD a /a\nUSER 1\n',
    ],
    [
      'as BuildKit reads it',
      'FROM alpine:3\nCMD a\nUSER 1\n',
      'exec-form',
      buildkit,
      'FROM alpine:3\n# check=skip=JSONArgsRecommended\nCMD a\nUSER 1\n',
    ],
    [
      'ours where the other has no word for it',
      'FROM alpine:3\nADD a /a\nUSER 1\n',
      'add-local-files',
      buildkit,
      'FROM alpine:3\n# gantry-ignore add-local-files\nADD a /a\nUSER 1\n',
    ],
    [
      'with its indentation and line ends',
      'FROM alpine:3\r\n\tADD a /a\r\nUSER 1\r\n',
      'add-local-files',
      {},
      'FROM alpine:3\r\n\t# gantry-ignore add-local-files\r\n\tADD a /a\r\nUSER 1\r\n',
    ],
    [
      'above a continued instruction',
      'FROM scratch\nENV A=1 \\\n  API_KEY=x\nUSER 1\n',
      'no-secrets-in-variables',
      {},
      'FROM scratch\n# gantry-ignore no-secrets-in-variables\nENV A=1 \\\n  API_KEY=x\nUSER 1\n',
    ],
    [
      'above another ignore',
      'FROM alpine:3\n# hadolint ignore=DL3020\nCOPY a /a\nUSER 1\n',
      'unused-ignore',
      {},
      'FROM alpine:3\n# gantry-ignore unused-ignore\n# hadolint ignore=DL3020\nCOPY a /a\nUSER 1\n',
    ],
    [
      'in the first line, behind the BOM',
      '\uFEFFFROM alpine\nUSER 1\n',
      'pinned-base-image',
      {},
      '\uFEFF# gantry-ignore pinned-base-image\nFROM alpine\nUSER 1\n',
    ],
  ];
  for (const [name, text, rule, others, after] of rows) {
    it(name, () => assert.equal(ignored(text, rule, others), after));
  }
  it('joins the comment that hadolint reads', () => {
    const text = 'FROM alpine:3\n# hadolint ignore=DL3004 # why\nRUN sudo apt-get install a\nUSER 1\n';
    assert.equal(
      ignored(text, 'apt-get-assume-yes'),
      'FROM alpine:3\n# hadolint ignore=DL3004,DL3014 # why\nRUN sudo apt-get install a\nUSER 1\n',
    );
  });
});

describe('ignore here in a manifest', () => {
  const pod = (image: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n${image}`;
  it('stands above the line, indented like it', () => {
    assert.match(
      ignored(pod('      image: a:latest\n'), 'pinned-image', {}, 'pod.yaml') ?? '',
      /\n {6}# gantry-ignore pinned-image\n {6}image/,
    );
  });
  it('cannot stand in JSON', () => {
    const text = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { containers: [{ name: 'a', image: 'a:latest' }] },
    });
    assert.equal(ignored(text, 'pinned-image', {}, 'pod.json'), undefined);
  });
});
