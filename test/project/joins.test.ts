import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createProject } from '../../src/project/project.ts';

const cases: readonly { name: string; files: readonly string[]; forgotten?: string; joins: boolean }[] = [
  { name: 'a module and a Dockerfile', files: ['go.mod', 'main.go', 'Dockerfile'], joins: true },
  { name: 'a tree of GOPATH has no go.mod', files: ['cmd/api/main.go', 'Dockerfile'], joins: true },
  { name: 'nothing to hold the source against', files: ['go.mod', 'main.go', 'README.md'], joins: false },
  { name: 'no Go', files: ['Dockerfile', 'app.py'], joins: false },
  {
    name: 'Go beside what was deleted',
    files: ['old/main.go', 'new/main.go', 'Dockerfile'],
    forgotten: 'old',
    joins: true,
  },
  { name: 'its only Go was deleted', files: ['cmd/main.go', 'Dockerfile'], forgotten: 'cmd', joins: false },
];

describe('what source is joined with', () => {
  for (const { name, files, forgotten, joins } of cases) {
    it(name, () => {
      const project = createProject();
      for (const file of files) {
        project.know(file);
        if (file === 'Dockerfile') project.set(file, 'FROM scratch\n');
      }
      if (forgotten !== undefined) project.forget(forgotten);
      assert.equal(project.joins(), joins);
    });
  }
});
