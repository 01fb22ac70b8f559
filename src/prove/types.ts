import type { MountedFile } from './mounted-files.ts';
import type { Message } from '../words/message.ts';

/** A line that is responsible for a claim: of source, Dockerfile or manifest, relative to the project's folder. */
export interface ProofPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

export interface ProvedPort {
  readonly number: number;
  readonly transport: 'TCP' | 'UDP';
  readonly place?: ProofPlace;
}

/** What kubelet would ask. */
export interface ProvedProbe {
  readonly kind: 'http' | 'https' | 'grpc';
  /** Path of the route; of gRPC the name of the service, mostly empty. */
  readonly path: string;
  readonly port: number;
  readonly place?: ProofPlace;
}

/** A command of the image that copies files of it into a volume. */
export interface Fill {
  readonly command: readonly string[];
  /** Where the command has the volume. */
  readonly at: string;
  /** Where the program has it. */
  readonly folder: string;
}

/** How a program lives: a server stays, a job works to its end, a command answers `--help`. */
export type Life = 'server' | 'job' | 'command';

/** What to prove of an image, from its manifests and from the facts that they were made from. */
export interface ProofRequest {
  readonly image: string;
  /** Of a command that the image does not run by itself: the name of its workload; absent: the image does. */
  readonly workload?: string;
  /** The other workloads of the image; absent: none. */
  readonly beside?: readonly ProofRequest[];
  readonly life: Life;
  readonly ports: readonly ProvedPort[];
  /** It listens, but the source does not decide where, and nobody has chosen a port. */
  readonly isPortOpen?: true;
  /** All that it listens on is on loopback, and no setting changes that: where it does so. */
  readonly closed?: ProofPlace;
  /** The socket of another program that it connects to, which no manifest brings; absent: none is known. */
  readonly socket?: { readonly path: string; readonly place: ProofPlace };
  /** It starts Go itself, so the image has it. */
  readonly startsGo?: true;
  readonly probes: readonly ProvedProbe[];
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Names in `env` whose values are made up, and files that stand in as examples, because the program requires them. */
  readonly madeUp: readonly string[];
  /** Folders that get an empty, writable volume; relative ones hang below the working directory. */
  readonly writable: readonly string[];
  /** Files of the image that the source writes, and no volume lets it; absent: none. */
  readonly lost?: readonly string[];
  /** What fills some of these before the program starts; absent: nothing. */
  readonly fills?: readonly Fill[];
  /** What is laid over the image's files, as volumes bring it; absent: nothing. */
  readonly files?: readonly MountedFile[];
  /** Numeric user of the manifest; absent = the image's own. */
  readonly user?: string;
  readonly memoryBytes: number;
  /** How long the program may take to answer; a job: how long it is watched. */
  readonly startSeconds: number;
  /** How long it may take to end after SIGTERM. */
  readonly graceSeconds: number;
  /** Where to look when a claim does not hold. */
  readonly places: ProofPlaces;
}

export interface ProofPlaces {
  readonly main?: ProofPlace;
  readonly shutdown?: ProofPlace;
  /** The final stage of the Dockerfile. */
  readonly finalStage?: ProofPlace;
  readonly user?: ProofPlace;
  readonly memory?: ProofPlace;
  /** The manifest's list of writable folders. */
  readonly volumes?: ProofPlace;
}

export type ProofId = 'build' | 'user' | 'content' | 'size' | 'start' | 'listen' | 'health' | 'writes' | 'stop';

/**
 * `needs`: it could not be shown, because something is missing that is no part of the image (a database, a file to mount).
 * `skipped`: there is nothing to show, or an earlier step is the reason.
 */
export type ProofState = 'passed' | 'failed' | 'needs' | 'skipped';

/** One claim about an image and whether it held. */
export interface ProofStep {
  readonly id: ProofId;
  /** As in ProofRequest. */
  readonly workload?: string;
  readonly title: Message;
  readonly state: ProofState;
  /** What was seen. */
  readonly detail: Message;
  readonly place?: ProofPlace;
}

/** Outcome of a step without its name. */
export type Verdict = Pick<ProofStep, 'state' | 'detail' | 'place'>;
