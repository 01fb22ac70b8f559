import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { absent, type Figure, figure } from '../figure.ts';
import { timed } from '../process.ts';
import { lintFolder } from './lint-folder.ts';
import { KUBE_SCORE_VERSION, KUBECONFORM_VERSION, kubeconform, kubeScore, schemaLocation } from './peers.ts';
import { realManifests } from './real-manifests.ts';

const RUNS = 7;

/** The command line with all rules on the real manifests, in turn with kube-score and kubeconform, one after the other. */
export async function realFiles(): Promise<Figure[]> {
  const id = 'kubernetes/cli-real-files';
  try {
    const folder = await realManifests();
    const peers = [await kubeScore(), await kubeconform()] as const;
    const schemas = await schemaLocation();
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.ya?ml$/.test(name));
    const files = names.map((name) => path.join(folder, name));
    const samples: { own: number[]; peak: number[]; score: number[]; both: number[] } = {
      own: [],
      peak: [],
      score: [],
      both: [],
    };
    for (let run = 0; run <= RUNS; run++) {
      const own = await lintFolder(folder, 'all');
      const score = await timed(peers[0], ['score', '--output-format', 'json', ...files]);
      const conform = await timed(peers[1], ['-schema-location', schemas, '-ignore-missing-schemas', ...files]);
      // The first run fills the file system's caches.
      if (run === 0) continue;
      samples.own.push(own.milliseconds);
      samples.peak.push(own.megabytes ?? 0);
      samples.score.push(score.milliseconds);
      samples.both.push(score.milliseconds + conform.milliseconds);
    }
    const peer = {
      name: 'kube-score and kubeconform',
      version: `${KUBE_SCORE_VERSION}, ${KUBECONFORM_VERSION}`,
      samples: samples.both,
    };
    return [
      figure(id, 'ms', samples.own, { atMostOfPeer: 1.5, peer }),
      figure(`${id}-peak-memory`, 'MB', samples.peak),
    ];
  } catch (error) {
    return [absent(id, 'ms', error)];
  }
}
