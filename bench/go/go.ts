import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeFiles } from '../../src/disk/node-files.ts';
import { createMemory } from '../../src/go/analysis-memory.ts';
import { analyze } from '../../src/go/analyze.ts';
import { rememberFiles } from '../../src/go/modules/remembered-files.ts';
import { absent, type Figure, figure } from '../figure.ts';
import { PRINT_PEAK, timed } from '../process.ts';
import { writeModule } from './generated.ts';
import { moduleSource } from './module-source.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

/** Real modules of different sizes; measured where they are in the module cache. */
const REAL = ['github.com/prometheus/alertmanager@v0.35.0', 'github.com/nats-io/nats-server/v2@v2.15.2'];

/** Figures of the analysis; needs `npm run build` before. */
export async function go(): Promise<Figure[]> {
  const figures = [...(await generated('50k', 50_000, 1000)), ...(await generated('500k', 500_000, 6000))];
  // One after the other: side by side each would be measured with the load of the others.
  for (const module of REAL) figures.push(await real(module));
  return figures;
}

async function generated(size: string, lines: number, atMost: number): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-'));
  try {
    await writeModule(folder, lines, 7);
    return [
      ...(await cold(`go/cold-${size}`, `go/memory-${size}`, folder, atMost)),
      await afterEdits(`go/after-edit-${size}`, folder),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `gantry analyze` from start to exit. */
async function cold(id: string, memoryId: string, folder: string, atMost?: number): Promise<Figure[]> {
  const samples: number[] = [];
  const peaks: number[] = [];
  for (let run = 0; run < 5; run++) {
    const { milliseconds, megabytes } = await timed(
      process.execPath,
      [cli, 'analyze', folder, '--format', 'json'],
      PRINT_PEAK,
    );
    samples.push(milliseconds);
    peaks.push(megabytes ?? 0);
  }
  return [
    figure(id, 'ms', samples, atMost === undefined ? {} : { atMost }),
    figure(memoryId, 'MB', peaks, { percentile: 100, atMost: 350 }),
  ];
}

/** What the language server does when a file is saved. */
async function afterEdits(id: string, folder: string): Promise<Figure> {
  const files = rememberFiles(nodeFiles(folder));
  const memory = createMemory();
  await analyze(files, { memory });
  const samples: number[] = [];
  for (let run = 0; run < 20; run++) {
    const file = `internal/p${run % 4}/handlers.go`;
    const text = await readFile(path.join(folder, file), 'utf8');
    // A comment moves the code below it; another call is code.
    const [from, to] =
      run % 2 === 0
        ? ['// Register', '// Register again\n\n// Register']
        : ['{\n\tstore', `{\n\tprintln(${run})\n\tstore`];
    await writeFile(path.join(folder, file), text.replace(from, to));
    const started = performance.now();
    files.forget(file);
    await analyze(files, { memory });
    samples.push(performance.now() - started);
  }
  return figure(id, 'ms', samples, { percentile: 95, atMost: 50 });
}

async function real(module: string): Promise<Figure> {
  const name = module
    .replace(/@.*$/, '')
    .replace(/\/v\d+$/, '')
    .replace(/^.*\//, '');
  const source = await moduleSource(module, false);
  if (source === null) return absent(`go/cold-${name}`, 'ms', `${module} is not in the module cache`);
  const [time] = await cold(`go/cold-${name}`, `go/memory-${name}`, source);
  return time ?? absent(`go/cold-${name}`, 'ms', 'not measured');
}
