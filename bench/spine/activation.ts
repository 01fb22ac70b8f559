import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInHost } from '../../test/bed/host.ts';
import { startWorkbench } from '../../test/bed/workbench.ts';
import { bundledSuite, packagedExtension } from '../../test/host/packaged.ts';
import type { ActivationParts } from '../../test/host/suites/activation.ts';
import { absent, type Figure, figure } from '../figure.ts';

const RUNS = 5;
const testExtension = path.join(import.meta.dirname, '../../test/host/test-extension');

/**
 * The activation of the packaged extension, each time in a workbench that has never run it before. What counts is the host's
 * own count of what is ours, loading the bundle and activate(). Beside it the host reads the stored state of the extension
 * through a browser that is still starting: an extension that does nothing waits as long, so that is a figure of its own.
 */
export async function activation(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-'));
  try {
    await writeFile(path.join(folder, 'notes.txt'), 'hello\n');
    const runs: ActivationParts[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await oneActivation(folder));
    const part = (name: string, of: (parts: ActivationParts) => number, goal = {}) =>
      figure(`spine/activation${name}`, 'ms', runs.map(of), goal);
    return [
      part('', ({ loadCode, activate }) => loadCode + activate, { atMost: 100 }),
      part('-load-code', ({ loadCode }) => loadCode),
      part('-activate', ({ activate }) => activate),
      part('-host-wait', ({ loadCode, activate, total }) => total - loadCode - activate),
    ];
  } catch (error) {
    return [absent('spine/activation', 'ms', error)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function oneActivation(folder: string): Promise<ActivationParts> {
  const workbench = await startWorkbench({ vsix: [packagedExtension()] });
  const tests = await bundledSuite('activation');
  let parts: ActivationParts | undefined;
  try {
    await runInHost({
      workbench,
      testExtension,
      tests,
      folder,
      onLog: (line) => {
        const [, written] = /activation: (\{.*\})/.exec(line) ?? [];
        if (written !== undefined) parts = JSON.parse(written) as ActivationParts;
      },
    });
  } finally {
    await workbench.stop();
    await rm(path.dirname(tests), { recursive: true, force: true });
  }
  if (!parts) throw new Error('the host did not tell its activation time');
  return parts;
}
