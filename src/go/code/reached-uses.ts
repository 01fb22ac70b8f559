import type { ConditionUse, FieldAssignment, IndexedPackage, NameAssignment, Site, Use } from './code-index.ts';
import type { FunctionSite } from './declared.ts';
import { type LeftOut, NOTHING_LEFT_OUT } from './left-out.ts';
import type { Reached } from './reach.ts';
import type { Call, Composite, GoFunction } from '../syntax/syntax.ts';
import { NO_USES, type ReachedCode, type Uses, usesIn } from './uses.ts';

/** What a program does, as far as it is ever run: linked is not called. */
export interface ReachedUses {
  /** Whether code is ever run. */
  readonly isReached: (site: Site) => boolean;
  /** Of one package. */
  readonly uses: (pkg: IndexedPackage) => Uses;
  /** Functions and methods that are ever run. */
  readonly reachedFunctions: () => readonly FunctionSite[];
  /** What a function finds in each package by itself: looked for once, and again only where what the package does changes. */
  readonly gather: <Item>(find: (uses: Uses) => readonly Item[]) => readonly Item[];
  readonly composites: () => readonly Use<Composite>[];
  readonly conditions: () => readonly ConditionUse[];
  readonly comparisons: () => readonly Use[];
  readonly calls: (name: string) => readonly Use<Call>[];
  readonly methodValues: (name: string) => readonly Use[];
  readonly fieldAssignments: (name: string) => readonly FieldAssignment[];
  readonly nameAssignments: (name: string) => readonly NameAssignment[];
}

/** `never`: functions that a toolchain knows not to run. */
export function reachedUses(
  packages: readonly IndexedPackage[],
  never: ReadonlySet<GoFunction>,
  reach: () => Reached,
  leftOut: LeftOut = NOTHING_LEFT_OUT,
): ReachedUses {
  let known: Reached | null = null;
  let byPackage: ReadonlyMap<string, Uses> | null = null;
  const reached = () => (known ??= reach());
  const all = () => (byPackage ??= usesOf(packages, reached(), never, leftOut));
  return {
    isReached({ pkg, fn, declaration }) {
      if (fn && never.has(fn)) return false;
      // A literal in a package variable is there when the variable is.
      const node = declaration ?? fn;
      return !node || reached().get(pkg.importPath)?.has(node) === true;
    },
    uses: ({ importPath }) => all().get(importPath) ?? NO_USES,
    gather: <Item>(find: (uses: Uses) => readonly Item[]) => {
      const items: Item[] = [];
      for (const uses of all().values()) items.push(...uses.once(find));
      return items;
    },
    reachedFunctions: whole<'functions', FunctionSite>(all, 'functions'),
    composites: whole<'composites', Use<Composite>>(all, 'composites'),
    conditions: whole<'conditions', ConditionUse>(all, 'conditions'),
    comparisons: whole<'comparisons', Use>(all, 'comparisons'),
    calls: byName<'calls', Use<Call>>(all, 'calls'),
    methodValues: byName<'methodValues', Use>(all, 'methodValues'),
    fieldAssignments: byName<'fieldAssignments', FieldAssignment>(all, 'fieldAssignments'),
    nameAssignments: byName<'nameAssignments', NameAssignment>(all, 'nameAssignments'),
  };
}

/** By import path, in the order of the packages; those of which nothing is run are left out. */
function usesOf(
  packages: readonly IndexedPackage[],
  reached: Reached,
  never: ReadonlySet<GoFunction>,
  leftOut: LeftOut,
): ReadonlyMap<string, Uses> {
  const found = new Map<string, Uses>();
  for (const pkg of packages) {
    const code = reached.get(pkg.importPath);
    if (code) found.set(pkg.importPath, usesIn(pkg, without(code, never), leftOut));
  }
  return found;
}

function without(code: ReachedCode, never: ReadonlySet<GoFunction>): ReachedCode {
  if (never.size === 0) return code;
  return new Set([...code].filter((node) => !(never as ReachedCode).has(node)));
}

function whole<Table extends keyof Uses, Item>(
  all: () => ReadonlyMap<string, Readonly<Record<Table, readonly Item[]>>>,
  table: Table,
): () => readonly Item[] {
  let items: readonly Item[] | null = null;
  return () => (items ??= [...all().values()].flatMap((uses) => uses[table]));
}

/** What the whole program does of a name; the table is put together when the first name is asked for. */
function byName<Table extends keyof Uses, Item>(
  all: () => ReadonlyMap<string, Readonly<Record<Table, ReadonlyMap<string, readonly Item[]>>>>,
  table: Table,
): (name: string) => readonly Item[] {
  let whole: Map<string, readonly Item[]> | null = null;
  return (name) => {
    if (!whole) {
      whole = new Map();
      const lists = new Map<string, Item[]>();
      for (const uses of all().values()) {
        for (const [of, items] of uses[table]) {
          const before = whole.get(of);
          if (!before) whole.set(of, items);
          else {
            // The first list is its package's own.
            let list = lists.get(of);
            if (!list) lists.set(of, (list = [...before]));
            list.push(...items);
            whole.set(of, list);
          }
        }
      }
    }
    return whole.get(name) ?? [];
  };
}
