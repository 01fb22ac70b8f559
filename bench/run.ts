// `npm run bench -- NAME [--json]`: figures of one benchmark, or of all, in the shape of `Figure`.
import { availableParallelism, cpus, totalmem } from 'node:os';
import { contract } from './contract/contract.ts';
import { dockerfile } from './dockerfile/dockerfile.ts';
import type { Figure } from './figure.ts';
import { go } from './go/go.ts';
import { kubernetes } from './kubernetes/kubernetes.ts';
import { spine } from './spine/spine.ts';

const BENCHMARKS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  spine,
  dockerfile,
  kubernetes,
  go,
  contract,
};

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const unknown = names.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(`there is no benchmark ${unknown.join(', ')}; there are: ${Object.keys(BENCHMARKS).join(', ')}`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const [name, run] of Object.entries(BENCHMARKS)) {
  if (names.length === 0 || names.includes(name)) figures.push(...(await run()));
}
const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.versions.node,
};
if (args.includes('--json')) console.log(JSON.stringify({ machine, figures }, null, 2));
else print();
process.exit(figures.some(({ ok }) => ok === false) ? 1 : 0);

function print(): void {
  console.log(`${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}\n`);
  for (const { id, value, unit, goal, ok, spread, runs, peer, absent } of figures) {
    const verdict = ok === undefined ? '' : ok ? 'ok' : 'MISSED';
    const range = spread ? `${spread[0]}–${spread[1]}, ${runs} runs` : '';
    const beside = peer ? `${peer.ratio}x of ${peer.name} ${peer.version} (${peer.value} ${unit})` : '';
    const figures = absent ?? `${value} ${unit}`;
    console.log(
      [id.padEnd(44), figures.padEnd(12), (goal ?? '').padEnd(8), verdict.padEnd(7), range, beside].join(' ').trimEnd(),
    );
  }
}
