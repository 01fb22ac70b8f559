import type { Place } from './project.ts';

/** A Go file that is not in the repository, and the `//go:generate` line that makes it. */
export interface GeneratedCode extends Place {
  /** Folder of the package, in the analysed folder. */
  readonly folder: string;
  /** How the line begins, `go run ./gen`. */
  readonly command: string;
  /** The file, or the folder where the line does not name it, and what of the repository its arguments name; in the analysed folder. */
  readonly path: string;
  readonly reads: readonly string[];
}

/** What is embedded and not there. */
export interface AbsentEmbed extends Place {
  /** As it is embedded, relative to the analysed folder; may be a pattern. */
  readonly path: string;
}

/** A front end that a package manager makes. */
export interface FrontEnd extends Place {
  /** Folder with package.json, relative to the analysed folder. */
  readonly folder: string;
  /** What the build writes and the program embeds or serves. */
  readonly output: string;
  readonly manager: 'npm' | 'pnpm' | 'yarn' | 'bun';
  /** The script of package.json that makes it. */
  readonly script: string;
  /** The program embeds it, so that it does not build without. */
  readonly embedded?: true;
  /** What else in the repository may call that script: a Makefile, a workflow, a script; sorted. */
  readonly calledIn?: readonly string[];
}
