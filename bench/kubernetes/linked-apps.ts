import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Figure, figure, type Peer } from '../figure.ts';
import { timed } from '../process.ts';
import { writeApps } from './apps.ts';
import { lintFolder } from './lint-folder.ts';
import { KUBE_SCORE_VERSION, kubeScore } from './peers.ts';

/** Apps, and the goal beside kube-score, whose checks across objects take four times as long for twice as many. */
const SIZES = [
  { apps: 1000, atMostOfPeer: 0.4, runs: 5, peerRuns: 3 },
  { apps: 3000, atMostOfPeer: 0.1, runs: 5, peerRuns: 1 },
] as const;
const MOST_GROWTH = 1.15;
const MOST_MEGABYTES = 400;

/** The command line on apps whose objects name each other. */
export async function linkedApps(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const own: number[] = [];
  for (const { apps, atMostOfPeer, runs, peerRuns } of SIZES) {
    const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-'));
    try {
      await writeApps(folder, apps, true);
      const peer = await scored(folder, peerRuns);
      // Both with the rules that are on by default; and ours with all of them, which is forty findings an app.
      for (const rules of ['default', 'all'] as const) {
        const { times, peaks } = await linted(folder, rules, runs);
        const id = `kubernetes/cli-${apps}-apps${rules === 'all' ? '-all-rules' : ''}`;
        const goal = rules === 'all' ? {} : { atMostOfPeer };
        figures.push(
          figure(id, 'ms', times, peer ? { ...goal, peer } : {}),
          figure(`${id}-peak-memory`, 'MB', peaks, { atMost: MOST_MEGABYTES }),
        );
        if (rules === 'default') own.push(Math.min(...times));
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  const [small = 1, large = 1] = own;
  const growth = large / small / (SIZES[1].apps / SIZES[0].apps);
  return [...figures, figure('kubernetes/cli-apps-growth', 'x', [growth], { atMost: MOST_GROWTH })];
}

async function linted(folder: string, rules: 'default' | 'all', runs: number) {
  const times: number[] = [];
  const peaks: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const { milliseconds, megabytes = 0 } = await lintFolder(folder, rules);
    if (run === 0) continue;
    times.push(milliseconds);
    peaks.push(megabytes);
  }
  return { times, peaks };
}

async function scored(folder: string, runs: number): Promise<Peer | undefined> {
  const binary = await kubeScore().catch(() => undefined);
  if (binary === undefined) return undefined;
  const files = (await readdir(folder)).map((name) => path.join(folder, name));
  const samples: number[] = [];
  for (let run = 0; run < runs; run++) {
    samples.push((await timed(binary, ['score', '--output-format', 'json', ...files])).milliseconds);
  }
  return { name: 'kube-score', version: KUBE_SCORE_VERSION, samples };
}
