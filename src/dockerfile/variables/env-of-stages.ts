import type { Dockerfile, Stage } from '../model.ts';

/** By stage the names that ENV sets in it, or in one that it is based on, wherever it does. */
export function envOfStages(dockerfile: Dockerfile): ReadonlyMap<Stage, ReadonlySet<string>> {
  return dockerfile.once(readNames);
}

function readNames({ stages }: Dockerfile): Map<Stage, ReadonlySet<string>> {
  const names = new Map<Stage, ReadonlySet<string>>();
  for (const stage of stages) {
    const base = stage.base === null ? undefined : stages[stage.base];
    const inherited = base && names.get(base);
    const own = stage.instructions.flatMap(({ keyword, pairs }) =>
      keyword === 'ENV' ? pairs.map(({ key }) => key.value) : [],
    );
    // Most stages add none: then both share one set.
    names.set(stage, own.length === 0 && inherited ? inherited : new Set([...(inherited ?? []), ...own]));
  }
  return names;
}
