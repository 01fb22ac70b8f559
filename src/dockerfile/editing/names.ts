import type { Dockerfile } from '../model.ts';
import type { NamedThing, Occurrence } from './named-thing.ts';
import { stageNames } from './stage-names.ts';
import { variableNames } from './variable-names.ts';

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
