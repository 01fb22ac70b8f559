import type { FileEntry, Files } from '../files.ts';
import { inFolder, joinFolder } from '../paths.ts';

/** What lies around the Go code: which paths are there, and the texts that say how things are built. */
export interface Repository {
  /** What lies at a path relative to the analysed folder; null where nothing does. */
  readonly kindOf: (path: string) => 'file' | 'folder' | null;
  readonly entries: (folder: string) => readonly FileEntry[];
  /** Makefiles, Dockerfiles, workflows, package.json, settings of bundlers, .gitignore and the like, by path, nearest to the root first. */
  readonly builds: ReadonlyMap<string, string>;
  /** Configuration files in the folders that frameworks look for them in, by path. */
  readonly configs: ReadonlyMap<string, string>;
  /** Files that programs may read settings from where they name them, by path. */
  readonly settings: ReadonlyMap<string, string>;
}

const BUILD_FILE =
  /^(?:(?:GNU)?[Mm]akefile(?:\..+)?|.+\.mk|[Tt]askfile\.ya?ml|\.?justfile|\.?goreleaser(?:[.-].+)?\.ya?ml|\.promu(?:-.+)?\.ya?ml|\.ko\.yaml|(?:.+\.)?(?:Docker|Container)file(?:\..+)?|\.gitlab-ci\.yml|package\.json|angular\.json|(?:vite|astro|vue|webpack|rollup|svelte)\.config\.[cm]?[jt]s|\.gitignore|(?:.*[-_])?(?:build|release|install|compile|ldflags|version|env)(?:[-_].*)?\.sh)$/;

const CONFIG_FILE = /^(?:.+\/)?(?:conf|configs?|cfg|etc)\/[^/]+\.(?:ya?ml|json|conf|ini)$|^(?:.+\/)?config\.ya?ml$/;

/** Of any name in the folders that hold settings or the root, or of a telling name anywhere. */
const SETTINGS_FILE =
  /^(?:(?:.+\/)?(?:(?:conf|configs?|cfg|etc|settings|resources)(?:\/[\w-]+)?|deploy|cmd\/[^/]+)\/)?[^/]+\.(?:ya?ml|json|toml|conf|cfg|ini|properties|env)$|^(?:.+\/)?\w*(?:config|settings|application|app|defaults?)[\w.-]*\.(?:ya?ml|json|toml|ini|conf|cfg)$|^(?:.+\/)?\.env$/;
const NO_SETTINGS_FILE =
  /(?:^|\/)(?:package(?:-lock)?|tsconfig[\w.-]*|composer|\.[\w-]+rc|\.golangci|\.goreleaser|\.travis|docker-compose[\w.-]*|node_modules\/.*|testdata\/.*)\.?\w*$/;

/** Bounds of what is read of one repository. */
const MOST_BUILD_FILES = 300;
const MOST_CONFIG_FILES = 200;
const LONGEST_CONFIG_FILE = 64 * 1024;
const LONGEST_BUILD_FILE = 256 * 1024;

/** Which files tell something, by their names alone. */
export interface Lay {
  readonly listed: ReadonlyMap<string, readonly FileEntry[]>;
  readonly kinds: ReadonlyMap<string, 'file' | 'folder'>;
  readonly builds: readonly string[];
  readonly configs: readonly string[];
  readonly settings: readonly string[];
}

export function layOf(listed: Lay['listed']): Lay {
  const kinds = new Map<string, 'file' | 'folder'>();
  const builds: string[] = [];
  const configs: string[] = [];
  const settings: string[] = [];
  for (const [path, entries] of listed) {
    kinds.set(path, 'folder');
    for (const { name, folder } of entries) {
      const inside = inFolder(path, name);
      kinds.set(inside, folder ? 'folder' : 'file');
      if (folder) continue;
      if (CONFIG_FILE.test(inside)) configs.push(inside);
      if (SETTINGS_FILE.test(inside) && !NO_SETTINGS_FILE.test(inside)) settings.push(inside);
      if (BUILD_FILE.test(name)) builds.push(inside);
    }
  }
  return { listed, kinds, builds, configs, settings };
}

export async function readRepository(files: Files, lay: Lay, signal: AbortSignal | undefined): Promise<Repository> {
  const { listed, kinds } = lay;
  const builds = new Map<string, string>();
  const configs = new Map<string, string>();
  const settings = new Map<string, string>();
  const wanted = [...lay.builds];
  for (const { name, folder } of await files.list('.github/workflows')) {
    if (!folder && /\.ya?ml$/.test(name)) wanted.push(`.github/workflows/${name}`);
  }
  for (const path of wanted.slice(0, MOST_BUILD_FILES)) {
    signal?.throwIfAborted();
    const text = await files.read(path);
    if (text !== null && text.length <= LONGEST_BUILD_FILE) builds.set(path, text);
  }
  for (const path of lay.configs.slice(0, MOST_CONFIG_FILES)) {
    signal?.throwIfAborted();
    const text = await files.read(path);
    if (text !== null && text.length <= LONGEST_CONFIG_FILE) configs.set(path, text);
  }
  for (const path of lay.settings.slice(0, MOST_CONFIG_FILES)) {
    signal?.throwIfAborted();
    const text = configs.get(path) ?? (await files.read(path));
    if (text !== null && text.length <= LONGEST_CONFIG_FILE) settings.set(path, text);
  }
  return {
    kindOf: (path) => kinds.get(joinFolder('.', path) ?? '..') ?? null,
    entries: (folder) => listed.get(folder) ?? [],
    builds,
    configs,
    settings,
  };
}
