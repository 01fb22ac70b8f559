import type { Message } from '../words/message.ts';

/** How to reach an engine, found as the docker CLI finds it: DOCKER_HOST, DOCKER_CONTEXT, the current context, the default socket. */
export interface EngineEndpoint {
  /** `unix:///…`, `npipe://…`, `tcp://…` or `ssh://…`. */
  readonly host: string;
  /** Which setting decided: for messages. */
  readonly source: 'DOCKER_HOST' | 'context' | 'default';
  /** Name of the docker context where one decided. */
  readonly context?: string;
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly skipVerify?: boolean };
}

export interface BuildRequest {
  /** Absolute folder that is sent as the context, minus what its .dockerignore names. */
  readonly contextDir: string;
  /** Path of the Dockerfile relative to the context. */
  readonly dockerfile: string;
  /** `name:tag` of the result; several allowed. */
  readonly tags: readonly string[];
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Files by the id under which `RUN --mount=type=secret` asks for them. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly platform?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** `host` lets RUN reach what the machine reaches. */
  readonly network?: 'default' | 'host' | 'none';
  readonly noCache?: boolean;
}

export type BuildEvent =
  | { readonly kind: 'context'; readonly files: number; readonly bytes: number }
  /** A step of the build graph changed state; `id` is stable over a step's events. */
  | {
      readonly kind: 'step';
      readonly id: string;
      readonly name: string;
      readonly state: 'started' | 'done' | 'cached' | 'failed';
      readonly seconds?: number;
      readonly error?: string;
    }
  | { readonly kind: 'log'; readonly id: string; readonly text: string }
  | { readonly kind: 'warning'; readonly text: string; readonly line?: number }
  | { readonly kind: 'done'; readonly imageId: string; readonly bytes: number; readonly layers: number };

/** Details of a failed build, as `Problem.cause`: which instruction of the Dockerfile failed. */
export interface BuildFailure {
  /** 1-based lines of the failing instruction where the engine says so. */
  readonly lines?: { readonly first: number; readonly last: number };
  readonly instruction?: string;
  readonly exitCode?: number;
  /** The last lines of output of the failing step. */
  readonly output: string;
}

export type PushEvent =
  | {
      readonly kind: 'layer';
      readonly id: string;
      readonly state: string;
      readonly current?: number;
      readonly total?: number;
    }
  | { readonly kind: 'done'; readonly digest: string; readonly reference: string };

export interface ImageSummary {
  readonly id: string;
  readonly tags: readonly string[];
  readonly bytes: number;
  readonly created: Date;
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly ports: readonly string[];
  /** WORKDIR; absent = `/`, or not asked for (lists). */
  readonly workingDirectory?: string;
}

export interface RunRequest {
  readonly image: string;
  readonly name?: string;
  /** In place of the image's ENTRYPOINT. */
  readonly entrypoint?: readonly string[];
  /** Arguments in place of the image's CMD. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Container port → host port on 127.0.0.1 (0 = any free one). */
  readonly ports?: Readonly<Record<string, number>>;
  readonly readOnly?: boolean;
  readonly dropAllCapabilities?: boolean;
  /** Paths that get a writable tmpfs. */
  readonly tmpfs?: readonly string[];
  /** Numeric user whom those belong to: over a folder of the image they have its mode, `0700` of a home. */
  readonly tmpfsUser?: number;
  readonly user?: string;
  readonly memoryBytes?: number;
  readonly network?: string;
  /** What lies over the image's files, at absolute paths. */
  readonly files?: readonly { readonly path: string; readonly text: string }[];
  /** Volumes that outlive the container, until whoever named them removes them. */
  readonly volumes?: readonly RunVolume[];
}

export interface RunVolume {
  readonly name: string;
  /** Absolute, in the container. */
  readonly path: string;
  /** Numeric user whose the volume is when it is new; absent: root's. */
  readonly owner?: number;
}

/** A line for a person about the engine: shown by the status commands. */
export interface EngineInfo {
  readonly version: string;
  readonly apiVersion: string;
  readonly os: string;
  readonly architecture: string;
  readonly summary: Message;
}
