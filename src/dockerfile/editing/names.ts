import type { Range } from '../../lint/rule.ts';
import type { Dockerfile } from '../model.ts';
import { stageNames } from './stage-names.ts';
import { variableNames } from './variable-names.ts';

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

export function namedThings(dockerfile: Dockerfile): NamedThing[] {
  return [...stageNames(dockerfile), ...variableNames(dockerfile)];
}

/** What is named at an offset. */
export function namedAt(
  dockerfile: Dockerfile,
  offset: number,
): { readonly thing: NamedThing; readonly occurrence: Occurrence } | undefined {
  for (const thing of namedThings(dockerfile)) {
    const occurrence = thing.occurrences.find(({ start, end }) => start <= offset && offset <= end);
    if (occurrence) return { thing, occurrence };
  }
  return undefined;
}

/** Where it was defined, seen from an offset: the nearest definition before it, else the first. */
export function definitionsOf({ occurrences }: NamedThing): Occurrence[] {
  return occurrences.filter(({ kind }) => kind === 'definition');
}
