import { askedOnce } from '../incremental/asked-once.ts';
import { type Bindings, bindingsOf } from './bindings.ts';
import type { IndexedPackage } from './code-index.ts';
import { type FunctionFacts, newMemory, type ProgramMemory } from './program-memory.ts';
import { type LeftOut, NOTHING_LEFT_OUT } from './left-out.ts';
import type { LinkedNames, ModuleIndex } from './module-index.ts';
import { reachedFrom } from './reach.ts';
import { reachedAgain, type ReachMemory } from '../incremental/reached-again.ts';
import { type ReachedUses, reachedUses } from './reached-uses.ts';
import { forgetAnswers } from '../incremental/remembered-answers.ts';
import { runByTypes, type SettledFacts } from '../settled-facts.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { GoFunction } from '../syntax/syntax.ts';

/** Everything of the module that is linked into one program, with answers by name. */
export interface LinkedCode extends LinkedNames, ReachedUses {
  /** The main package first. */
  readonly packages: readonly IndexedPackage[];
  /** Import paths of the packages. */
  readonly paths: ReadonlySet<string>;
  /** Imports that are neither the standard library nor this folder's, without major versions. */
  readonly externals: ReadonlySet<string>;
  readonly standardImports: ReadonlySet<string>;
  readonly bindings: (fn: GoFunction) => Bindings;
  /** Import path (local), or path without major version (external), by the name a file uses; undefined = no import. */
  readonly importNamed: (file: SourceFile, name: string) => string | undefined;
  /** What a toolchain says where syntax does not decide. */
  readonly settled: SettledFacts;
  /** What of it is not run, where it is asked what the program does by one of its commands. */
  readonly leftOut: LeftOut;
  /** Answers that were worked out once. */
  readonly memory: ProgramMemory;
  /** What a function says of the whole code, worked out the first time that it is asked; `meanwhile` where it asks itself. */
  readonly once: <Value>(make: (code: LinkedCode) => Value, meanwhile: Value) => Value;
}

export interface ImportResolver {
  /** Import path of a package of this folder → that package; undefined for all others. */
  readonly local: ReadonlyMap<string, IndexedPackage>;
  /** What a toolchain has said. */
  readonly settled: SettledFacts;
}

export function linkCode(
  all: readonly IndexedPackage[],
  { local, settled }: ImportResolver,
  index: ModuleIndex,
  { bindings, returns }: FunctionFacts,
  reach: ReachMemory,
): LinkedCode {
  const { functions, methods, types, values } = index.linked(all);
  const externals = new Set<string>();
  const standardImports = new Set<string>();
  for (const path of new Set(all.flatMap(({ imports: own }) => own))) {
    if (local.has(path) || path === 'C') continue;
    if (isStandard(path)) standardImports.add(path);
    else externals.add(withoutMajor(path));
  }
  const imports = new Map<SourceFile, ReadonlyMap<string, string>>();
  const { runs, never } = runByTypes(functions, settled);
  let last: { readonly fn: GoFunction | null; readonly bindings: Bindings } = { fn: null, bindings: new Map() };
  const names: Names = {
    packages: all,
    paths: new Set(all.map(({ importPath }) => importPath)),
    settled,
    leftOut: NOTHING_LEFT_OUT,
    externals,
    standardImports,
    functions,
    methods,
    types,
    values,
    bindings: (fn) => {
      // Every name is asked for, one function after the other.
      if (fn === last.fn) return last.bindings;
      let known = bindings.get(fn);
      if (!known) bindings.set(fn, (known = bindingsOf(fn)));
      last = { fn, bindings: known };
      return known;
    },
    importNamed: (file, name) => {
      let names = imports.get(file);
      if (!names) imports.set(file, (names = importNames(file, local, settled.packages)));
      return names.get(name);
    },
  };
  const uses = reachedUses(all, never, () => {
    const reached = (reach.last && reachedAgain(code, reach.last)) ?? reachedFrom(code, runs);
    reach.last = { packages: all, settled: settled.programKey, reached };
    return reached;
  });
  const code = codeWith(names, uses, newMemory({ bindings, returns }));
  return code;
}

/** The same program where it does not do all that it can; what it is found to do takes of the same steps. */
export function withoutCode(whole: LinkedCode, leftOut: LeftOut): LinkedCode {
  const { never } = runByTypes(whole.functions, whole.settled);
  const uses = reachedUses(whole.packages, never, () => reachedFrom(code), leftOut);
  const { solver, settingsFiles, versions, stepsLeft } = whole.memory;
  const memory = { ...newMemory(whole.memory), solver, settingsFiles, versions, stepsLeft };
  const code = codeWith({ ...whole, leftOut }, uses, memory);
  return code;
}

type Names = Omit<LinkedCode, keyof ReachedUses | 'memory' | 'once'>;

function codeWith(names: Names, uses: ReachedUses, memory: ProgramMemory): LinkedCode {
  const ask = askedOnce();
  const code: LinkedCode = {
    ...names,
    ...uses,
    memory,
    once: <Value>(make: (code: LinkedCode) => Value, meanwhile: Value): Value => {
      const answer = () => {
        const { steps } = memory;
        const value = make(code);
        memory.steps = steps;
        // What was worked out without this answer may differ with it.
        if (value !== meanwhile) {
          forgetAnswers(memory.settings);
          forgetAnswers(memory.nilness);
        }
        return value;
      };
      return ask(make, answer, meanwhile);
    },
  };
  return code;
}

/** Standard library paths have no dot in their first element. */
export function isStandard(path: string): boolean {
  const dot = path.indexOf('.');
  return dot < 0 || path.lastIndexOf('/', dot) >= 0;
}

/** `github.com/go-chi/chi/v5/middleware` is known here as `github.com/go-chi/chi/middleware`. */
export function withoutMajor(path: string): string {
  return path.replace(/\/v\d+(?=\/|$)/, '').replace(/^(gopkg\.in\/.*)\.v\d+$/, '$1');
}

function importNames(
  file: SourceFile,
  local: ReadonlyMap<string, IndexedPackage>,
  called: SettledFacts['packages'],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { path, alias } of file.imports) {
    const own = local.get(path);
    const target = own || isStandard(path) ? path : withoutMajor(path);
    if (alias !== null) names.set(alias, target);
    else {
      const exact = own?.name ?? called.get(path);
      for (const name of exact === undefined ? likelyNames(target) : [exact]) {
        if (!names.has(name)) names.set(name, target);
      }
    }
  }
  return names;
}

/** What a package that we cannot read is probably called: `go-redis` and `redis-golang` may be `redis`. */
function likelyNames(path: string): string[] {
  const last = path.slice(path.lastIndexOf('/') + 1);
  const bare = last.replace(/^go(?:lang)?[-.]|[-.]go(?:lang)?$/g, '');
  return [...new Set([last, bare, bare.replaceAll('-', ''), bare.replaceAll('-', '_')])];
}
