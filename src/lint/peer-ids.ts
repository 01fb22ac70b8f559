import type { Dialect } from './suppression.ts';

/** What is known about the ids that people write in ignores and settings. */
export interface PeerIds {
  /** All our rules that an id of a dialect may mean, here or in another kind of file. */
  readonly rules: (dialect: Dialect, id: string) => readonly string[];
  /** Whether an id exists: one of ours, or one that the peer has though we may have no rule for it. */
  readonly exists: (dialect: Dialect, id: string) => boolean;
  /** The id that was meant, perhaps. */
  readonly guess: (dialect: Dialect, id: string) => string | undefined;
}
