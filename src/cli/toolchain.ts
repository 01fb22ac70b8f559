import path from 'node:path';
import type { Files } from '../go/files.ts';
import type { AnalyzeOptions } from '../go/analyze.ts';
import { askToolchain } from '../toolchain/answer.ts';
import { createAnswerCache, userCacheFolder } from '../toolchain/answer-cache.ts';
import { helperSources } from '../toolchain/helper-program.ts';
import type { Door } from './door.ts';

export const TOOLCHAIN_OPTION = { toolchain: { type: 'string' } } as const;

/**
 * What `--toolchain` asks for: `auto` takes the go command on `PATH`, where there is one, and asks what programs link; `full`
 * also what their types say, which takes seconds; a path takes that command, as `full`.
 */
export function toolchainOf(
  wanted: string | undefined,
  folder: string,
  files: Files,
  door: Door,
): Pick<AnalyzeOptions, 'toolchain'> {
  if (wanted === 'off') return {};
  const isAuto = wanted === undefined || wanted === 'auto';
  const program = isAuto || wanted === 'full' ? 'go' : path.resolve(door.cwd, wanted);
  const signal = door.interrupted?.() ?? new AbortController().signal;
  const kept = userCacheFolder(door.env);
  const cache = createAnswerCache(path.join(kept, 'toolchain'));
  const helper = isAuto ? null : { sources: helperSources(door.distDir), built: path.join(kept, 'helper') };
  return {
    toolchain: (modules) =>
      askToolchain({ program, env: door.env, root: folder, files, modules, cache, helper }, signal),
  };
}
