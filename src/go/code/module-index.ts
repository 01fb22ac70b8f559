import type { IndexedPackage } from './code-index.ts';
import type { Declared, DeclaredType, FunctionSite, PackageValue } from './declared.ts';

/**
 * What the packages of one module declare, by name. Kept up with edits, package by package, so that no program has
 * to put its own tables together.
 */
export interface ModuleIndex {
  /** Takes a package in, in the place of the one that had its import path. */
  readonly add: (pkg: IndexedPackage) => void;
  /** Lets go of all other packages. */
  readonly sweep: (present: ReadonlySet<IndexedPackage>) => void;
  /** The index as a program sees it that links these packages, in this order. */
  readonly linked: (packages: readonly IndexedPackage[]) => LinkedNames;
}

export interface LinkedNames {
  /** `path.Name` → function, `path.Type.Name` → method. */
  readonly functions: Table<FunctionSite>;
  /** Methods by `path.Type`. */
  readonly methods: Table<readonly FunctionSite[]>;
  readonly types: Table<DeclaredType>;
  readonly values: Table<PackageValue>;
}

export interface Table<Value> extends Iterable<readonly [string, Value]> {
  readonly get: (name: string) => Value | undefined;
  readonly has: (name: string) => boolean;
  readonly values: () => Iterable<Value>;
}

type Declares = 'functions' | 'methods' | 'types' | 'values';
export function createModuleIndex(): ModuleIndex {
  const packages = new Map<string, IndexedPackage>();
  const functions = new Map<string, FunctionSite>();
  const methods = new Map<string, readonly FunctionSite[]>();
  const types = new Map<string, DeclaredType>();
  const values = new Map<string, PackageValue>();

  return { add, sweep, linked };

  function add(pkg: IndexedPackage) {
    const known = packages.get(pkg.importPath);
    if (known === pkg) return;
    if (known) remove(known);
    packages.set(pkg.importPath, pkg);
    const { declared } = pkg;
    addAll(functions, declared.functions);
    addAll(methods, declared.methods);
    addAll(types, declared.types);
    addAll(values, declared.values);
  }

  function remove(pkg: IndexedPackage) {
    packages.delete(pkg.importPath);
    const { declared } = pkg;
    for (const [name, { pkg: of }] of declared.functions) if (of === functions.get(name)?.pkg) functions.delete(name);
    for (const [name, list] of declared.methods) if (methods.get(name) === list) methods.delete(name);
    for (const [name, type] of declared.types) if (types.get(name) === type) types.delete(name);
    for (const [name, value] of declared.values) if (values.get(name) === value) values.delete(name);
  }

  function sweep(present: ReadonlySet<IndexedPackage>) {
    for (const pkg of packages.values()) if (!present.has(pkg)) remove(pkg);
  }

  function linked(all: readonly IndexedPackage[]): LinkedNames {
    const own = new Set(all);
    const isLinked = (pkg: IndexedPackage | undefined) => pkg !== undefined && own.has(pkg);

    const table = <Value>(
      known: ReadonlyMap<string, Value>,
      own: Declares & keyof Declared,
      packageOf: (value: Value) => IndexedPackage | undefined,
    ): Table<Value> => {
      const get = (name: string) => {
        const value = known.get(name);
        return value !== undefined && isLinked(packageOf(value)) ? value : undefined;
      };
      return {
        get,
        has: (name) => get(name) !== undefined,
        *values() {
          for (const { declared } of all) yield* (declared[own] as ReadonlyMap<string, Value>).values();
        },
        *[Symbol.iterator]() {
          for (const { declared } of all) yield* declared[own] as ReadonlyMap<string, Value>;
        },
      };
    };

    return {
      functions: table(functions, 'functions', ({ pkg }) => pkg),
      methods: table(methods, 'methods', ([first]) => first?.pkg),
      types: table(types, 'types', ({ site }) => site.pkg),
      values: table(values, 'values', ({ site }) => site.pkg),
    };
  }
}

function addAll<Value>(all: Map<string, Value>, more: ReadonlyMap<string, Value>): void {
  for (const [key, value] of more) all.set(key, value);
}
