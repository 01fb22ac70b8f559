import { libraryThatNeedsC, mayBringC } from '../libraries/c-libraries.ts';
import type { IndexedPackage } from '../code/code-index.ts';
import { type LinkedCode, withoutMajor } from '../code/linked-code.ts';
import type { LocalModule } from '../modules/modules.ts';
import type { Place, Program } from '../project.ts';
import { isSettled, type SettledProgram } from '../settled.ts';
import { type Import, placeOf, type SourceFile } from '../syntax/source-file.ts';
import { systemLibraries } from './system-libraries.ts';

/**
 * Whether a build of this program needs a C compiler, by what it imports itself. `known`: the module's own code says so, or
 * nothing outside it is linked; `default`: no import is known to need C, though what other modules import was not read;
 * `unknown`: a module that needs C is an indirect dependency, which the program may or may not link.
 * Where C is used if it is there, but not needed, `because` says so. What a toolchain has seen of other modules goes before
 * what is known of them.
 */
export function cgoOf(code: LinkedCode, module: LocalModule, settled?: SettledProgram): Program['cgo'] {
  const found = needOfC(code, module, settled);
  const libraries = found.needed ? systemLibraries(code) : [];
  return libraries.length > 0 ? { ...found, libraries } : found;
}

function needOfC(code: LinkedCode, { mod, vendored }: LocalModule, settled?: SettledProgram): Program['cgo'] {
  const own = code.packages.find(({ needsC }) => needsC !== null);
  if (own?.needsC) {
    const at = own.needsC.imports.find(({ path }) => path === 'C');
    const what = at ? 'imports "C"' : 'is only built with cgo';
    return needed(code, own, own.needsC, at, `${own.needsC.path} ${what}`);
  }
  const linked = settled?.cgo.needs && neededBy(code, settled.cgo.needs);
  if (linked) return linked;
  if (isSettled(settled) && !settled.cgo.needs) return notNeeded(code, settled.cgo.uses);
  const mayNeedC = [...code.externals].some((path) => libraryThatNeedsC(path) !== null);
  for (const pkg of mayNeedC ? code.packages : []) {
    for (const file of pkg.files) {
      for (const spec of file.imports) {
        if (code.paths.has(spec.path)) continue;
        const path = withoutMajor(spec.path);
        const library = libraryThatNeedsC(path);
        if (library === null || (spec.alias === '_' && isBystander(pkg, code))) continue;
        const what =
          library === path || path.startsWith(`${library}/`) ? 'needs C' : `imports ${library}, which needs C`;
        return needed(code, pkg, file, spec, `${path} ${what}`);
      }
    }
  }
  const behind = mod.requires.find(
    ({ path, indirect }) =>
      indirect && mayBringC(withoutMajor(path)) && mayBeUsed(path, code) && (vendored?.has(path) ?? true),
  );
  if (behind) {
    const module = withoutMajor(behind.path);
    return { needed: null, because: `${module}, an indirect dependency, needs C`, certainty: 'unknown' };
  }
  return { ...notNeeded(code, null), certainty: code.externals.size === 0 ? 'known' : 'default' };
}

/** Linked for what else it declares: none of its functions runs, so that nothing in it opens what a driver is there for. */
function isBystander(pkg: IndexedPackage, code: LinkedCode): boolean {
  const isOwn = ({ name }: { readonly name: string }) => name !== 'init';
  return (
    pkg !== code.packages[0] &&
    pkg.files.some(({ functions }) => functions.some(isOwn)) &&
    !code.uses(pkg).functions.some(({ fn }) => isOwn(fn))
  );
}

/** `uses`: a package of another module that uses C if it is there. What stands in for that may do less. */
function notNeeded(code: LinkedCode, uses: string | null): Program['cgo'] {
  const optional = code.packages.find(({ usesC }) => usesC !== null)?.usesC?.path ?? uses;
  const because = optional === null ? null : `${optional} uses C where it is there, but the program builds without`;
  return { needed: false, because, certainty: uses === null ? 'known' : 'default' };
}

/** By a package of another module, at the end of import paths from the main package; null where they leave our sight. */
function neededBy(code: LinkedCode, chain: readonly string[]): Program['cgo'] | null {
  const at = chain.findLastIndex((path) => code.paths.has(path));
  const pkg = code.packages.find(({ importPath }) => importPath === chain[at]);
  const [first, ...others] = chain.slice(at + 1);
  if (!pkg || first === undefined) return null;
  const file = pkg.files.find(({ imports }) => imports.some(({ path }) => path === first));
  const spec = file?.imports.find(({ path }) => path === first);
  if (!file) return null;
  const last = others.at(-1);
  const what =
    last === undefined ? 'needs C' : `imports ${others.length > 1 ? '… → ' : ''}${withoutMajor(last)}, which needs C`;
  return needed(code, pkg, file, spec, `${withoutMajor(first)} ${what}`);
}

/** A database driver is only linked by what speaks SQL; pop has the one of SQLite behind a build tag. */
function mayBeUsed(module: string, code: LinkedCode): boolean {
  if (!/sqlite|sqlcipher|duckdb|godror|oci8/.test(module)) return true;
  const paths = [...code.externals];
  if (paths.some((path) => /^github\.com\/(?:ory|gobuffalo)\/pop(?:\/|$)/.test(path))) return false;
  return (
    code.standardImports.has('database/sql') ||
    paths.some((path) => /sql|orm|migrat|database|\bdb|\bent\b|\bbun\b/i.test(path))
  );
}

function needed(
  code: LinkedCode,
  pkg: IndexedPackage,
  file: SourceFile,
  spec: Import | undefined,
  reason: string,
): Program['cgo'] {
  const place: Place = placeOf(file, spec ?? { start: 0, end: 0 });
  const chain = importChain(code, pkg);
  const through = chain.length > 1 ? ` (${chain.map(({ folder }) => folder).join(' → ')})` : '';
  return { needed: true, because: `${reason}${through}`, certainty: 'known', place };
}

/** The shortest way from the main package to another, by imports. */
function importChain(code: LinkedCode, target: IndexedPackage): readonly IndexedPackage[] {
  const byPath = new Map(code.packages.map((pkg) => [pkg.importPath, pkg]));
  const [main] = code.packages;
  const from = new Map<IndexedPackage, IndexedPackage | null>(main ? [[main, null]] : []);
  for (const pkg of from.keys()) {
    if (pkg === target) break;
    for (const { path } of pkg.files.flatMap(({ imports }) => imports)) {
      const next = byPath.get(path);
      if (next && !from.has(next)) from.set(next, pkg);
    }
  }
  const chain: IndexedPackage[] = [];
  for (let at: IndexedPackage | null | undefined = target; at; at = from.get(at)) chain.unshift(at);
  return chain;
}
