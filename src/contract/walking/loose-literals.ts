import type { Place, Program } from '../../go/project.ts';
import type { Contract } from '../contract.ts';
import { placesOf, readsOf } from './source-places.ts';
import type { Mention, Thing } from './thing.ts';

/** A string of Go source with the same words as a thing, of which no fact speaks. */
export interface LooseLiteral extends Mention {
  /** True: what it is given to reads or sets variables of the environment. */
  readonly isCertain: boolean;
}

/** What a file of source says in the same words beside the mentions that are known. */
export function* looseLiterals(file: string, text: string, thing: Thing, contract: Contract): Generator<LooseLiteral> {
  if (!text.includes(thing.name)) return;
  const known = new Set(thing.mentions.flatMap((one) => (one.file === file ? [one.start] : [])));
  const others = contract.go.programs.filter((program) => !thing.programs.includes(program));
  const foreign = others.flatMap((program) => factsOf(program, thing));
  for (const { index, indices } of text.matchAll(patternOf(thing))) {
    const [start, end] = indices?.[1] ?? [0, 0];
    if (known.has(start) || foreign.some((place) => holds(place, file, start))) continue;
    const isCertain = thing.kind === 'variable' && foreign.length === 0 && READER.test(text.slice(index - 40, index));
    yield { file, start, end, role: 'source', isCertain };
  }
}

/** Where a program means something of the same name for itself. */
export function factsOf(program: Program, { kind, name }: Thing): readonly Place[] {
  if (kind === 'variable') return readsOf(program, name);
  return kind === 'route' ? placesOf(program, name) : program.listens.filter(({ port }) => String(port) === name);
}

const READER = /(?:\b(?:os|syscall)\.(?:Getenv|LookupEnv|Setenv|Unsetenv)|\b[tb]\.Setenv)\(\s*$/;

function patternOf({ kind, name }: Thing): RegExp {
  const written = name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  if (kind === 'route') return new RegExp(`["\`](?:[A-Z]+ +)?(${written})["\`]`, 'dg');
  if (kind === 'port') return new RegExp(`["\`](?:[\\w.[\\]-]*:)?(${written})["\`]`, 'dg');
  return new RegExp(`["\`](${written})["\`]`, 'dg');
}

function holds(place: Place, file: string, offset: number): boolean {
  return place.file === file && place.start <= offset && offset <= place.end;
}
