import type { EnvVariable, GoProject, Place, Program } from '../go/project.ts';
import { goModOf } from './matching/module-of.ts';

/** The files that facts of a program stand in, with the go.mod of its module: each once. */
export function sourceFilesOf(program: Program, { modules }: GoProject): string[] {
  const { main, metrics, shutdown, cgo, command, runtimeLimits, calls } = program;
  const lists = [
    program.listens,
    program.routes,
    program.health,
    program.profiles,
    program.env.flatMap(placesReading),
    program.runtimeFiles,
    program.writes,
    program.processes,
    program.versionVariables,
    program.frontEnds,
    program.kubernetes?.calls ?? [],
    calls?.users ?? [],
    program.dials ?? [],
    // What they have by default may stand where a flag is defined.
    (program.dials && program.flags?.all) ?? [],
  ];
  const called = [calls?.outboundTls, calls?.timezones, calls?.userLookups];
  const single = [
    main,
    metrics,
    shutdown.place,
    cgo.place,
    command,
    runtimeLimits.memory,
    program.kubernetes?.inCluster,
    ...called,
  ];
  const files = new Set([...single, ...lists.flat()].flatMap((place) => (place ? [place.file] : [])));
  const module = modules.find(({ dir }) => dir === program.moduleDir);
  if (module) files.add(goModOf(module));
  return [...files];
}

/** Everywhere that a variable is read. */
export function placesReading(variable: EnvVariable): Place[] {
  return [variable, ...(variable.alsoAt ?? [])];
}
