import assert from 'node:assert/strict';
import { it } from 'node:test';
import { known, newSince, readBaseline, writeBaseline } from '../../src/project/baseline.ts';
import { createProject } from '../../src/project/project.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: web
`;

function projectWith(text: string) {
  const project = createProject();
  project.set('web.yaml', text);
  project.complete();
  return project;
}

function baselineOf(text: string): string {
  return writeBaseline(
    projectWith(text)
      .allFindings('web.yaml')
      .map((finding) => known('web.yaml', finding)),
  );
}

/** Rules of the findings that are new beside a baseline of another text. */
function newRules(before: string, after: string): string[] {
  const project = projectWith(after);
  project.setBaseline(readBaseline(baselineOf(before)) ?? null);
  return project.findings('web.yaml').map(({ rule }) => rule);
}

it('shows nothing of what a baseline has, wherever its lines are now', () => {
  assert.ok(projectWith(POD).findings('web.yaml').length > 3);
  assert.deepEqual(newRules(POD, POD), []);
  assert.deepEqual(newRules(POD, `# moved\n\n${POD.replace('spec:\n', 'spec:\n  # moved, too\n')}`), []);
});

it('shows what is new, and what there is more of', () => {
  assert.deepEqual(newRules(POD, `${POD}  hostNetwork: true\n`).length > 0, true);
  const twice = `${POD}    - name: web2\n      image: web\n`;
  assert.equal(newRules(POD, twice).filter((rule) => rule === 'pinned-image').length, 1);
});

it('still has all findings for fixes', () => {
  const project = projectWith(POD);
  project.setBaseline(readBaseline(baselineOf(POD)) ?? null);
  assert.deepEqual(project.findings('web.yaml'), []);
  assert.ok(project.allFindings('web.yaml').length > 3);
});

it('takes no report for none', () => {
  for (const text of ['', '[]', '{}', '{ "findings": 1 }', 'null', '{ "findings": [null] }', '\0']) {
    const baseline = readBaseline(text);
    assert.ok(baseline === undefined || baseline.size <= 1, text);
  }
});

it('knows a finding by any of its names', () => {
  const baseline = readBaseline('{"findings":[{"file":"a","rule":"r","message":"英文"}]}');
  assert.ok(baseline);
  const names = (message: string) => [
    { file: 'a', rule: 'r', message },
    { file: 'a', rule: 'r', message: '英文' },
  ];
  assert.deepEqual(newSince(baseline, ['x', 'y'], names), ['y']);
});
