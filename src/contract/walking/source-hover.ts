import type { EnvVariable, Listener, Place, Program } from '../../go/project.ts';
import { code } from '../../lint/markdown.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Contract } from '../contract.ts';
import type { LiveCluster } from '../live/live-cluster.ts';
import { liveMatcher, type LiveMatcher } from '../live/live-match.ts';
import { probesAsking } from './asking.ts';
import { liveRows } from './live-values.ts';
import { PROBE_WORDS } from './probe-words.ts';
import { type Reach, reachOf } from './reach.ts';
import { routesTo } from './routes-to.ts';
import { saidInLayers, withoutMarks } from './through-charts.ts';
import { literalAt, nameIn, pathIn } from './source-literals.ts';
import { placesReading } from '../source-files.ts';
import { placesOf, programsLinking } from './source-places.ts';
import { shown, variableRows } from './variable-values.ts';

/** A line of Markdown, an item of a list, or a row of a table (the first is its head). */
export type HoverLine =
  { readonly text: Said } | { readonly item: Said; readonly depth: 0 | 1 } | { readonly cells: readonly Said[] };
type Said = Message | string;

export interface SourceHover extends Range {
  readonly lines: readonly HoverLine[];
}

/** What the rest of the project makes of a variable, a listener or a route of Go source; undefined where nothing is to be said. */
export function hoverSource(
  file: string,
  text: string,
  offset: number,
  contract: Contract,
  live?: LiveCluster | null,
): SourceHover | undefined {
  const found = new Map<string, HoverLine>();
  /** A table of its own, behind what the files say for all programs. */
  const onCluster = new Map<string, HoverLine>();
  let range: Range | undefined;
  let matcher: LiveMatcher | undefined;
  const matcherOf = (cluster: LiveCluster) => (matcher ??= liveMatcher(contract, cluster));
  const isHere = (place: Place) => place.file === file && place.start <= offset && offset <= place.end;
  const note = (at: Range, lines: readonly HoverLine[]) => {
    if (lines.length === 0) return;
    range ??= { start: at.start, end: at.end };
    // Programs that share the place mostly say the same.
    let head = '';
    for (const line of lines) {
      const isBelow = 'item' in line && line.depth > 0;
      const key = (isBelow ? head : '') + JSON.stringify(line);
      if (!isBelow) head = key;
      found.set(key, line);
    }
  };
  for (const program of contract.at(file).programs) {
    for (const variable of program.env) {
      const here = placesReading(variable).find(isHere);
      if (!here) continue;
      note(nameIn(text, here, variable.name) ?? here, variableLines(program, variable, contract));
      for (const line of live ? liveLines(program, variable, contract, live, matcherOf(live)) : [])
        onCluster.set(JSON.stringify(line), line);
    }
    const { routes, health, metrics } = program;
    const served = [...routes, ...health, ...(metrics ? [metrics] : [])].filter(isHere);
    for (const route of served)
      note(pathIn(text, route, route.path) ?? route, routeLines(program, route.path, contract));
    for (const listener of program.listens.filter(isHere)) note(listener, listenerLines(program, listener, contract));
  }
  if (!range) atConstant();
  return range && { ...range, lines: [...found.values(), ...onCluster.values()] };

  /** Programs name it elsewhere. */
  function atConstant(): void {
    const literal = literalAt(text, offset);
    if (!literal) return;
    const { value } = literal;
    for (const program of programsLinking(file, contract)) {
      for (const variable of program.env)
        if (variable.name === value) note(literal, variableLines(program, variable, contract));
      if (placesOf(program, value).length > 0) note(literal, routeLines(program, value, contract));
    }
  }
}

/** The programs that read a variable at a place of Go source. */
export function programsReading(file: string, offset: number, contract: Contract): readonly Program[] {
  return contract
    .at(file)
    .programs.filter(({ env }) =>
      env.flatMap(placesReading).some((place) => place.file === file && place.start <= offset && offset <= place.end),
    );
}

function liveLines(
  program: Program,
  variable: EnvVariable,
  contract: Contract,
  live: LiveCluster,
  matcher: LiveMatcher,
): HoverLine[] {
  const rows = liveRows(program, variable, contract, matcher);
  if (rows.length === 0) return [];
  return [
    { text: ['On the cluster of {0}', code(live.context)] },
    { cells: [['Workload'], ['Namespace'], ['Value']] },
    ...rows.map(({ workload, namespace, value }) => ({ cells: [workload, code(namespace), value] })),
  ];
}

function variableLines(program: Program, variable: EnvVariable, contract: Contract): HoverLine[] {
  const { name, required, default: value, certainty } = variable;
  const facts: Said =
    value !== null
      ? ['{0}, by default {1}', code(name), shown(value, variable)]
      : required
        ? ['{0}, required', code(name)]
        : required === false && certainty !== 'unknown'
          ? ['{0}, optional', code(name)]
          : code(name);
  const rows = variableRows(program, variable, contract);
  if (rows.length === 0) return [{ text: facts }];
  const isPlaced = rows.some(({ where }) => where !== '');
  const cells = (workload: Said, where: Said, last: Said) => ({
    cells: isPlaced ? [workload, where, last] : [workload, last],
  });
  return [
    { text: facts },
    cells(['Workload'], ['Folder'], ['Value']),
    ...rows.map((row) => cells(row.workload, row.where === '' ? '' : code(row.where), row.value)),
  ];
}

function listenerLines(program: Program, listener: Listener, contract: Contract): HoverLine[] {
  const blocks = saidInLayers(contract, (layer, nameOf) =>
    reachOf(program, listener, layer.contract).map((reach) => reachLines(reach, nameOf(reach.container))),
  );
  return blocks.flat();
}

function reachLines({ port, bind, services, probes }: Reach, name: string): HoverLine[] {
  const who = code(name);
  const head: Said =
    bind === 'loopback' ? ['{0} listens on {1}, for itself only', who, port] : ['{0} listens on {1}', who, port];
  return [
    { item: head, depth: 0 },
    ...services.flatMap(({ name, routes }): HoverLine[] => [
      { item: ['Service {0}', code(withoutMarks(name))], depth: 1 },
      ...routes.map(({ object, host, path }): HoverLine => {
        const { kind, name: called } = object.manifest;
        return {
          item: ['{0} by {1}', code(withoutMarks(`${host ?? ''}${path}`)), code(withoutMarks(`${kind} ${called}`))],
          depth: 1,
        };
      }),
    ]),
    ...probes.map(({ kind }): HoverLine => ({ item: PROBE_WORDS[kind].probe, depth: 1 })),
  ];
}

function routeLines(program: Program, path: string, contract: Contract): HoverLine[] {
  return saidInLayers(contract, ({ contract: one }, nameOf) => [
    ...probesAsking(program, path, one).map(({ container, probe }): HoverLine => {
      return { item: PROBE_WORDS[probe.kind].of(code(nameOf(container))), depth: 0 };
    }),
    ...routesTo(program, path, one).map(({ object, host, path: asked }): HoverLine => {
      const { kind, name } = object.manifest;
      const outer = withoutMarks(`${host ?? ''}${asked}`);
      return { item: ['{0} by {1}', code(outer), code(withoutMarks(`${kind} ${name}`))], depth: 0 };
    }),
  ]);
}
