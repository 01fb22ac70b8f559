import type { Program } from '../../go/project.ts';
import { type AskedPath, askedPaths } from './asked-paths.ts';
import { changesOf, repairOf } from '../changes.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import type { Repair } from '../fault.ts';
import { insertHealthHandler } from '../go-edits/health-handler.ts';
import { serveGet, serveInstead } from '../go-edits/route-path.ts';
import { type Answer, answersOtherwise } from './known-routes.ts';
import { portWord, setInProbe } from './probe-edits.ts';
import { servedAt } from '../ports/served-at.ts';

/** What joins a path that nothing serves with the program: the probe, the route, or a route more. */
export function pathRepairs(
  asked: AskedPath,
  wanted: Answer | undefined,
  container: ContractContainer,
  program: Program,
  contract: Contract,
): Repair[] {
  const { value } = asked.path;
  const all = contract
    .containersOf(program)
    .flatMap((one) => [...new Set(askedPaths(one).map(({ path }) => path.value))]);
  // Liveness and startup mostly ask for one path; who mends one means both.
  const probe = wanted
    ? askFor(
        wanted,
        asked,
        container,
        askedPaths(container).filter(({ path }) => path.value === value),
      )
    : [];
  const route = wanted && !all.includes(wanted.path) ? renameRoute(wanted, value, contract) : [];
  // Where several containers agree, the route is what is called otherwise.
  const isRoute = all.filter((path) => path === value).length > 1;
  const handler = insertHealthHandler(value, neighbours(asked, container, program), contract.sourceOf);
  return [
    ...answerGet(value, program, contract),
    ...(isRoute ? [...route, ...probe] : [...probe, ...route]),
    ...repairOf(['Insert a handler for `{0}`', value], [handler]),
  ];
}

/** A probe asks with GET, and nothing else. */
function answerGet(path: string, program: Program, contract: Contract): Repair[] {
  const route = answersOtherwise(program, path);
  return route ? repairOf(['Let `{0}` answer GET', path], [serveGet(route, contract.sourceOf(route.file))]) : [];
}

function renameRoute(route: Answer, path: string, contract: Contract): Repair[] {
  return repairOf(
    ['Serve `{0}` instead of `{1}`', path, route.path],
    [serveInstead(route, path, contract.sourceOf(route.file))],
  );
}

/** Lets the probe, or all that are the `same`, ask a route that there is, on the port that serves it. */
export function askFor(
  wanted: Answer,
  asked: AskedPath,
  container: ContractContainer,
  same: readonly AskedPath[] = [asked],
): Repair[] {
  const { facts } = container;
  const right = servedAt(wanted.port ?? null, container);
  const edits = same.flatMap(({ probe, port }) => [
    setInProbe(facts, probe, 'path', wanted.path),
    ...(right !== null && right !== port ? [setInProbe(facts, probe, 'port', portWord(facts, right))] : []),
  ]);
  const changes = asked.path.end > asked.path.start ? changesOf(edits) : undefined;
  return changes ? [{ title: ['Probe `{0}`', wanted.path], changes }] : [];
}

/** Lets the probe ask the same on another port. */
export function askAt(port: number, { probe }: AskedPath, { facts }: ContractContainer): Repair[] {
  const word = portWord(facts, port);
  return repairOf(['Probe port `{0}`', word], [setInProbe(facts, probe, 'port', word)]);
}

/** Routes that the asked port serves beyond doubt: health routes first, then those that stand least deep in conditions. */
function neighbours({ port }: AskedPath, container: ContractContainer, { health, routes }: Program) {
  const own = health.filter((route) => route.protocol === 'http' && servedAt(route.port, container) === port);
  const web = container.listeners.filter(({ listener }) => listener.protocol !== 'grpc' && listener.protocol !== 'udp');
  const others = web.length === 1 ? routes.filter(({ certainty }) => certainty === 'known') : [];
  return [...own, ...others];
}
