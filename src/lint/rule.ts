import type { Message } from '../words/message.ts';
import type { Fix } from './fix.ts';

/** *error*: the build, the engine or the API server refuses it, or it cannot work; *warning*: harm in production is likely; *info*, *hint*: advice. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Character offsets (UTF-16 units) into the text of one file; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Another place that a finding is about. `file` is relative to the workspace, with `/`. */
export interface Related extends Range {
  readonly file: string;
  readonly message: Message;
}

/** What a rule yields: a fact about this file. */
export interface Report extends Range {
  /** The fact, with the user's own names in backticks, no full stop. */
  readonly message: Message;
  /** The best fix first; `--fix` and *fix all* take the first one if it is safe. */
  readonly fixes?: readonly Fix[];
  /** The aliases that mean this very finding; absent = all of the rule's. */
  readonly aliases?: readonly string[];
  /** Differs from the rule's where this finding is graver or milder. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
}

/** `«…»` in `bad` marks what is reported (several pairs = several findings); `good` is what the first fix makes of it, or simply clean. */
export interface Example {
  readonly bad: string;
  readonly good: string;
  /** True: applying the first fix of every finding to `bad` gives `good` to the letter. */
  readonly fixed?: true;
  /** Other files of the example's workspace, by path (a .dockerignore, a Service). */
  readonly files?: Readonly<Record<string, string>>;
  /** Options of the rule under which the example holds. */
  readonly options?: RuleOptions;
  /** File name of the example where it matters. */
  readonly file?: string;
}

/** Facts about a rule; its page, the configuration schema and the tables are generated from them. */
export interface RuleInfo {
  readonly id: string;
  /** An imperative sentence: what to do. */
  readonly title: string;
  readonly severity: Severity;
  /** True: reported only when configured or with --enable-all. */
  readonly off?: true;
  /** Peers' ids with the same meaning, `source:id` as in `hadolint:DL3007`. */
  readonly aliases: readonly string[];
  /** The peer whose own findings it passes on: they may carry any id of it that no other rule has. */
  readonly speaksFor?: 'shellcheck';
  /** The general reason, as prose for the rule's page and the hover. */
  readonly why: string;
  /** What fails, where that is certain: the build before it runs anything, a step of it, or the start of the container. */
  readonly fails?: 'parse' | 'build' | 'start';
  /** By a peer's id: where it speaks and this rule is silent on purpose, or the other way round, and the reason. English prose. */
  readonly differs?: Readonly<Record<string, string>>;
  readonly examples: readonly Example[];
  /** What `examples` hold, for the page's code fences and for the example test: a Dockerfile, a .dockerignore, a script of `RUN` (of bash where its first line says so), a whole manifest, a pod spec, a container … */
  readonly exampleOf: 'dockerfile' | 'dockerignore' | 'shell' | 'manifest' | 'pod' | 'container' | 'workspace';
}

/** Values of `options` under the rule's id in `.gantry.yaml`. */
export type RuleOptions = Readonly<Record<string, unknown>>;

/** A rule is a pure, synchronous function of parsed input: it reads nothing and waits for nothing. */
export interface Rule<Subject> extends RuleInfo {
  check(subject: Subject, options: RuleOptions): Iterable<Report>;
}
