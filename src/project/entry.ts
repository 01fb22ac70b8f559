import type { Finding } from '../lint/finding.ts';
import { type ParsedFile, parseFile } from './parsed-file.ts';

/** A file of a project. */
export interface Entry {
  readonly text: string;
  /** Read when it is first asked for. */
  readonly parsed: ParsedFile;
  readonly release: () => void;
  /** What was read of this text, or else of an earlier version. */
  readonly lastRead: () => ParsedFile | undefined;
  found?: { readonly revision: number; readonly findings: readonly Finding[] };
}

/** `previous`: what was read of an earlier version of its text. */
export function entryOf(file: string, text: string, previous: ParsedFile | undefined): Entry {
  let parsed: ParsedFile | undefined;
  let last = previous;
  return {
    text,
    get parsed() {
      return (parsed ??= last = parseFile(file, text, last));
    },
    release: () => (parsed = last = undefined),
    lastRead: () => last,
  };
}
