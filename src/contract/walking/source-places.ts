import type { Listener, Place, Program } from '../../go/project.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import type { Contract } from '../contract.ts';
import { placesReading } from '../source-files.ts';
import { sourceRange, type SourceRange } from './source-constants.ts';
import { nameIn, pathIn, portIn } from './source-literals.ts';

/** Where a program reads a variable. */
export function readsOf(program: Program, name: string): Place[] {
  return program.env.filter((one) => one.name === name).flatMap(placesReading);
}

/** Where the name of a variable that source reads is written. */
export function nameAt(place: Place, name: string, contract: Contract): SourceRange | undefined {
  return sourceRange(place, contract, (text, range) => nameIn(text, range, name));
}

/** Where a path that source serves is written. */
export function pathAt(place: Place, path: string, contract: Contract): SourceRange | undefined {
  return sourceRange(place, contract, (text, range) => pathIn(text, range, path));
}

/** Where the end of a path is written whose beginning a group, a mount or a constant puts before it. */
export interface PathEnd extends SourceRange {
  readonly prefix: string;
}

/** Undefined: the path stands there as a whole or not at all, or its end is that of other paths, too. */
export function pathEndAt(place: Place, path: string, contract: Contract): PathEnd | undefined {
  const end = endOf(place, path, contract);
  if (!end) return undefined;
  const isShared = contract.go.programs.some((program) =>
    servedBy(program).some((one) => one.path !== path && sharesText([end], endOrWhole(one, contract))),
  );
  return isShared ? undefined : end;
}

function endOrWhole(place: Place & { readonly path: string }, contract: Contract): SourceRange[] {
  const range = pathAt(place, place.path, contract) ?? endOf(place, place.path, contract);
  return range ? [range] : [];
}

function endOf(place: Place, path: string, contract: Contract): PathEnd | undefined {
  for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) {
    const range = pathAt(place, path.slice(at), contract);
    if (range) return { ...range, prefix: path.slice(0, at) };
  }
  return undefined;
}

/** Where a listener gets its number: at the call, in the default of a variable or of a flag. */
export function portsAt(program: Program, listener: Listener, port: number, contract: Contract): SourceRange[] {
  if (listener.port !== port) return [];
  const isMeant =
    (kind: string) =>
    ({ name }: { name: string }) =>
      listener.configuredBy.includes(`${kind}:${name}`);
  const flags = program.flags?.all.filter(isMeant('flag')) ?? [];
  return [listener, ...program.env.filter(isMeant('env')).flatMap(placesReading), ...flags].flatMap(
    (place) => sourceRange(place, contract, (text, range) => portIn(text, range, port)) ?? [],
  );
}

/** The programs that link the package of a file. */
export function programsLinking(file: string, { go }: Contract): readonly Program[] {
  const folder = folderOf(file);
  return go.programs.filter(({ packageFiles }) => packageFiles.some((one) => folderOf(one) === folder));
}

/** Where a program says that it serves a path. */
export function placesOf(program: Program, path: string): Place[] {
  return servedBy(program).filter((one) => one.path === path);
}

function servedBy({ routes, health, metrics }: Program): (Place & { readonly path: string })[] {
  return [...routes, ...health.filter(({ protocol }) => protocol === 'http'), ...(metrics ? [metrics] : [])];
}

/** Whether other facts are read at the same places, or from the same texts: a constant that both name. */
export function sharesSource(
  written: readonly (Place | SourceRange)[],
  places: readonly Place[],
  textAt: (place: Place) => SourceRange | undefined,
): boolean {
  return (
    sharesText(written, places) ||
    sharesText(
      written,
      places.flatMap((place) => textAt(place) ?? []),
    )
  );
}

/** Two facts that are read from the same text, or from the same place. */
export function sharesText(some: readonly (Place | SourceRange)[], others: readonly (Place | SourceRange)[]): boolean {
  return others.some((other) => some.some(({ file, start }) => file === other.file && start === other.start));
}
