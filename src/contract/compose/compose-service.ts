import type { TextEdit } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';
import type { Located } from '../containers/containers.ts';

/** How a compose file runs what it builds. */
export interface ComposeService extends Range {
  readonly name: string;
  /** The ports inside, each where it is written. */
  readonly ports: readonly Located<number>[];
  /** Those that are not published, in the same way. */
  readonly exposes: readonly Located<number>[];
  readonly environment: readonly ComposeVariable[];
  /** Paths inside at which volumes, configs or secrets are mounted. */
  readonly mounts: readonly string[];
  /** Where it is said that the root file system is read-only; null: it is not. */
  readonly readOnly: Range | null;
  /** What it says in place of the image's working folder; null: nothing. */
  readonly folder: string | null;
  /** Gives it a folder in memory. */
  readonly addTmpfs: (path: string) => TextEdit | undefined;
  /** Files or extensions may set more variables than are written here. */
  readonly isOpen: boolean;
  /** Each word where it is written; of a script one. Empty: none, or the image's own. */
  readonly healthcheck: readonly Located<string>[];
  readonly isScript: boolean;
  /** Each word where it is written, `$` for one that nobody knows; null: the image's own. */
  readonly entrypoint: readonly Located<string>[] | null;
  /** The same; where there is an entry point, that of the image counts no more. */
  readonly command: readonly Located<string>[] | null;
  /** How long it has to stop, as it is written; null: as compose decides. */
  readonly stopGrace: Located<string> | null;
  /** The signal that stops it, in the same way. */
  readonly stopSignal: Located<string> | null;
  /** What it waits for. */
  readonly dependsOn: readonly ComposeDependency[];
  /** The names by which containers of the file reach each other; null: others may be reached, too. */
  readonly reachable: ReadonlySet<string> | null;
  /** It is another service with changes, or runs on the network of something else. */
  readonly isOtherwise: boolean;
}

export interface ComposeVariable {
  readonly name: Located<string>;
  /** Null: it comes from whoever calls compose. */
  readonly value: Located<string> | null;
}

/** A service that another one waits for. */
export interface ComposeDependency extends Located<string> {
  /** None of that name is in the file. */
  readonly isAbsent: boolean;
  /** Until its health check succeeds, where that is written; null: it need not be healthy. */
  readonly untilHealthy: Range | null;
  /** What it runs, where the service itself has no health check; null: it has one, or is built or extended. */
  readonly unchecked: string | null;
}
