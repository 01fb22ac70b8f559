import type { HealthRoute, Place, Program } from '../../go/project.ts';
import type { TextEdit } from '../../lint/fix.ts';
import { similarWord } from '../../lint/similar-word.ts';
import type { ContractContainer } from '../contract.ts';
import type { ProbeFacts } from '../containers.ts';
import { deploymentOf, serverFiles } from '../example-files.ts';
import { type Fault, sideIn } from '../fault.ts';
import { probePort } from '../listening.ts';
import { mayServe } from '../route-match.ts';
import type { ContractRule } from '../rule.ts';

export const probePathExists: ContractRule = {
  id: 'probe-path-exists',
  title: 'Probe a path that the program serves',
  severity: 'error',
  aliases: [],
  why: 'A probe of a path that has no route gets 404: kubelet restarts a healthy program again and again, or never sends it traffic. The Go source says which routes there are.',
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
  *check(container) {
    const { program, facts } = container;
    if (!program || !knowsRoutes(program)) return;
    for (const probe of facts.probes) yield* unserved(probe, container, program);
  },
};

function* unserved(probe: ProbeFacts, container: ContractContainer, program: Program): Iterable<Fault> {
  const { path } = probe;
  if (probe.asks !== 'http' || path === null || !isAsked(probe, container) || serves(program, path.value)) return;
  const wanted = similarRoute(path.value, program) ?? routeFor(probe.kind, program);
  if (!wanted) return;
  const { file } = container.facts;
  const { start, end } = path;
  yield {
    sides: [
      { file, start, end, message: ['`{0}` serves no `{1}`', program.name, path.value] },
      sideIn(wanted, ['A probe of `{0}` asks for `{1}`', container.facts.workload.name, path.value]),
    ],
    // Liveness and startup mostly ask for one path; who mends one means both.
    repairs: [
      { title: ['Probe `{0}`', wanted.path], changes: [{ file, edits: repathed(container, path.value, wanted.path) }] },
    ],
  };
}

function repathed({ facts }: ContractContainer, from: string, to: string): TextEdit[] {
  return facts.probes.flatMap(({ path }) =>
    path?.value === from ? [{ start: path.start, end: path.end, text: to }] : [],
  );
}

/** Every route is known. */
function knowsRoutes({ routes, health, metrics }: Program): boolean {
  const all = [...routes, ...health, ...(metrics ? [metrics] : [])];
  return routes.length > 0 && all.every(({ certainty }) => certainty !== 'unknown');
}

function serves(program: Program, path: string): boolean {
  return askable(program).some((route) => mayServe(route.path, path, 'exact' in route));
}

/** What answers a GET. */
function askable({ routes, health, metrics }: Program): readonly (Place & { readonly path: string })[] {
  const answers = routes.filter(
    ({ method }) => method === null || !/^(?:POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(method),
  );
  return [...answers, ...health.filter(({ protocol }) => protocol === 'http'), ...(metrics ? [metrics] : [])];
}

/** Whether the probe asks this program, and asks it in HTTP. */
function isAsked(probe: ProbeFacts, container: ContractContainer): boolean {
  const port = probePort(probe, container);
  const listener = container.listeners.find((each) => each.port === port && port !== null)?.listener;
  return listener?.protocol === 'http' || listener?.protocol === 'https';
}

/** One that is written nearly so: half-typed, or a slip on either side. */
function similarRoute(path: string, program: Program): (Place & { readonly path: string }) | undefined {
  const routes = askable(program);
  const name = similarWord(
    path,
    routes.map((route) => route.path),
  );
  return routes.find((route) => route.path === name);
}

/**
 * Undefined without any: a middleware that answers for a health path leaves no route behind, and then there is no other
 * health route either.
 */
function routeFor(kind: ProbeFacts['kind'], { health }: Program): HealthRoute | undefined {
  const purpose = kind === 'readiness' ? 'readiness' : 'liveness';
  return (
    health.find((route) => route.purpose === purpose) ??
    health.find((route) => route.purpose === 'health') ??
    health.at(0)
  );
}
