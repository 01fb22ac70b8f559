import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openWorkbench, startWorkbench } from '../../test/bed/workbench.ts';
import { type Figure, figure } from '../figure.ts';

const root = path.join(import.meta.dirname, '..', '..');
const RUNS = 5;

/** The extension host's own activation time of the packaged extension, in a workbench that has never seen it before. */
export async function activation(): Promise<Figure[]> {
  const vsix = readdirSync(root).find((name) => name.endsWith('.vsix'));
  if (vsix === undefined) return [absent('no .vsix: run npm run package')];
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-'));
  try {
    await writeFile(path.join(folder, 'Dockerfile'), 'FROM scratch\n');
    const samples: number[] = [];
    for (let run = 0; run < RUNS; run++) samples.push(await oneActivation(path.join(root, vsix), folder));
    return [figure('spine/activation', 'ms', samples, { atMost: 100 })];
  } catch (error) {
    return [absent(error instanceof Error ? error.message : String(error))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens the folder's Dockerfile and reads what the workbench itself logs about the activation. */
async function oneActivation(vsix: string, folder: string): Promise<number> {
  const timing = path.join(folder, 'activation.json');
  await rm(timing, { force: true });
  const workbench = await startWorkbench({ vsix: [vsix], env: { GANTRY_ACTIVATION_FILE: timing } });
  try {
    const page = await openWorkbench({ workbench, folder, files: ['Dockerfile'] });
    await page.getByText('Dockerfile').first().waitFor();
    await page.waitForFunction(() => true);
    const { milliseconds } = JSON.parse(await readFile(timing, 'utf8')) as { milliseconds: number };
    return milliseconds;
  } finally {
    await workbench.stop();
  }
}

function absent(reason: string): Figure {
  return { id: 'spine/activation', value: 0, unit: 'ms', runs: 0, absent: reason };
}
