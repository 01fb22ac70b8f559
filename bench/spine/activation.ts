import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInHost } from '../../test/bed/host.ts';
import { startWorkbench } from '../../test/bed/workbench.ts';
import { bundledSuite, packagedExtension } from '../../test/host/packaged.ts';
import { absent, type Figure, figure } from '../figure.ts';

const RUNS = 5;
const testExtension = path.join(import.meta.dirname, '../../test/host/test-extension');

/** The activation of the packaged extension as its host counts it, each time in a workbench that has never run it before. */
export async function activation(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-'));
  try {
    await writeFile(path.join(folder, 'notes.txt'), 'hello\n');
    const samples: number[] = [];
    for (let run = 0; run < RUNS; run++) samples.push(await oneActivation(folder));
    return [figure('spine/activation', 'ms', samples, { atMost: 100 })];
  } catch (error) {
    return [absent('spine/activation', 'ms', error)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function oneActivation(folder: string): Promise<number> {
  const workbench = await startWorkbench({ vsix: [packagedExtension()] });
  const tests = await bundledSuite('activation');
  let milliseconds: number | undefined;
  try {
    await runInHost({
      workbench,
      testExtension,
      tests,
      folder,
      onLog: (line) => {
        const [, written] = /activation: ([\d.]+) ms/.exec(line) ?? [];
        if (written !== undefined) milliseconds = Number(written);
      },
    });
  } finally {
    await workbench.stop();
    await rm(path.dirname(tests), { recursive: true, force: true });
  }
  if (milliseconds === undefined) throw new Error('the host did not tell its activation time');
  return milliseconds;
}
