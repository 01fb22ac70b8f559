import path from 'node:path';
import { needsC } from './cgo.ts';
import type { Linked } from './import-closure.ts';
import type { ListedPackage } from './list-packages.ts';

/** What the helper is asked (helper/main.go). */
export interface HelperQuestion {
  /** Dependencies before what imports them. */
  readonly packages: readonly {
    readonly path: string;
    readonly folder: string;
    readonly files: readonly string[];
    readonly importMap: Readonly<Record<string, string>>;
    readonly own: boolean;
  }[];
  readonly programs: readonly string[];
  /** Bytes. */
  readonly memory: number;
}

const MEMORY = 1_500_000_000;

/** A module as `go list` shows it, with its programs. */
export interface ListedModule {
  readonly withC: ReadonlyMap<string, ListedPackage>;
  readonly withoutC: ReadonlyMap<string, ListedPackage>;
  readonly programs: readonly {
    readonly main: ListedPackage;
    readonly linked: ReadonlyMap<string, Linked>;
    readonly missing: readonly string[];
  }[];
}

/**
 * The question about programs of which nothing is missing: each package as it is built without C, those that need C as they
 * are with it. Null where there is no such program. `root`: the folder whose source is analysed.
 */
export function helperQuestion(root: string, { withC, withoutC, programs }: ListedModule): HelperQuestion | null {
  const whole = programs.filter(({ missing }) => missing.length === 0);
  const wanted = new Set(whole.flatMap(({ linked }) => [...linked.keys()]));
  if (whole.length === 0) return null;
  const packages = [...withC.values()]
    .filter((pkg) => wanted.has(pkg.path) && pkg.folder !== '')
    .map((pkg) => {
      const pure = withoutC.get(pkg.path);
      const isPure = pkg.cgoFiles.length === 0 || pkg.standard || !needsC(pkg, pure);
      const files = isPure && pure ? pure.goFiles : [...pkg.goFiles, ...pkg.cgoFiles];
      return { path: pkg.path, folder: pkg.folder, files, importMap: pkg.importMap, own: isOwn(root, pkg) };
    });
  return { packages, programs: whole.map(({ main }) => main.path), memory: MEMORY };
}

/** Whether the syntax of a package is read, too. */
function isOwn(root: string, { standard, folder }: ListedPackage): boolean {
  const inside = path.relative(root, folder);
  return (
    !standard && !inside.startsWith('..') && !path.isAbsolute(inside) && !inside.split(path.sep).includes('vendor')
  );
}
