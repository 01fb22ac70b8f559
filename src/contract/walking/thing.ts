import type { Program } from '../../go/project.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Contract } from '../contract.ts';

/** What is walked through: the joined files, and those that nobody else looks into. */
export interface Walk {
  readonly contract: Contract;
  readonly texts: (kind: LooseKind) => Iterable<TextFile>;
}

/** Files that are read as texts only: workflows of GitHub Actions, variables in `.env`, compose. */
export type LooseKind = 'workflow' | 'env-file' | 'compose';

export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** Something that source, Dockerfile and manifests mean in common. */
export interface Thing {
  readonly kind: 'variable' | 'route' | 'port' | 'program';
  /** `PORT`, `/healthz`, `8080`, `shop`. */
  readonly name: string;
  /** Those that read, serve or listen. */
  readonly programs: readonly Program[];
  /** Every place that means it, by file and position. */
  readonly mentions: readonly Mention[];
  /** Why nobody can be sure that these are all places. */
  readonly doubts: readonly Message[];
}

/** A place that means a thing; the range is that of the name alone, without quotes. */
export interface Mention extends Range {
  readonly file: string;
  /** `source`: Go code that reads, serves or listens; `set`: it gets its value here; `use`: it is meant. */
  readonly role: 'source' | 'set' | 'use';
  /** Stands before the name wherever it is read: a key that `envFrom` gives a prefix, the end of a path in a group. */
  readonly prefix?: string;
  /** The name does not stand here yet: this goes before it where it gets another. */
  readonly adds?: string;
  /** True: the name does not stand here as such, so there is nothing to change. */
  readonly unwritten?: true;
  /** True: it may mean the same name of another program. */
  readonly unsure?: true;
}

/** Why a port cannot move away from a Service that leads to it by its own number. */
export function noTargetPort(file: string, port: number | string): Message {
  return ['A Service in `{0}` has no `targetPort`: its own port {1} leads to the container', file, port];
}

/** Collects mentions, each place once. */
export interface Mentions {
  readonly add: (mention: Mention) => void;
  readonly sorted: () => Mention[];
}

export function collectMentions(): Mentions {
  const found = new Map<string, Mention>();
  return {
    add(mention) {
      const key = `${mention.file} ${mention.start}`;
      if (!found.has(key)) found.set(key, mention);
    },
    sorted: () =>
      [...found.values()].sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1)),
  };
}
