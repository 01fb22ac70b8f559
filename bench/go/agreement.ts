// `npm run agreement [-- AREA… REPOSITORY… --fetch --json --toolchain]`: what the analysis says of real programs, held
// against what people read in their source. Without --fetch only modules that are in the module cache count; with
// --toolchain the Go on PATH is asked, too, which says nothing of programs whose dependencies are not there.
import path from 'node:path';
import { nodeFiles } from '../../src/disk/node-files.ts';
import { analyze, type AnalyzeOptions } from '../../src/go/analyze.ts';
import type { GoProject } from '../../src/go/project.ts';
import { createAnswerCache, userCacheFolder } from '../../src/toolchain/answer-cache.ts';
import { askToolchain } from '../../src/toolchain/answer.ts';
import { helperSources } from '../../src/toolchain/helper-program.ts';
import { moduleSource } from './module-source.ts';
import { AREAS, type Area, readTruths, type Said, saidOf, shared, type Truth } from './truth.ts';

interface Difference {
  readonly area: Area;
  readonly repository: string;
  readonly program: string;
  readonly kind: 'missed' | 'invented';
  readonly fact: string;
}

interface Score {
  readonly area: Area | 'programs';
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

const NOTHING: Said = { facts: new Set(), files: new Map() };
const args = process.argv.slice(2);
const words = new Set(args.filter((arg) => !arg.startsWith('--')));
const wanted = readTruths().filter(({ area, repository }) => {
  const areas = AREAS.filter((one) => words.has(one));
  const repositories = [...words].filter((word) => !(AREAS as readonly string[]).includes(word));
  return (
    (areas.length === 0 || areas.includes(area)) && (repositories.length === 0 || repositories.includes(repository))
  );
});

const differences: Difference[] = [];
/** Facts that analysis and truth agree on, by area. */
const right = new Map<Area | 'programs', number>();
const missed = new Map<Area | 'programs', number>();
const invented = new Map<Area | 'programs', number>();
const absent: string[] = [];

for (const source of new Set(wanted.map(sourceOf))) {
  const folder = await moduleSource(source, args.includes('--fetch'));
  if (folder === null) absent.push(source);
  else {
    const project = await analyze(nodeFiles(folder), args.includes('--toolchain') ? withToolchain(folder) : {});
    for (const truth of wanted) if (sourceOf(truth) === source) compare(truth, project);
  }
}
const scores = (['programs', ...AREAS] as const).flatMap((area) => score(area) ?? []);
if (args.includes('--json')) console.log(JSON.stringify({ scores, differences, absent }, null, 2));
else print();

function withToolchain(root: string): AnalyzeOptions {
  const kept = userCacheFolder(process.env);
  const helper = { sources: helperSources(''), built: path.join(kept, 'helper') };
  const cache = createAnswerCache(path.join(kept, 'toolchain'));
  const question = { program: 'go', env: process.env, root, files: nodeFiles(root), cache, helper };
  return { toolchain: (modules) => askToolchain({ ...question, modules }, new AbortController().signal) };
}

function sourceOf({ module, version }: Truth): string {
  return `${module}@${version}`;
}

function compare(truth: Truth, project: GoProject): void {
  const { area } = truth;
  const said = saidOf(area, project);
  if (area === 'kinds') comparePrograms(truth, new Set(said.keys()));
  for (const [program, expected] of truth.programs) {
    compareFacts(truth, program, expected, said.get(program) ?? NOTHING);
  }
}

/** A truth of kinds lists every program of its repository. */
function comparePrograms({ repository, programs }: Truth, said: ReadonlySet<string>): void {
  const expected = new Set(programs.keys());
  const extra = without(said, expected);
  const absentOnes = without(expected, said);
  count(right, 'programs', expected.size - absentOnes.length);
  count(missed, 'programs', absentOnes.length);
  count(invented, 'programs', extra.length);
  for (const program of extra) {
    differences.push({ area: 'kinds', repository, program, kind: 'invented', fact: 'the program' });
  }
}

function compareFacts({ area, repository }: Truth, program: string, expected: ReadonlySet<string>, said: Said): void {
  const both = shared(expected, said);
  const tooFew = without(expected, new Set(both.found));
  const tooMany = without(said.facts, new Set(both.right));
  count(right, area, both.found.length);
  count(missed, area, tooFew.length);
  count(invented, area, tooMany.length);
  for (const fact of tooFew) differences.push({ area, repository, program, kind: 'missed', fact });
  for (const fact of tooMany) differences.push({ area, repository, program, kind: 'invented', fact });
}

function without(all: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...all].filter((one) => !others.has(one));
}

function count(counts: Map<Area | 'programs', number>, area: Area | 'programs', more: number): void {
  counts.set(area, (counts.get(area) ?? 0) + more);
}

function score(area: Area | 'programs'): Score | null {
  const hits = right.get(area) ?? 0;
  const tooFew = missed.get(area) ?? 0;
  const tooMany = invented.get(area) ?? 0;
  if (hits + tooFew + tooMany === 0) return null;
  const share = (all: number) => (all === 0 ? 1 : hits / all);
  return {
    area,
    right: hits,
    precision: share(hits + tooMany),
    recall: share(hits + tooFew),
    f1: (2 * hits) / (2 * hits + tooFew + tooMany),
  };
}

function print(): void {
  for (const { area, repository, program, kind, fact } of differences) {
    console.log(`${area.padEnd(7)}${repository.padEnd(24)} ${program.padEnd(28)} ${kind.padEnd(9)}${fact}`);
  }
  for (const source of absent) console.log(`absent: ${source} is not in the module cache (--fetch gets it)`);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8);
  for (const { area, right: hits, precision, recall, f1 } of scores) {
    const line = `precision ${percent(precision)}  recall ${percent(recall)}  F1 ${percent(f1)}`;
    console.log(`${area.padEnd(9)} ${line}  (${hits} right)`);
  }
}
