import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { absent, type Figure, figure } from '../figure.ts';
import { realManifests } from './real-manifests.ts';

const RUNS = 20;

/** Reading alone, in process: the real manifests, all of them a run; the first quarter warms up. */
export async function warm(): Promise<Figure[]> {
  const id = 'kubernetes/parse-real-files';
  try {
    const folder = await realManifests();
    const names = await readdir(folder, { recursive: true });
    const texts = await Promise.all(
      names.filter((name) => /\.ya?ml$/.test(name)).map((name) => readFile(path.join(folder, name), 'utf8')),
    );
    const samples: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const started = performance.now();
      for (const text of texts) parseManifests(text, 'a.yaml');
      if (run >= RUNS / 4) samples.push(performance.now() - started);
    }
    return [figure(id, 'ms', samples, { atMost: 80 })];
  } catch (error) {
    return [absent(id, 'ms', error)];
  }
}
