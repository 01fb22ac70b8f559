import type { Translations } from '../words/message.ts';

/** What a command gets from the process it runs in. */
export interface Door {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute folder of the bundles, with the wasm files beside them. */
  readonly distDir: string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly stdin: () => Promise<string>;
  /** Aborted when the user interrupts; from the first call on, whoever asked must end by it. Absent: nobody interrupts. */
  readonly interrupted?: () => AbortSignal;
  /** Whether standard output is a terminal. */
  readonly colors: boolean;
}

/** The options that every command knows. */
export interface Common {
  readonly translations: Translations;
  readonly color: boolean;
}

/** Thrown for a wrong call: printed to standard error, exit status 2. */
export class UsageError extends Error {}
