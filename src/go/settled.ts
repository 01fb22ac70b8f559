import type { Message } from '../words/message.ts';

/**
 * What a Go toolchain settles where syntax alone does not decide. Plain data: it crosses threads and lies in caches, and
 * knows nothing of how it was found out.
 */
export interface Settled {
  /** Of the toolchain, `go1.26.8`. */
  readonly version: string;
  /** By the folder of the module, as in GoModule.dir; absent where the toolchain could not read it. */
  readonly modules: Readonly<Record<string, SettledModule>>;
}

export interface SettledModule {
  /** What the packages that its own code imports are called, by import path as written. */
  readonly names: Readonly<Record<string, string>>;
  /** By the import path of the main package. */
  readonly programs: Readonly<Record<string, SettledProgram>>;
}

export interface SettledProgram {
  /** Import paths that it needs and that are not on this machine, sorted; where there are any, only what was found counts. */
  readonly missing: readonly string[];
  readonly cgo: SettledCgo;
}

export interface SettledCgo {
  /** Import paths from the main package to one that does not build, or does not work, without C; null where none is linked. */
  readonly needs: readonly string[] | null;
  /** A package of another module that uses C where it is there, and builds without. */
  readonly uses: string | null;
}

/** What an analysis is told of the toolchain. */
export interface ToolchainAnswer {
  /** Null: none was asked. */
  readonly settled: Settled | null;
  /** Why it does not say more; null where nobody wanted it to, or where it says all. */
  readonly because: Message | null;
}

export const BY_SYNTAX: ToolchainAnswer = { settled: null, because: null };

/** Who decided on the facts of a program: its syntax alone, or a Go toolchain beside it. */
export type ResolvedBy = 'syntax' | 'toolchain';

/** Whether the toolchain has seen all that the program links. */
export function isSettled(program: SettledProgram | undefined): program is SettledProgram {
  return program?.missing.length === 0;
}
