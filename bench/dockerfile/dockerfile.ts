import path from 'node:path';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import type { Dockerfile } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { absent, type Figure, figure, type Peer } from '../figure.ts';
import { PRINT_PEAK, timed } from '../process.ts';
import { hadolint, HADOLINT_VERSION } from './hadolint.ts';
import { longDockerfile, TYPICAL } from './inputs.ts';
import { realDockerfiles } from './real-dockerfiles.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

/** Figures of Dockerfile linting; needs `npm run build` before. */
export async function dockerfile(): Promise<Figure[]> {
  return [
    ...typing('dockerfile/lint-30-lines', TYPICAL, 8000, 0.5),
    ...typing('dockerfile/lint-800-lines', longDockerfile(), 800, 5),
    ...(await oneFile()),
    ...(await manyFiles()),
  ];
}

/**
 * Parse and lint in process while a comment is typed, a character a version, at one place after the other all over the file: as
 * the editor does it, with the version before at hand; and each version by itself, as if it were another file.
 */
function typing(id: string, text: string, runs: number, atMost: number): Figure[] {
  const lines = text.split('\n');
  const typed = '# typed';
  const measure = (read: (version: string) => Dockerfile) => {
    const samples: number[] = [];
    for (let run = 0; run < runs; run++) {
      // A prime step: every part of the file has its turn.
      const place = (Math.floor(run / typed.length) * 7919) % lines.length;
      const version = lines.toSpliced(place, 0, typed.slice(0, 1 + (run % typed.length))).join('\n');
      const started = performance.now();
      lintDockerfile({ dockerfile: read(version), ignoreFile: null, file: 'Dockerfile' });
      // The first quarter warms up.
      if (run >= runs / 4) samples.push(performance.now() - started);
    }
    return samples;
  };
  let before = parseDockerfile(text);
  const samples = measure((version) => (before = parseDockerfile(version, before)));
  const alone = measure((version) => parseDockerfile(version));
  return [figure(id, 'ms', samples, { atMost }), figure(`${id}-by-itself`, 'ms', alone)];
}

/** The command line on one small file, from start to exit, in turn with the peer. */
async function oneFile(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-'));
  try {
    const file = path.join(folder, 'Dockerfile');
    await writeFile(file, TYPICAL);
    return await compare('dockerfile/cli-one-file', [file], [file], 10, { atMost: 150 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The command line on some three hundred Dockerfiles of real projects. */
async function manyFiles(): Promise<Figure[]> {
  const id = 'dockerfile/cli-real-files';
  try {
    const folder = await realDockerfiles();
    const files = (await readdir(folder)).map((name) => path.join(folder, name, 'Dockerfile'));
    return await compare(id, [folder], files, 5, { atMostOfPeer: 0.5 });
  } catch (error) {
    return [absent(id, 'ms', error)];
  }
}

async function compare(
  id: string,
  ours: readonly string[],
  theirs: readonly string[],
  runs: number,
  goals: { readonly atMost?: number; readonly atMostOfPeer?: number },
): Promise<Figure[]> {
  const binary = await hadolint().catch(() => undefined);
  const samples: { own: number[]; peak: number[]; peer: number[] } = { own: [], peak: [], peer: [] };
  for (let run = 0; run <= runs; run++) {
    const own = await timed(process.execPath, [cli, 'lint', '--format', 'json', ...ours], PRINT_PEAK);
    const other = binary ? await timed(binary, ['--format', 'json', ...theirs]) : undefined;
    // The first run fills the file system's caches.
    if (run === 0) continue;
    samples.own.push(own.milliseconds);
    samples.peak.push(own.megabytes ?? 0);
    if (other) samples.peer.push(other.milliseconds);
  }
  const peer: Peer | undefined = binary
    ? { name: 'hadolint', version: HADOLINT_VERSION, samples: samples.peer }
    : undefined;
  return [
    figure(id, 'ms', samples.own, { ...goals, ...(peer ? { peer } : {}) }),
    figure(`${id}-peak-memory`, 'MB', samples.peak, { atMost: 120 }),
  ];
}
