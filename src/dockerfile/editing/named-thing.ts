import type { Range } from '../../lint/rule.ts';

/** A place where a stage or a variable is named. */
export interface Occurrence extends Range {
  /** `definition`: AS, ARG, ENV; the range is the name alone. */
  readonly kind: 'definition' | 'use';
  /** True: it means the stage by its number, so that there is no name to change. */
  readonly byNumber?: true;
}

/** A stage or a variable with all the places that mean it. ARGs of one name are one, as the build's call sets them together. */
export interface NamedThing {
  readonly kind: 'stage' | 'variable';
  readonly name: string;
  /** In order. */
  readonly occurrences: readonly Occurrence[];
}
