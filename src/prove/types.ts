import type { Message } from '../words/message.ts';

/** What to prove of an image, from the facts that its Dockerfile and manifests were made from. */
export interface ProofRequest {
  readonly image: string;
  /** Port inside the container; null = the program does not listen. */
  readonly port: number | null;
  /** Path that answers 2xx when the program is well; null = it has none. */
  readonly healthPath: string | null;
  /** Folders that the program writes to, relative to the working directory or absolute; they get a writable tmpfs. */
  readonly writes: readonly string[];
  /** Values the program needs to start. */
  readonly env: Readonly<Record<string, string>>;
  /** Default 256 MiB. */
  readonly memoryBytes?: number;
  /** How long the program may take to answer; default 15. */
  readonly startSeconds?: number;
  /** How long it may take to end after SIGTERM; default 10. */
  readonly graceSeconds?: number;
}

export type ProofId = 'user' | 'content' | 'start' | 'listen' | 'health' | 'stop';

/** One claim about an image and whether it held. */
export interface ProofStep {
  readonly id: ProofId;
  readonly title: Message;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** What was seen. */
  readonly detail: Message;
}

/** Outcome of a step without its name. */
export type Verdict = Pick<ProofStep, 'state' | 'detail'>;
