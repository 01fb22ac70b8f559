import type { Range } from '../../lint/rule.ts';
import type { Located } from '../containers.ts';

/** How a compose file runs what it builds. */
export interface ComposeService extends Range {
  readonly name: string;
  /** The ports inside, each where it is written. */
  readonly ports: readonly Located<number>[];
  readonly environment: readonly ComposeVariable[];
  /** Paths inside at which volumes, configs or secrets are mounted. */
  readonly mounts: readonly string[];
  /** Files or extensions may set more variables than are written here. */
  readonly isOpen: boolean;
  /** Each word where it is written; of a script one. Empty: none, or the image's own. */
  readonly healthcheck: readonly Located<string>[];
  readonly isScript: boolean;
  /** Each word where it is written, `$` for one that nobody knows; null: the image's own. */
  readonly command: readonly Located<string>[] | null;
  /** It runs with another entry point, or on the network of something else. */
  readonly isOtherwise: boolean;
}

export interface ComposeVariable {
  readonly name: Located<string>;
  /** Null: it comes from whoever calls compose. */
  readonly value: Located<string> | null;
}
