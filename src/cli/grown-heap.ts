import { setFlagsFromString } from 'node:v8';
import type { Files } from '../go/files.ts';
import { youngGeneration } from './young-generation.ts';

/**
 * For a command that holds the models of a whole Go program: the heap grows by half before it is cleaned, as for every command
 * (esbuild.mjs), and its young part once as files are read. V8's own way, fourfold, holds more rubbish than models.
 */
export function letHeapGrow(files: Files): Files {
  // The young part is small: to share out its cleaning among threads, and to wait for them, takes longer than to clean it.
  setFlagsFromString('--no-parallel-scavenge');
  const afterFile = youngGeneration();
  return {
    ...files,
    read: (path) => {
      afterFile();
      return files.read(path);
    },
  };
}
