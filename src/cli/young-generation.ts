import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

const MEGABYTE = 1024 * 1024;
const FILES_BETWEEN = 8;

/**
 * Answers a function to be called between files. The young generation of the command line is held at 1 MB (esbuild.mjs), which is cleaned
 * two hundred times while a few hundred files are read and linted; V8 itself lets it grow to many times what a program of a second has a
 * use for. So it may grow once, to `enough` megabytes, which is asked when files are read.
 */
export function youngGeneration(enough: () => number = () => 8): () => void {
  let files = 0;
  let state: 'small' | 'growing' | 'grown' = 'small';
  return () => {
    if (state === 'grown' || ++files % FILES_BETWEEN !== 0) return;
    if (state === 'small') {
      setFlagsFromString('--semi-space-growth-factor=4');
      state = 'growing';
      return;
    }
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    if ((young?.space_size ?? 0) < enough() * MEGABYTE) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    state = 'grown';
  };
}
