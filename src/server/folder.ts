import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileKind, isGoFile } from '../config/file-kind.ts';
import type { ConfigFile, ConfigFiles } from '../config/peers.ts';
import { type Overrides, projectSettings } from '../config/settings.ts';
import type { GoThread } from '../disk/go-thread.ts';
import { readText } from '../disk/node-files.ts';
import { userHadolintFiles } from '../disk/user-config.ts';
import { NEVER, walk } from '../disk/walk.ts';
import { entryAt, pathsBelow } from '../dockerfile/files/file-tree.ts';
import type { SchemaSet } from '../kubernetes/schema/schema-set.ts';
import { allRules } from '../project/all-rules.ts';
import { CONFIG_NAMES, isConfigFile, readConfigFiles } from '../project/config-files.ts';
import { readBaseline } from '../project/baseline.ts';
import { createProject, type Project } from '../project/project.ts';
import { createListing, type Listing } from './listing.ts';
import type { Toolchains } from './toolchain.ts';

/** A workspace folder (or a lone file): its project, and what keeps it true to disk and editor. */
export interface Folder {
  readonly root: string;
  readonly project: Project;
  readonly listing: Listing;
  /** Resolves once the configuration files have been read. */
  readonly settingsRead: Promise<void>;
  /** Resolves once every file is known and Go is read, before the toolchain has had its say. */
  readonly scanned: Promise<void>;
  readonly relative: (fsPath: string) => string;
  /** Puts an open document's text in place of the file's. */
  readonly open: (file: string, version: number, text: () => string) => void;
  /** What a file holds, as the editor shows it or else as it is on disk; undefined where it cannot be read. */
  readonly textOf: (file: string) => string | undefined;
  /** `baseline`: path of a report whose findings are not shown; '' = none. */
  readonly readSettings: (overrides: Overrides, baseline: string) => Promise<void>;
  /** Reads the Go project anew, and once more when the toolchain has had its say; that is asked of what is on disk only. */
  readonly analyzeGo: (isSaved?: boolean) => Promise<void>;
  /** A file or a folder changed on disk, appeared or went away; or a document was closed. False: it concerns nobody. */
  readonly fileChanged: (fsPath: string) => Promise<boolean>;
}

export interface FolderOptions {
  /** Absolute path. */
  readonly root: string;
  /** True: `root` is a lone file outside every workspace folder. */
  readonly single: boolean;
  readonly overrides: Overrides;
  readonly baseline: string;
  /** The schemas that ship. */
  readonly schemas: () => SchemaSet;
  readonly go: GoThread;
  readonly toolchains: Toolchains;
  /** Called when answers for open documents may have changed. */
  readonly changed: () => void;
}

/** Files read between two turns of the event loop, so that a scan never holds up a keystroke. */
const SLICE = 20;

