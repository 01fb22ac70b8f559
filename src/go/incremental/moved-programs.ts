import type { IndexedPackage } from '../code/code-index.ts';
import { type MovedFile, type MovedFiles, movedPackage, movedProgram } from './moved.ts';
import type { Program } from '../project.ts';

export interface Moves {
  /** The facts of a program in whose packages code only moved; null where more happened. */
  readonly since: (
    program: Program,
    before: readonly IndexedPackage[],
    now: readonly IndexedPackage[],
  ) => Program | null;
}

/** What an edit comes to in a package is found out once for all programs that link it. */
export function createMoves(): Moves {
  const known = new WeakMap<IndexedPackage, { readonly before: IndexedPackage; readonly files: MovedFiles | null }>();
  return {
    since(program, before, now) {
      if (before.length !== now.length) return null;
      const files = new Map<string, MovedFile>();
      for (const [index, pkg] of now.entries()) {
        const old = before[index];
        if (old === pkg) continue;
        const moved = old && between(old, pkg);
        if (!moved) return null;
        for (const [path, file] of moved) files.set(path, file);
      }
      return movedProgram(program, files);
    },
  };

  function between(before: IndexedPackage, now: IndexedPackage): MovedFiles | null {
    const last = known.get(now);
    if (last?.before === before) return last.files;
    const files = movedPackage(before, now);
    known.set(now, { before, files });
    return files;
  }
}
