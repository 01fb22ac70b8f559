import type { GoProject } from '../project.ts';
import type { ToolchainAnswer } from '../settled.ts';

/**
 * How two analyses of one folder divide its programs: one goes from the first, the other from the last, until they meet.
 * Neighbours mostly link the same packages, so that few are read twice.
 */
export interface Share {
  /** Folders of all main packages. */
  readonly folders: readonly string[];
  readonly fromEnd: boolean;
  /** One number in memory that both share: how many folders they have taken together. */
  readonly taken: Int32Array;
}

/** Another analysis of the same folder, on a thread of its own. */
export interface Beside {
  readonly share: Share;
  /** What the toolchain says, which only one of the two asks. */
  readonly tell: (toolchain: ToolchainAnswer) => void;
  /** What it found in its share; null where it could not finish. Never rejects. */
  readonly found: Promise<Pick<GoProject, 'programs' | 'errors'> | null>;
}

/** The folders that fall to one of the two. */
export function* shareOf({ folders, fromEnd, taken }: Share): Iterable<string> {
  for (let at = 0; Atomics.add(taken, 0, 1) < folders.length; at++) {
    const folder = folders[fromEnd ? folders.length - 1 - at : at];
    if (folder !== undefined) yield folder;
  }
}
