import { inside, type IndexedPackage, type Site } from './code-index.ts';
import type { GoFunction, TypeDeclaration, ValueDeclaration } from '../syntax/syntax.ts';

export type FunctionSite = Site & { readonly fn: GoFunction };

export interface DeclaredType {
  readonly declaration: TypeDeclaration;
  readonly site: Site;
}

export interface PackageValue {
  readonly declaration: ValueDeclaration;
  readonly index: number;
  readonly site: Site;
}

/** What a package declares, by the names that code elsewhere has for it. */
export interface Declared {
  /** `path.Name` → function, `path.Type.Name` → method. */
  readonly functions: ReadonlyMap<string, FunctionSite>;
  readonly types: ReadonlyMap<string, DeclaredType>;
  readonly values: ReadonlyMap<string, PackageValue>;
  /** Methods by `path.Type`. */
  readonly methods: ReadonlyMap<string, readonly FunctionSite[]>;
  /** Functions and lines of `var` that run, or may, without being named. */
  readonly roots: readonly Site[];
  /** As the package itself says them; no methods. */
  readonly names: ReadonlySet<string>;
}

export const NOTHING_DECLARED: Declared = {
  functions: new Map(),
  methods: new Map(),
  types: new Map(),
  values: new Map(),
  roots: [],
  names: new Set(),
};

export function declaredBy(pkg: IndexedPackage): Declared {
  const functions = new Map<string, FunctionSite>();
  const methods = new Map<string, FunctionSite[]>();
  const types = new Map<string, DeclaredType>();
  const values = new Map<string, PackageValue>();
  const roots: Site[] = [];
  const names = new Set<string>();
  const path = pkg.importPath;
  for (const file of pkg.files) {
    const site: Site = { pkg, file, fn: null };
    for (const fn of file.functions) {
      const here: FunctionSite = { pkg, file, fn };
      // What a file calls that is broken outside of bodies is not all in sight.
      if (isRoot(fn, pkg.name) || file.errorAt !== null) roots.push(here);
      if (fn.receiver) {
        const type = `${path}.${receiverName(fn.receiver.type)}`;
        functions.set(`${type}.${fn.name}`, here);
        const known = methods.get(type);
        if (known) known.push(here);
        else methods.set(type, [here]);
      } else {
        functions.set(`${path}.${fn.name}`, here);
        names.add(fn.name);
      }
    }
    for (const declaration of file.types) {
      const name = `${path}.${declaration.name}`;
      names.add(declaration.name);
      if (!declaration.local || !types.has(name)) types.set(name, { declaration, site });
    }
    for (const declaration of file.values) {
      if (runsCalls(declaration)) roots.push({ pkg, file, fn: null, declaration });
      for (const [index, name] of declaration.names.entries()) {
        values.set(`${path}.${name}`, { declaration, index, site });
        names.add(name);
      }
    }
  }
  return { functions, methods, types, values, roots, names };
}

function isRoot({ name, receiver }: GoFunction, packageName: string): boolean {
  return receiver === null && (name === 'init' || (name === 'main' && packageName === 'main'));
}

/** Whether the variable's value runs code when the program starts; others are only there once somebody names them. */
function runsCalls({ values, constant }: ValueDeclaration): boolean {
  if (constant) return false;
  return values.some((value) => inside(value).some((part) => part.kind === 'call' && part.callee.kind !== 'unary'));
}

/** The receiver's type without pointer and type parameters. */
export function receiverName(type: string): string {
  return type.replace(/^\*+/, '').replace(/\[.*$/, '');
}
