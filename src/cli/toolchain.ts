import path from 'node:path';
import type { Files } from '../go/files.ts';
import type { AnalyzeOptions } from '../go/analyze.ts';
import { askToolchain } from '../toolchain/answer.ts';
import { createAnswerCache, userCacheFolder } from '../toolchain/answer-cache.ts';
import type { Door } from './door.ts';

export const TOOLCHAIN_OPTION = { toolchain: { type: 'string' } } as const;

/** What `--toolchain` asks for: `auto` takes the go command on `PATH`, where there is one; a path takes that. */
export function toolchainOf(
  wanted: string | undefined,
  folder: string,
  files: Files,
  door: Door,
): Pick<AnalyzeOptions, 'toolchain'> {
  if (wanted === 'off') return {};
  const program = wanted === undefined || wanted === 'auto' ? 'go' : path.resolve(door.cwd, wanted);
  const signal = door.interrupted?.() ?? new AbortController().signal;
  const cache = createAnswerCache(path.join(userCacheFolder(door.env), 'toolchain'));
  return {
    toolchain: (modules) => askToolchain({ program, env: door.env, root: folder, files, modules, cache }, signal),
  };
}
