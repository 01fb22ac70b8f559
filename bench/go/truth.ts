import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { GoProject, Program } from '../../src/go/project.ts';
import { isSameUse, type UsedPath } from './used-paths.ts';

/** What people read in the source of real modules, by area: bench/go/truth/<area>/<repository>.json. */
export const AREAS = ['kinds', 'ports', 'health', 'env', 'files', 'cgo'] as const;
export type Area = (typeof AREAS)[number];

/** One repository's truth in one area: facts as words, by program. */
export interface Truth {
  readonly area: Area;
  readonly repository: string;
  /** Module path and version of the source that was read. */
  readonly module: string;
  readonly version: string;
  readonly programs: ReadonlyMap<string, ReadonlySet<string>>;
}

interface UsedFiles {
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
}

const folder = path.join(import.meta.dirname, 'truth');

/** Every truth that is there. A file that is no truth throws: it was written by hand. */
export function readTruths(): Truth[] {
  return AREAS.flatMap((area) => {
    const inArea = path.join(folder, area);
    const names = existsSync(inArea) ? readdirSync(inArea).filter((name) => name.endsWith('.json')) : [];
    return names.sort().map((name) => readTruth(area, path.join(inArea, name)));
  });
}

export interface Said {
  /** In the words of the truths. */
  readonly facts: ReadonlySet<string>;
  /** Files as one may call them, by their facts. */
  readonly files: ReadonlyMap<string, UsedPath>;
}

/** What an analysis says in an area, by program. What it leaves open is not said. */
export function saidOf(area: Area, { programs }: GoProject): Map<string, Said> {
  return new Map(
    programs.map((program) => {
      const files = new Map((area === 'files' ? filesOf(program) : []).map((file) => [wordOf(file), file]));
      const facts = new Set(area === 'files' ? files.keys() : factsOf(area, program));
      return [keyOf(program), { facts, files }];
    }),
  );
}

/** Which facts of one side the other has: of files, by the place that they name. */
export function shared(expected: ReadonlySet<string>, { facts, files }: Said) {
  const isSame = (one: string, other: string): boolean => {
    if (one === other) return true;
    const file = files.get(other);
    return file !== undefined && isSameUse(usedPath(one), file);
  };
  return {
    found: [...expected].filter((one) => [...facts].some((other) => isSame(one, other))),
    right: [...facts].filter((one) => [...expected].some((other) => isSame(other, one))),
  };
}

function readTruth(area: Area, file: string): Truth {
  const { module, version, programs } = JSON.parse(readFileSync(file, 'utf8')) as {
    module: string;
    version: string;
    programs: Record<string, unknown>;
  };
  return {
    area,
    repository: path.basename(file, '.json'),
    module,
    version,
    programs: new Map(Object.entries(programs).map(([key, value]) => [key, new Set(wordsOf(area, value))])),
  };
}

/** The value of one program in a truth; a port of null is one that the source leaves open, of which nothing need be said. */
function wordsOf(area: Area, value: unknown): string[] {
  if (area !== 'files') return (Array.isArray(value) ? value : [value]).filter((one) => one !== null).map(String);
  const { reads = [], writes = [] } = value as UsedFiles;
  return [...reads.map((file) => `reads ${file}`), ...writes.map((file) => `writes ${file}`)];
}

/** `./cmd/x`; with the module's folder before it where the module is not the folder's own. */
function keyOf({ moduleDir, package: path }: Program): string {
  return moduleDir === '.' ? path : path === '.' ? `./${moduleDir}` : `./${moduleDir}/${path.slice(2)}`;
}

function factsOf(area: Exclude<Area, 'files'>, program: Program): string[] {
  switch (area) {
    case 'kinds':
      return [program.kind];
    case 'ports':
      return said(program.listens).flatMap(({ port }) => (port === null ? [] : [String(port)]));
    case 'health':
      return said(program.health).map(({ path }) => path);
    case 'env':
      // Of a variable, only the default may be open.
      return program.env.map(({ name }) => name);
    case 'cgo':
      return program.cgo.needed === null ? [] : [String(program.cgo.needed)];
  }
}

function filesOf({ runtimeFiles, writes }: Program): UsedPath[] {
  return [
    ...said(runtimeFiles).map(({ path, source }): UsedPath => ({ use: 'reads', paths: [path, source ?? path] })),
    ...said(writes).map(({ path, folder }): UsedPath => ({ use: 'writes', paths: [path, folder ?? path] })),
  ];
}

function said<Fact extends { readonly certainty: string }>(facts: readonly Fact[]): Fact[] {
  return facts.filter(({ certainty }) => certainty !== 'unknown');
}

function wordOf({ use, paths }: UsedPath): string {
  return `${use} ${paths[0] ?? ''}`;
}

function usedPath(word: string): UsedPath {
  const [use = '', ...path] = word.split(' ');
  return { use: use === 'writes' ? 'writes' : 'reads', paths: [path.join(' ')] };
}
