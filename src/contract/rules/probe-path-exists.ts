import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf, serverFiles } from '../examples/example-files.ts';
import { type Fault, sideIn } from '../fault.ts';
import type { Program } from '../../go/project.ts';
import { replaceValue } from '../../kubernetes/edit.ts';
import { textAt } from '../../kubernetes/fields.ts';
import { similarWord } from '../../lint/similar-word.ts';
import {
  type Answer,
  answersAnything,
  answersOf,
  answersOtherwise,
  healthAt,
  httpHealthOf,
  knowsRoutes,
  refusesCheck,
  routeFor,
  seesAllCode,
  serves,
  slashFrom,
} from '../routes/known-routes.ts';
import { type AskedPath, askedPaths, commandedPaths, hookedPaths, servingHttp } from '../routes/asked-paths.ts';
import { editIn, repairOf } from '../changes.ts';
import { inSource, type ContractRule } from '../rule.ts';
import { askAt, pathRepairs } from '../routes/path-repairs.ts';
import { servedAt } from '../ports/served-at.ts';

export const probePathExists: ContractRule = {
  id: 'probe-path-exists',
  title: 'Probe a path that the program serves',
  severity: 'error',
  aliases: [],
  why: 'A probe of a path that has no route gets 404: kubelet restarts a healthy program again and again, or never sends it traffic. The Go source says which routes there are, and which port serves them.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('livenessProbe:\n  httpGet:\n    path: «/health»\n    port: 8080'),
      good: deploymentOf('livenessProbe:\n  httpGet:\n    path: /healthz\n    port: 8080'),
      fixed: true,
      files: serverFiles(':8080'),
    },
  ],
  about: 'container',
  *check(container, contract) {
    const { program, facts } = container;
    if (!program) return;
    if (!contract.workspace.mayBePatched(facts.object, ['lifecycle']) && knowsRoutes(program, container.given))
      yield* unservedHooks(container, program);
    if (contract.workspace.mayBePatched(facts.object, ['Probe'])) return;
    for (const asked of askedPaths(container)) {
      const apart = slashFrom(program, asked.path.value);
      if (apart && knowsRoutes(program, container.given))
        yield unservedFault(asked, apart, container, program, contract);
      else if (serves(program, asked.path.value)) yield* servedElsewhere(asked, container, program);
      else if (knowsRoutes(program, container.given) || refusesCheck(program, asked.listener, asked.path.value))
        yield* unserved(asked, container, program, contract);
    }
    if (knowsRoutes(program, container.given)) yield* unservedCommands(container, program);
  },
};

/** What the command of a probe asks on a port where the program answers in HTTP. */
function* unservedCommands(container: ContractContainer, program: Program): Iterable<Fault> {
  const { file, workload } = container.facts;
  for (const { kind, path, port } of commandedPaths(container)) {
    const listener = servingHttp(port.value, container);
    if (!listener || serves(program, path.value)) continue;
    const wanted = similarRoute(path.value, program) ?? routeFor(kind, program.health);
    if (!wanted && !mustShow(program)) continue;
    const { start, end } = path;
    yield {
      sides: [
        { file, start, end, message: ['`{0}` serves no `{1}`', program.name, path.value] },
        sideIn(wanted ?? listener, ['A probe of `{0}` asks for `{1}`', workload.name, path.value]),
      ],
      repairs: wanted
        ? repairOf(['Ask for `{0}`', wanted.path], [{ file, edit: { start, end, text: wanted.path } }])
        : [],
    };
  }
}

function* unserved(
  asked: AskedPath,
  container: ContractContainer,
  program: Program,
  contract: Contract,
): Iterable<Fault> {
  const wanted = similarRoute(asked.path.value, program) ?? routeFor(asked.probe.kind, program.health);
  if (wanted || mustShow(program)) yield unservedFault(asked, wanted, container, program, contract);
}

function unservedFault(
  asked: AskedPath,
  wanted: Answer | undefined,
  container: ContractContainer,
  program: Program,
  contract: Contract,
): Fault {
  const { path } = asked;
  const { file, workload } = container.facts;
  const otherwise = answersOtherwise(program, path.value);
  return {
    sides: [
      { file, start: path.start, end: path.end, message: ['`{0}` serves no `{1}`', program.name, path.value] },
      sideIn(otherwise ?? wanted ?? asked.listener, ['A probe of `{0}` asks for `{1}`', workload.name, path.value]),
    ],
    repairs: pathRepairs(asked, wanted, container, program, contract),
  };
}

/** What a hook asks: it fails, and the program is not told that it ends. */
function* unservedHooks(container: ContractContainer, program: Program): Iterable<Fault> {
  const { file, object } = container.facts;
  for (const path of hookedPaths(container)) {
    const value = textAt(path) ?? '';
    if (serves(program, value)) continue;
    const wanted = similarRoute(value, program);
    if (!wanted && !mustShow(program)) continue;
    const { start, end } = path;
    const edit = wanted && path.kind === 'scalar' ? replaceValue(object.file.text, path, wanted.path) : undefined;
    yield {
      sides: [{ file, start, end, message: ['`{0}` serves no `{1}`', program.name, value] }],
      related: wanted ? [inSource(wanted, ['`{0}` is served here', wanted.path])] : [],
      repairs: wanted ? repairOf(['Ask for `{0}`', wanted.path], [editIn(file, edit)]) : [],
    };
  }
}

/** The route is there, and it is certain that another port serves it. */
function* servedElsewhere(asked: AskedPath, container: ContractContainer, program: Program): Iterable<Fault> {
  const { probe, path, port } = asked;
  const routes = healthAt(program, path.value);
  const places = new Map(routes.map((route) => [route, servedAt(route.port, container)] as const));
  const [route] = routes;
  const right = route && places.get(route);
  if (!route || !right || probe.port === null || answersAnything(program)) return;
  if ([...places.values()].some((place) => place === null || place === port)) return;
  const { start, end } = probe.port;
  yield {
    sides: [
      {
        file: container.facts.file,
        start,
        end,
        message: ['`{0}` serves `{1}` on {2}, not on {3}', program.name, path.value, right, port],
      },
    ],
    related: [inSource(route, ['`{0}` is served here', route.path])],
    repairs: askAt(right, asked, container),
  };
}

/** One that is written nearly so: half-typed, or a slip on either side. */
function similarRoute(path: string, program: Program): Answer | undefined {
  const routes = answersOf(program);
  const name = similarWord(
    path,
    routes.map((route) => route.path),
  );
  return routes.find((route) => route.path === name);
}

/** Without any other route for health, only where nothing can answer that we do not see. */
function mustShow(program: Program): boolean {
  return httpHealthOf(program.health).length > 0 || seesAllCode(program);
}
