import { isInside } from '../containerize/paths.ts';
import type { ContentJudge } from './content.ts';
import type { ProofPlace, Verdict } from './types.ts';
import { size } from '../words/sizes.ts';
import { failed, passed } from './verdict.ts';

/** A layer of the image's history, oldest first, and the final stage's instructions that made its own. */
export interface Accounting {
  readonly layers: readonly { readonly createdBy: string; readonly bytes: number }[];
  /** How many instructions the final stage has after FROM: each is one entry of the history. */
  readonly ownInstructions: number;
  /** Paths in the image: the program, and what was copied for it. */
  readonly program: string | undefined;
  readonly copied: readonly string[];
  /** Which of those instructions install packages, by their place among them. */
  readonly installs: readonly number[];
}

export interface ImageSize {
  readonly program: number;
  readonly copied: number;
  /** What the packages that its Dockerfile installs bring. */
  readonly packages: number;
  /** Everything above the base. */
  readonly above: number;
  readonly base: number;
}

/** What may be in the layers beside the program and its files: folders, an archive's padding, a list of users. */
const ALLOWANCE = 100_000;

export function imageSize(
  { layers, ownInstructions, program, copied, installs }: Accounting,
  content: ContentJudge,
): ImageSize {
  const own = layers.slice(Math.max(0, layers.length - ownInstructions));
  const total = layers.reduce((sum, { bytes }) => sum + bytes, 0);
  const above = own.reduce((sum, { bytes }) => sum + bytes, 0);
  // Links that are copied to the root hold nothing.
  const below = copied.filter((path) => path !== '/');
  const apart = below.filter((path) => !below.some((other) => other !== path && isInside(path, other)));
  const bytesOf = (path: string) =>
    content.bytesOf(path) - (program !== undefined && isInside(program, path) ? content.bytesOf(program) : 0);
  return {
    program: program === undefined ? 0 : content.bytesOf(program),
    copied: apart.reduce((sum, path) => sum + bytesOf(path), 0),
    packages: installs.reduce((sum, at) => sum + (own[at]?.bytes ?? 0), 0),
    above,
    base: total - above,
  };
}

/** Layers above the base hold the program, the files that were copied for it, and next to nothing else. */
export function judgeSize({ program, copied, packages, above, base }: ImageSize, place?: ProofPlace): Verdict {
  const rest = above - program - copied - packages;
  if (rest > ALLOWANCE) {
    return failed(
      [
        '{0} above the base are neither the program ({1}) nor files copied for it ({2})',
        size(rest),
        size(program),
        size(copied),
      ],
      place,
    );
  }
  if (packages > 0) {
    return passed([
      'Program {0}, its files {1}, packages {2}, base {3}',
      size(program),
      size(copied),
      size(packages),
      size(base),
    ]);
  }
  return passed(['Program {0}, its files {1}, base {2}', size(program), size(copied), size(base)]);
}
