import type { Place } from './project.ts';

/** A Go file that is not in the repository, and the `//go:generate` line that makes it. */
export interface GeneratedCode extends Place {
  /** Folder of the package, in the analysed folder. */
  readonly folder: string;
  /** How the line begins, `go run ./gen`. */
  readonly command: string;
  /** The file, and what of the repository its arguments name; in the analysed folder. */
  readonly path: string;
  readonly reads: readonly string[];
}

/** What is embedded and not there. */
export interface AbsentEmbed extends Place {
  /** As it is embedded, relative to the analysed folder; may be a pattern. */
  readonly path: string;
}
