import type { GoFolder } from './folder-tree.ts';
import type { LocalModule } from './modules.ts';
import type { GoPackage, PackageLoader } from './packages.ts';
import { joinFolder } from './paths.ts';

/** A main package and all that it imports from this folder, by import path. */
export type Linker = (folder: GoFolder, module: LocalModule) => Promise<ReadonlyMap<string, GoPackage>>;

/** Programs of a module link much the same: where the imports of a package lie is found out once. */
export function linker(loader: PackageLoader, signal: AbortSignal | undefined): Linker {
  const known = new Map<LocalModule, Map<GoPackage, readonly Imported[]>>();
  return async (folder, module) => {
    const found = new Map<string, GoPackage>();
    const main = await loader.load(folder.path);
    if (main?.name !== 'main') return found;
    found.set(main.importPath, main);
    let ofModule = known.get(module);
    if (!ofModule) known.set(module, (ofModule = new Map<GoPackage, readonly Imported[]>()));
    for (const pkg of found.values()) {
      let imported = ofModule.get(pkg);
      if (!imported) {
        signal?.throwIfAborted();
        ofModule.set(pkg, (imported = await importedBy(pkg, module, loader)));
      }
      for (const { path, pkg: other } of imported) if (!found.has(path)) found.set(path, other);
    }
    return found;
  };
}

/** A package of this folder by the path that an import names. */
interface Imported {
  readonly path: string;
  readonly pkg: GoPackage;
}

async function importedBy({ imports }: GoPackage, module: LocalModule, loader: PackageLoader): Promise<Imported[]> {
  const found: Imported[] = [];
  for (const path of imports) {
    const folder = folderOf(path, module);
    const ready = folder === null ? null : loader.load(folder);
    // Most are there: waiting for each would take longer than all else here.
    const pkg = ready instanceof Promise ? await ready : ready;
    if (pkg && pkg.name !== 'main') found.push({ path, pkg });
  }
  return found;
}

/** Where an import path lies in this folder; the longest module path wins. */
function folderOf(path: string, { reachable }: LocalModule): string | null {
  let best: { module: string; dir: string } | null = null;
  for (const [module, dir] of reachable) {
    if (path !== module && !path.startsWith(`${module}/`)) continue;
    if (!best || module.length > best.module.length) best = { module, dir };
  }
  return best && joinFolder(best.dir, path.slice(best.module.length).replace(/^\//, ''));
}
