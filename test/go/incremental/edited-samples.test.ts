import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createMemory } from '../../../src/go/analysis-memory.ts';
import { analyze } from '../../../src/go/analyze.ts';
import { newBodies } from '../../../src/go/syntax/bodies.ts';
import { rememberFiles } from '../../../src/go/modules/remembered-files.ts';
import { randomly } from '../../random.ts';
import { filesOf } from '../go-project.ts';
import { applyEdit, randomEdit, sampleTexts } from '../random-edits.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', '..', 'samples');
const FILES = globSync('**/{*.go,go.mod,go.work}', { cwd: FOLDER });

for (const seed of [1, 2]) {
  test(`after any edits of the samples the warm answer is the cold one (${seed})`, async () => {
    const original = sampleTexts(FILES);
    const texts = { ...original };
    const files = rememberFiles(filesOf(texts));
    // One that holds all that it has read, one that reads every body again.
    const memories = [createMemory(), createMemory(newBodies(0))];
    const done: string[] = [];
    for (let round = 0; round < 45; round++) {
      const edit = randomEdit(texts, original, randomly(seed, round));
      applyEdit(texts, edit);
      files.forget(edit.file);
      done.push(`${edit.file}: ${edit.what}`);
      const cold = await analyze(filesOf(texts));
      for (const memory of memories)
        assert.deepEqual(await analyze(files, { memory }), cold, done.slice(-5).join('\n'));
    }
  });
}
