import type { Files } from '../files.ts';
import type { GoFolder } from './folder-tree.ts';
import type { LocalModule } from './modules.ts';
import { inFolder } from '../paths.ts';

/** Enough to see how the packages of a tree call each other. */
const MOST_FILES = 400;
const IMPORT = /^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w.-]+\/[^"\s]+)"/gm;

/**
 * What stands for the module of a tree that has no go.mod, so that its programs can be read all the same: the path that its
 * packages are imported by, as its own files show. It is not among the modules of the project.
 */
export async function withoutModule(files: Files, folders: readonly GoFolder[]): Promise<LocalModule> {
  const module = await importedAs(files, folders);
  return {
    facts: {
      ...{ dir: '.', module, go: null, toolchain: null, vendor: false, workspace: null, hasGoSum: false },
      ...{ requires: [], replaces: [], tools: [], retracts: [] },
    },
    mod: {
      ...{ module, go: null, toolchain: null, places: { go: null, toolchain: null } },
      ...{ requires: [], replaces: [], tools: [], retracts: [], errors: [] },
    },
    vendored: null,
    reachable: new Map([[module, '.']]),
    inferred: true,
  };
}

/** The path before a folder's own that most imports of packages of this tree have. */
async function importedAs(files: Files, folders: readonly GoFolder[]): Promise<string> {
  const known = new Set(folders.map(({ path }) => path));
  const votes = new Map<string, number>();
  const names = folders.flatMap(({ path, goFiles }) => goFiles.map((name) => inFolder(path, name)));
  for (const name of names.slice(0, MOST_FILES)) {
    const text = (await files.read(name)) ?? '';
    for (const [, path = ''] of text.slice(0, 8192).matchAll(IMPORT)) {
      const root = rootOf(path, known);
      if (root !== null) votes.set(root, (votes.get(root) ?? 0) + 1);
    }
  }
  const [best] = [...votes].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return best?.[0] ?? 'main';
}

/** `example.com/shop` of `example.com/shop/internal/store` where the tree has internal/store; the longest folder counts. */
function rootOf(path: string, known: ReadonlySet<string>): string | null {
  const parts = path.split('/');
  for (let length = parts.length - 1; length > 0; length--) {
    if (known.has(parts.slice(-length).join('/'))) return parts.slice(0, -length).join('/');
  }
  return null;
}
