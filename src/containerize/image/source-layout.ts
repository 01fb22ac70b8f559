import type { FileEntry, Files } from '../../go/files.ts';
import type { GoModule, GoProject } from '../../go/project.ts';
import { parseGoMod, parseGoWork } from '../../go/modules/go-mod.ts';
import { joinPath } from '../paths.ts';

/** What a build needs of the folder: which files name the dependencies, and what lies outside of the folder. */
export interface SourceLayout {
  /** Folder where the go command runs, `.` for the analysed folder. */
  readonly moduleDir: string;
  /** go.mod, go.sum, go.work … of every folder that takes part, the module itself first. */
  readonly dependencyFiles: readonly { readonly folder: string; readonly names: readonly string[] }[];
  readonly vendor: boolean;
  /** What go.work says of the Go version, where the module is built in a workspace. */
  readonly workspaceGo: string | null;
  /** There is a go.work with which the go command refuses to build the module. */
  readonly workspaceOff: boolean;
  /** Files that the module has no go.sum for although it requires modules. */
  readonly missingGoSum: boolean;
  /** Folders that `replace` or `use` name and that are not inside the analysed folder. */
  readonly outside: readonly string[];
  /** Names in the analysed folder. */
  readonly root: readonly FileEntry[];
}

export async function readSourceLayout(project: GoProject, module: GoModule, files: Files): Promise<SourceLayout> {
  const workspace = await files.read('go.work');
  const used = workspace === null ? [] : parseGoWork(workspace).map((folder) => joinPath('.', folder) ?? folder);
  const inWorkspace = used.includes(module.dir) && (await areModules(used, files));
  const goMod = (await files.read(inFolder(module.dir, 'go.mod'))) ?? '';
  const named = localReplaces(goMod).map((written) => ({
    written,
    folder: written.startsWith('/') ? null : joinPath(module.dir, written),
  }));
  const wanted = [
    ...new Set([
      module.dir,
      ...(inWorkspace ? used : []),
      ...named.map(({ folder }) => folder).filter((folder) => folder !== null),
    ]),
  ];
  const dependencyFiles = await Promise.all(
    wanted.map(async (folder) => ({ folder, names: await dependencyNames(files, folder, inWorkspace) })),
  );
  if (inWorkspace && !wanted.includes('.')) {
    dependencyFiles.unshift({ folder: '.', names: await dependencyNames(files, '.', true) });
  }
  return {
    moduleDir: module.dir,
    dependencyFiles: dependencyFiles.filter(({ names }) => names.length > 0),
    vendor: module.vendor,
    workspaceGo: inWorkspace ? (/^go\s+(\S+)/m.exec(workspace ?? '')?.[1] ?? null) : null,
    workspaceOff: workspace !== null && !inWorkspace,
    missingGoSum: module.requires.length > 0 && !module.hasGoSum && !inWorkspace,
    outside: [
      ...named.filter(({ folder }) => folder === null).map(({ written }) => written),
      ...(inWorkspace ? used.filter((folder) => /^(?:\.\.|\/)/.test(folder)) : []),
    ],
    root: await files.list(''),
  };
}

/** One folder without go.mod, as of a submodule that nobody has fetched, and the go command takes none; what is outside is not known. */
async function areModules(folders: readonly string[], files: Files): Promise<boolean> {
  const inside = folders.filter((folder) => !/^(?:\.\.|\/)/.test(folder));
  const found = await Promise.all(inside.map((folder) => exists(files, inFolder(folder, 'go.mod'))));
  return found.every((one) => one === 'file');
}

/** Whether a file or folder of this path is there. */
export async function exists(files: Files, path: string): Promise<'file' | 'folder' | null> {
  if (path === '.') return 'folder';
  const slash = path.lastIndexOf('/');
  const entries = await files.list(slash < 0 ? '' : path.slice(0, slash));
  const entry = entries.find(({ name }) => name === path.slice(slash + 1));
  if (!entry) return null;
  return entry.folder ? 'folder' : 'file';
}

async function dependencyNames(files: Files, folder: string, inWorkspace: boolean): Promise<string[]> {
  const names = ['go.mod', 'go.sum', ...(inWorkspace && folder === '.' ? ['go.work', 'go.work.sum'] : [])];
  const entries = await files.list(folder === '.' ? '' : folder);
  return names.filter((name) => entries.some((entry) => entry.name === name && !entry.folder));
}

function inFolder(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`;
}

/** Folders that `replace … => ./folder` points at, as written. */
function localReplaces(goMod: string): string[] {
  return parseGoMod('go.mod', goMod)
    .replaces.filter(({ by, byVersion }) => byVersion === null && /^\.\.?(?:\/|$)|^\//.test(by))
    .map(({ by }) => by);
}
