import type { Place, Program } from '../../go/project.ts';
import { someOf } from '../../words/names.ts';
import type { EffectiveListener } from '../ports/effective-listener.ts';
import { type Drawing, spotOf } from './drawing.ts';
import { listenerId, programId, routeId, variableId } from './ids.ts';
import type { NodeKind } from './types.ts';
import { allListening, portList, transportOf } from '../ports/listening.ts';
import { mayServe } from '../routes/route-match.ts';

/** A program with all that it shows to the outside: where it listens, what it serves, reads and opens. */
export function drawProgram({ node, edge }: Drawing, program: Program): void {
  const id = programId(program);
  node(id, 'program', program.name, spotOf(program.main), { owner: id });
  const part = (partId: string, kind: NodeKind, label: string, place: Place) => {
    edge(id, node(partId, kind, label, spotOf(place), { owner: id }), 'has');
  };
  for (const listener of program.listens) {
    part(listenerId(program, listener), 'listener', listenerLabel(listener), listener);
  }
  for (const route of routesOf(program)) part(route.id, 'route', route.label, route.place);
  for (const variable of program.env) part(variableId(program, variable.name), 'variable', variable.name, variable);
  for (const file of program.runtimeFiles) part(`file:${id}:${file.path}`, 'file', file.path, file);
}

/** The port; where the source leaves it open, what sets it. */
function listenerLabel({ port, configuredBy }: Program['listens'][number]): string {
  const settings = configuredBy.map((one) => one.replace(/^flag:/, '--').replace(/^\w+:/, ''));
  if (port !== null) return `:${port}`;
  return settings.length === 0 ? ':?' : `:? (${someOf(settings, 2)})`;
}

interface DrawnRoute {
  readonly id: string;
  readonly path: string;
  readonly label: string;
  readonly place: Place;
  readonly method: string | null;
  /** A slash at its end is no subtree. */
  readonly isExact: boolean;
}

/** Every route once; one for health or metrics that stands among the routes, too, is the same. */
function routesOf(program: Program): DrawnRoute[] {
  const named = program.routes.map((route) => drawnRoute(program, route.method, route.path, route, 'exact' in route));
  const more = [
    ...program.health.filter(({ protocol }) => protocol === 'http'),
    ...(program.metrics ? [program.metrics] : []),
    ...program.profiles,
  ].filter(({ path }) => !program.routes.some((route) => route.path === path));
  return [...named, ...more.map((route) => drawnRoute(program, null, route.path, route))];
}

function drawnRoute(program: Program, method: string | null, path: string, place: Place, isExact = false): DrawnRoute {
  const label = method === null ? path : `${method} ${path}`;
  return { id: routeId(program, method, path), path, label, place, method, isExact };
}

/** The node of the route that answers a GET of a path; undefined: none that is known. */
export function routeServing(program: Program, path: string): string | undefined {
  const answering = routesOf(program).filter(
    ({ method, path: pattern, isExact }) => (method === null || method === 'GET') && mayServe(pattern, path, isExact),
  );
  return (answering.find((route) => route.path === path) ?? answering[0])?.id;
}

/** From what listens to a port that is declared; unknown where nothing that is known listens there. */
export function drawListening(
  { edge }: Drawing,
  program: Program,
  listeners: readonly EffectiveListener[],
  target: string,
  port: number,
  transport: 'tcp' | 'udp',
): void {
  const found = listeners.find((each) => each.port === port && transportOf(each) === transport);
  if (found) {
    const from = listenerId(program, found.listener);
    if (found.bind === 'loopback')
      edge(from, target, 'port', { state: 'unknown', message: ['it listens on loopback only'] });
    else edge(from, target, 'port');
    return;
  }
  const listening = allListening(listeners);
  edge(programId(program), target, 'port', {
    state: 'unknown',
    message: listening
      ? ['`{0}` is known to listen on {1} only', program.name, portList(listening)]
      : ['where `{0}` listens is not known', program.name],
  });
}
