import type { Site } from './code-index.ts';
import { type GoFunction, holds, type Span } from '../syntax/syntax.ts';

export interface Placed extends Span {
  readonly file: string;
}

/** Code that is not run where a program does one of several things. */
export interface LeftOut {
  readonly functions: ReadonlySet<GoFunction>;
  /** Parts of what is run else, by file. */
  readonly parts: ReadonlyMap<string, readonly Span[]>;
  /** Branches that are run then. */
  readonly taken: readonly Placed[];
}

export const NOTHING_LEFT_OUT: LeftOut = { functions: new Set(), parts: new Map(), taken: [] };

/** The parts of a function, or a line of `var`, that are left out. */
export function partsLeftOut({ fn, declaration, file }: Site, { parts }: LeftOut): readonly Span[] {
  const node = fn ?? declaration;
  return node ? (parts.get(file.path)?.filter((part) => holds(node, part)) ?? []) : [];
}

export function isTakenAt({ start }: Span, { file }: Site, { taken }: LeftOut): boolean {
  return taken.some((one) => one.start === start && one.file === file.path);
}

export function isWithin(parts: readonly Span[], place: Span): boolean {
  return parts.some((part) => holds(part, place));
}
