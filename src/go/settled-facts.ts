import type { FunctionSite } from './code/declared.ts';
import type { Settled, SettledModule, SettledProgram } from './settled.ts';
import type { GoFunction } from './syntax/syntax.ts';

/** What a toolchain settles about the code of one program, by name. */
export interface SettledFacts {
  /** The same exactly where names, types and constants are. */
  readonly key: string;
  /** The same exactly where all that is said of the program is. */
  readonly programKey: string;
  /** What packages of other modules are called, by import path as written. */
  readonly packages: ReadonlyMap<string, string>;
  readonly results: ReadonlyMap<string, readonly string[]>;
  readonly fields: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, string>;
  readonly constants: ReadonlyMap<string, string | number>;
  readonly interfaces: ReadonlySet<string>;
  /** The only method behind one of an interface. */
  readonly calls: ReadonlyMap<string, string>;
  /** Null: not known. */
  readonly reached: ReadonlySet<string> | null;
}

const NOTHING_SETTLED: SettledFacts = {
  key: '',
  programKey: '',
  packages: new Map(),
  results: new Map(),
  fields: new Map(),
  variables: new Map(),
  constants: new Map(),
  interfaces: new Set(),
  calls: new Map(),
  reached: null,
};

export function settledModule(settled: Settled | null, dir: string): SettledModule | undefined {
  return settled && Object.hasOwn(settled.modules, dir) ? settled.modules[dir] : undefined;
}

export function settledProgram(module: SettledModule | undefined, path: string): SettledProgram | undefined {
  return module && Object.hasOwn(module.programs, path) ? module.programs[path] : undefined;
}

export function settledFacts(module: SettledModule | undefined, program: SettledProgram | undefined): SettledFacts {
  if (!module) return NOTHING_SETTLED;
  const { key, names, types } = module;
  return {
    key,
    programKey: `${key} ${program?.key ?? ''}`,
    packages: new Map(Object.entries(names)),
    results: new Map(Object.entries(types?.results ?? {})),
    fields: new Map(Object.entries(types?.fields ?? {})),
    variables: new Map(Object.entries(types?.variables ?? {})),
    constants: new Map(Object.entries(types?.constants ?? {})),
    interfaces: new Set(types?.interfaces),
    calls: new Map(Object.entries(program?.calls ?? {})),
    reached: program?.reached ? new Set(program.reached) : null,
  };
}

/** Functions that may run, and those that never do, as the toolchain has seen it. Every `init` runs. */
export function runByTypes(
  functions: Iterable<readonly [string, FunctionSite]>,
  { reached }: SettledFacts,
): { readonly runs: readonly FunctionSite[]; readonly never: ReadonlySet<GoFunction> } {
  const runs: FunctionSite[] = [];
  const never = new Set<GoFunction>();
  if (!reached) return { runs, never };
  for (const [key, site] of functions) {
    const { name, receiver } = site.fn;
    if (reached.has(key)) runs.push(site);
    else if (receiver !== null || (name !== 'init' && name !== '_')) never.add(site.fn);
  }
  return { runs, never };
}
