import { setFlagsFromString } from 'node:v8';
import type { Files } from '../go/files.ts';
import { youngGeneration } from './young-generation.ts';

/** Up to so many Go files a project is small: what its models take leaves room for a larger young generation. */
const SMALL = 200;

/**
 * For a command that holds the models of a whole Go program: the heap grows by half before it is cleaned, as for every command
 * (esbuild.mjs), and its young part once as files are read. V8's own way, fourfold, holds more rubbish than models.
 */
export function letHeapGrow(files: Files): Files {
  // The young part is small: to share out its cleaning among threads, and to wait for them, takes longer than to clean it.
  setFlagsFromString('--no-parallel-scavenge');
  let goFiles = 0;
  // Half of what is read for the first second is rubbish soon: with 16 MB that second takes an eighth less, with 32 no less.
  const afterFile = youngGeneration(() => (goFiles <= SMALL ? 16 : 8));
  return {
    ...files,
    list: async (folder) => {
      const entries = await files.list(folder);
      for (const { name } of entries) if (name.endsWith('.go')) goFiles++;
      return entries;
    },
    read: (path) => {
      afterFile();
      return files.read(path);
    },
  };
}