export function createFolder({
  root,
  single,
  overrides,
  baseline,
  schemas,
  go,
  toolchains,
  changed,
}: FolderOptions): Folder {
  const base = single ? path.dirname(root) : root;
  const project = createProject({ sourceOf });
  project.workspace.schemas.provide(schemas);
  const versions = new Map<string, number>();
  let latestOverrides = overrides;
  let latestBaseline = baseline;
  let goAnalysis: AbortController | undefined;
  /** False: nothing is known yet that Go could be joined with. */
  let isScanned = false;
  let configFiles: ConfigFiles = {};
  const scanned = withResolver();

  const folder: Folder = {
    root: toSlash(base),
    project,
    listing: createListing(base),
    settingsRead: readSettings(overrides, baseline),
    scanned: scanned.promise,
    relative,
    open(file, version, text) {
      if (versions.get(file) === version) return;
      versions.set(file, version);
      project.set(file, text());
      if (isScanned && isGoFile(file)) {
        go.changed(path.join(base, file), text());
        void analyzeGo(false);
      }
    },
    textOf: (file) => project.text(file) ?? (isGoFile(file) ? sourceOf(file) : undefined),
    readSettings,
    analyzeGo,
    async fileChanged(fsPath) {
      const file = relative(fsPath);
      versions.delete(file);
      const { moved, files } = await look(file);
      let read = 0;
      for (const one of files) {
        if (++read % SLICE === 0) await setImmediate();
        await load(one);
      }
      await loadExpressions();
      const isBaseline = (one: string) => path.resolve(base, latestBaseline) === path.resolve(base, one);
      if (latestBaseline !== '' && files.some(isBaseline)) await loadBaseline();
      const isConfig = files.some((one) => isConfigFile(one, configFiles));
      if (isConfig) await readSettings(latestOverrides, latestBaseline);
      // Not awaited: of many files that change at once, only the last starts an analysis that comes to its end.
      if (files.some(isGoFile)) void analyzeGo();
      return moved || isConfig || files.some((one) => fileKind(one) !== undefined);
    },
  };
  if (single) scanned.resolve();
  else void scan();
  return folder;

  /** A Go file as it is on disk. */
  function sourceOf(file: string): string | undefined {
    try {
      return readFileSync(path.join(base, file), 'utf8');
    } catch {
      return undefined;
    }
  }

  function relative(fsPath: string): string {
    return toSlash(path.relative(base, fsPath));
  }

  async function readSettings(next: Overrides, nextBaseline: string): Promise<void> {
    latestOverrides = next;
    latestBaseline = nextBaseline;
    configFiles = await readConfigFiles({ find: findConfig, read: (file) => readText(path.resolve(base, file)) });
    const today = new Date().toISOString().slice(0, 10);
    // Of two that read at the same time, either may be the last.
    project.configure(projectSettings(configFiles, allRules, { ...latestOverrides, today }));
    await loadExpressions();
    await loadBaseline();
  }

  async function loadBaseline(): Promise<void> {
    const text = latestBaseline === '' ? null : await readText(path.resolve(base, latestBaseline));
    project.setBaseline(text === null ? null : (readBaseline(text) ?? null));
  }

  /** Expressions that users wrote are read by a library that is loaded only for them. */
  async function loadExpressions(): Promise<void> {
    if (!project.wantsExpressions()) return;
    const { createExpressionEngine } = await import('../cel/engine.ts');
    project.setExpressions(createExpressionEngine());
  }

  /** At the folder's root; of hadolint, then where it looks for the user's own. */
  async function findConfig(names: readonly string[]): Promise<ConfigFile | undefined> {
    const places = names.map((name) => path.join(base, name));
    if (names === CONFIG_NAMES.hadolint) places.push(...userHadolintFiles(process.env, homedir()));
    for (const place of places) {
      const text = await readText(place);
      if (text !== null) return { file: relative(place), text };
    }
    return undefined;
  }

  /** Reads every file of interest in the background; rules across files speak only when it is done. */
  async function scan(): Promise<void> {
    let read = 0;
    for (const file of walk(base, leftOut)) {
      project.know(file);
      if (++read % SLICE === 0) await setImmediate();
      if (!versions.has(file)) await load(file);
    }
    project.complete();
    await loadExpressions();
    isScanned = true;
    for (const file of versions.keys()) if (isGoFile(file)) go.changed(path.join(base, file), project.text(file));
    await analyzeGo();
    changed();
  }

  function leftOut(file: string, isFolder: boolean): void {
    project.know(file, isFolder ? 'unseen' : 'file');
  }

  /** Sees whether a file or a folder is there now, and which files that concerns: of a folder nobody names those in it. */
  async function look(file: string): Promise<{ readonly moved: boolean; readonly files: readonly string[] }> {
    const names = file.split('/');
    const hidden = names.findIndex((name) => NEVER.has(name));
    const place = hidden < 0 ? file : names.slice(0, hidden + 1).join('/');
    const found = statSync(path.join(base, place), { throwIfNoEntry: false });
    if (!found) {
      const below = [...project.files()].filter((one) => one.startsWith(`${file}/`));
      // Go is read by the analysis: what there was of it is known by name only.
      const go = [...pathsBelow(project.list, file, Infinity)].filter(isGoFile).map((one) => `${file}/${one}`);
      return { moved: project.forget(place), files: [file, ...below, ...go] };
    }
    if (hidden >= 0 || entryAt(project.list, file) === 'unseen') {
      // The scan does not look there, either: what is known of it was open.
      project.remove(file);
      return { moved: hidden >= 0 && project.know(place, 'unseen'), files: [] };
    }
    if (!found.isDirectory()) return { moved: project.know(place), files: [file] };
    const files: string[] = [];
    for (const below of walk(path.join(base, file), (left, isFolder) => leftOut(`${file}/${left}`, isFolder))) {
      if (files.length % SLICE === SLICE - 1) await setImmediate();
      project.know(`${file}/${below}`);
      files.push(`${file}/${below}`);
    }
    return { moved: files.length > 0, files };
  }

  async function load(file: string): Promise<void> {
    if (fileKind(file) === undefined) return;
    if (isGoFile(file)) {
      // Only what is open is kept; the analysis reads the rest for itself.
      if (!versions.has(file)) project.remove(file);
      return;
    }
    const text = await readText(path.join(base, file));
    if (versions.has(file)) return;
    if (text === null) project.remove(file);
    else project.set(file, text);
  }

  async function analyzeGo(isSaved = true): Promise<void> {
    goAnalysis?.abort();
    if (!project.joins()) {
      if (isScanned) scanned.resolve();
      // The last Go went, and with it what was said of it.
      if (project.go()) {
        project.setGo(null);
        changed();
      }
      return;
    }
    goAnalysis = new AbortController();
    const { signal } = goAnalysis;
    // The syntax answers at once, with what the toolchain has said of the folder before; what it says now comes after.
    const read = async () => {
      const analysis = await go.analyze(base, false, signal, toolchains.known(base)).catch(() => null);
      if (signal.aborted) return null;
      project.setGo(analysis);
      changed();
      return analysis;
    };
    const first = await read();
    if (isScanned) scanned.resolve();
    if (!isSaved) return;
    for (const about of ['packages', 'types'] as const) {
      if (first && (await toolchains.ask(base, first.modules, about, signal))) await read();
    }
  }
}

/** A promise that is kept from outside. */
function withResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((keep) => {
    resolve = keep;
  });
  return {
    promise,
    resolve: () => {
      resolve();
    },
  };
}

function toSlash(file: string): string {
  return file.split(path.sep).join('/');
}
