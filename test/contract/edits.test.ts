import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemory } from '../../src/go/analysis-memory.ts';
import { analyze } from '../../src/go/analyze.ts';
import { rememberFiles } from '../../src/go/modules/remembered-files.ts';
import type { Project } from '../../src/project/project.ts';
import { filesOf } from '../containerize/facts.ts';
import { applyEdit, randomEdit, type Texts } from '../go/random-edits.ts';
import { randomly } from '../random.ts';
import { healthy } from './seed.ts';
import { projectOf } from './workspace.ts';

const EDITED = /(?:\.go|\.ya?ml|Dockerfile)$/;

/** All that a project says, by file, with how the three languages are joined. */
function said(project: Project, texts: Readonly<Texts>) {
  return { findings: Object.keys(texts).map((file) => [file, project.findings(file)]), graph: project.graph() };
}

for (const sample of ['shop', 'workspace', 'gateway-grpc']) {
  test(`after any edits of ${sample} all is found that is found at first sight`, async () => {
    const original: Texts = { ...(await healthy(sample)) };
    const texts: Texts = { ...original };
    const edited = Object.fromEntries(Object.entries(original).filter(([file]) => EDITED.test(file)));
    const files = rememberFiles(filesOf(texts));
    const memory = createMemory();
    const project = await projectOf(texts);
    const done: string[] = [];
    for (let round = 0; round < 30; round++) {
      const edit = randomEdit(texts, edited, randomly(sample.length, round));
      applyEdit(texts, edit);
      files.forget(edit.file);
      if (edit.text === null) {
        project.remove(edit.file);
        project.forget(edit.file);
      } else {
        project.know(edit.file);
        project.set(edit.file, edit.text);
      }
      project.setGo(await analyze(files, { memory }));
      done.push(`${edit.file}: ${edit.what}`);
      assert.deepEqual(said(project, texts), said(await projectOf(texts), texts), done.slice(-5).join('\n'));
    }
  });
}
