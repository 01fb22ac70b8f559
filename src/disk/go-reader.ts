import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type AnalysisMemory, createMemory } from '../go/analysis-memory.ts';
import { analyze } from '../go/analyze.ts';
import type { Files } from '../go/files.ts';
import type { GoProject } from '../go/project.ts';
import { BY_SYNTAX, type ToolchainAnswer } from '../go/settled.ts';
import { rememberFiles, type RememberedFiles } from '../go/modules/remembered-files.ts';
import { keepLast } from '../go/incremental/kept-answers.ts';
import { nodeFiles } from './node-files.ts';

/** Analyses Go projects on disk, and keeps of each what the next analysis would read and work out again. */
export interface GoReader {
  /** `fresh`: looks at every file again, since nobody says what changed there. `toolchain`: what one has said of this folder. Rejects only when it is aborted. */
  readonly analyze: (
    root: string,
    fresh: boolean,
    signal: AbortSignal,
    toolchain?: ToolchainAnswer,
  ) => Promise<GoProject>;
  /** A file or folder (absolute path) changed, appeared or went away. `text`: what an editor shows of the file, saved or not. */
  readonly changed: (file: string, text?: string | null) => void;
}

interface Kept {
  readonly memory: AnalysisMemory;
  readonly files: RememberedFiles;
}

/** Folders whose models are kept at a time: a large one takes hundreds of megabytes. */
const MOST_FOLDERS = 4;

type RevisedFiles = Omit<RememberedFiles, 'forget'>;

/** For how long an analysis may go on before a message can reach it. */
const MILLISECONDS = 20;

export function createGoReader(): GoReader {
  const folders = new Map<string, Kept>();
  const texts = new Map<string, string>();
  return {
    analyze(root, fresh, signal, toolchain = BY_SYNTAX) {
      const known = folders.get(root);
      const kept: Kept = {
        memory: known?.memory ?? createMemory(),
        files: known && !fresh ? known.files : rememberFiles(shown(root, nodeFiles(root))),
      };
      keepLast(folders, root, kept, MOST_FOLDERS);
      return analyze(breathing(sourceOnly(kept.files, shown(root, nodeFiles(root)))), {
        memory: kept.memory,
        signal,
        toolchain: () => Promise.resolve(toolchain),
      });
    },
    changed(file, text = null) {
      if (text === null) texts.delete(file);
      else texts.set(file, text);
      for (const [root, { files }] of folders) {
        const inside = path.relative(root, file);
        if (inside.startsWith('..') || path.isAbsolute(inside)) continue;
        files.forget(inside.split(path.sep).join('/'));
      }
    },
  };

  /** Texts of open documents in place of what is on disk. */
  function shown(root: string, disk: Files): Files {
    return {
      read: (file) => Promise.resolve(texts.get(path.join(root, file)) ?? disk.read(file)),
      list: (folder) => disk.list(folder),
    };
  }
}

/** Go files are many and watched; the few others (a Makefile, go.work) may change without anybody telling. */
function sourceOnly(remembered: RememberedFiles, disk: Files): RevisedFiles {
  return {
    read: (file) => (file.endsWith('.go') ? remembered : disk).read(file),
    list: (folder) => remembered.list(folder),
    revision: (folder) => remembered.revision(folder),
  };
}

/** What is remembered answers without a turn of the event loop: without a pause, no cancellation would get through. */
function breathing(files: RevisedFiles): RevisedFiles {
  let paused = performance.now();
  return {
    async read(file) {
      await pause();
      return files.read(file);
    },
    async list(folder) {
      await pause();
      return files.list(folder);
    },
    revision: (folder) => files.revision(folder),
  };

  async function pause(): Promise<void> {
    if (performance.now() - paused < MILLISECONDS) return;
    await setImmediate();
    paused = performance.now();
  }
}
