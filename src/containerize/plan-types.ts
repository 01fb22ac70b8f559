import type { Message } from '../words/message.ts';

/** What the user may choose; absent = the plan decides from the facts. */
export interface Choices {
  /** Package of the program to containerize (`./cmd/api`); needed where there are several servers. */
  readonly program?: string;
  readonly strategy?: 'single' | 'multi' | 'cached';
  readonly runtime?: 'scratch' | 'distroless' | 'distroless-base' | 'alpine' | 'debian';
  /** `HOST/PATH` that image names start with. */
  readonly registry?: string;
  /** The listening port where the source does not decide; null = it does not listen. */
  readonly port?: number | null;
  /** Path of the health route where the source names none; null = none (then a TCP probe). */
  readonly healthPath?: string | null;
}

/** Something the source does not decide and that changes the files: to be asked, with a proposal. */
export interface Question {
  readonly id: 'program' | 'port' | 'healthPath';
  readonly ask: Message;
  readonly proposal: string | null;
  readonly options: readonly string[];
}

export interface Decision {
  /** What was decided: `program`, `base image`, `runtime`, `port`, … */
  readonly what: string;
  readonly chosen: string;
  readonly because: string;
  readonly alternatives: readonly string[];
  /** The line of source that decided it. */
  readonly evidence?: { readonly file: string; readonly line: number };
  /** `what` and `because` for the doors that translate; the plain fields are their English. */
  readonly words?: { readonly what: Message; readonly because: Message };
}

export interface PlannedFile {
  /** Relative to the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** A file of that path is there already; it is never overwritten without the user's word. */
  readonly exists: boolean;
}

export interface Plan {
  readonly questions: readonly Question[];
  readonly decisions: readonly Decision[];
  /** Empty while a question without proposal is open. */
  readonly files: readonly PlannedFile[];
}
