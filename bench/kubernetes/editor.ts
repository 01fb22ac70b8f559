import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Figure, figure } from '../figure.ts';
import { startServerProcess } from '../spine/server-process.ts';
import { appText, writeApps } from './apps.ts';

/** Six objects each. */
const APPS = 500;
/** Of some 114 lines each. */
const APPS_IN_FILE = 9;
const ROUNDS = 8;
/** What is typed, line by line, below the metadata of the first object. */
const TYPED = ['  annotations:', '    example.com/team: "shop"', '    example.com/runs: |', '      a', '    b: [c, d]'];

/** A workspace of 3,000 manifests in the server: how long until it is known, and from a keystroke to the diagnostics. */
export async function editor(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-'));
  try {
    await writeApps(folder, APPS, false);
    const names = Array.from({ length: APPS_IN_FILE }, (_, index) => appText(`typed-${index}`, index));
    const text = names.join('---\n');
    const server = await startServerProcess(folder);
    const uri = pathToFileURL(path.join(folder, 'typed.yaml')).href;
    const refreshed = server.refreshed();
    const started = performance.now();
    await server.open(uri, 'yaml', text);
    await server.pull(uri);
    await refreshed;
    const index = performance.now() - started;
    const samples = await typing(server, uri, text);
    const peak = await server.stop();
    const id = 'kubernetes/keystroke-1000-lines-3000-manifests';
    return [
      figure('kubernetes/index-3000-manifests', 'ms', [index], { atMost: 2500 }),
      figure(`${id}-p50`, 'ms', samples),
      figure(`${id}-p95`, 'ms', samples, { percentile: 95, atMost: 30 }),
      figure('kubernetes/server-peak-memory', 'MB', [peak], { atMost: 300 }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Server = Awaited<ReturnType<typeof startServerProcess>>;

/** Every keystroke is a new version, pulled at the LSP boundary; most leave the line half typed. */
async function typing(server: Server, uri: string, text: string): Promise<number[]> {
  const samples: number[] = [];
  const lines = text.split('\n');
  let line = lines.findIndex((one) => one.startsWith('  namespace:'));
  let { length } = lines[line] ?? '';
  let version = 1;
  for (let round = 0; round < ROUNDS; round++) {
    for (const typed of TYPED) {
      const written = round === 0 ? typed : typed.replace(/(\w+):/, `$1-${round}:`);
      await server.type(uri, ++version, line++, '\n', length);
      for (length = 0; length < written.length; length++) {
        const started = performance.now();
        await server.type(uri, ++version, line, written.charAt(length), length);
        await server.pull(uri);
        samples.push(performance.now() - started);
      }
    }
  }
  return samples;
}
