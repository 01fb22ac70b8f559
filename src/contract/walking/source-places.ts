import type { Listener, Place, Program } from '../../go/project.ts';
import type { Contract } from '../contract.ts';
import { sourceRange, type SourceRange } from './source-constants.ts';
import { nameIn, pathIn, portIn } from './source-literals.ts';

/** Where the name of a variable that source reads is written. */
export function nameAt(place: Place, name: string, contract: Contract): SourceRange | undefined {
  return sourceRange(place, contract, (text, range) => nameIn(text, range, name));
}

/** Where a path that source serves is written. */
export function pathAt(place: Place, path: string, contract: Contract): SourceRange | undefined {
  return sourceRange(place, contract, (text, range) => pathIn(text, range, path));
}

/** Where a listener gets its number: at the call, in the default of a variable or of a flag. */
export function portsAt(program: Program, listener: Listener, port: number, contract: Contract): SourceRange[] {
  if (listener.port !== port) return [];
  const isMeant =
    (kind: string) =>
    ({ name }: { name: string }) =>
      listener.configuredBy.includes(`${kind}:${name}`);
  const flags = program.flags?.all.filter(isMeant('flag')) ?? [];
  return [listener, ...program.env.filter(isMeant('env')), ...flags].flatMap(
    (place) => sourceRange(place, contract, (text, range) => portIn(text, range, port)) ?? [],
  );
}

/** Where a program says that it serves a path. */
export function placesOf({ routes, health, metrics }: Program, path: string): Place[] {
  const own = [...routes, ...health.filter(({ protocol }) => protocol === 'http'), ...(metrics ? [metrics] : [])];
  return own.filter((one) => one.path === path);
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
