import type { Message } from '../../words/message.ts';
import type { Contract } from '../contract.ts';
import type { Program } from '../../go/project.ts';
import { everyContract } from '../containers/every-container.ts';
import type { OuterRoute } from './outer-routes.ts';
import { routesTo } from './routes-to.ts';
import { placesOf } from './source-places.ts';
import type { Thing } from './thing.ts';

/** Why a name will not do for a thing, whatever else there is. */
export function nameProblem(thing: Thing, name: string): Message | undefined {
  const { kind, mentions } = thing;
  if (kind === 'variable') {
    if (!/^[A-Za-z_]\w*$/.test(name))
      return ['`{0}` is no name of a variable: it begins with a letter or `_` and has letters, digits and `_`', name];
    const prefix = mentions.find((one) => !name.startsWith(one.prefix ?? ''))?.prefix;
    return prefix === undefined ? undefined : ['`envFrom` puts `{0}` before the name: `{1}` lacks it', prefix, name];
  }
  const outer = mentions.find((one) => !name.startsWith(one.prefix ?? ''));
  if (outer?.prefix !== undefined)
    return ['`{0}` is put together in `{1}`: its beginning stays `{2}`', thing.name, outer.file, outer.prefix];
  if (kind === 'route')
    return /^\/[^\s"'`?#{}*]*$/.test(name) ? undefined : ['`{0}` is no path that a probe can ask for', name];
  const isPort = /^[1-9]\d{0,4}$/.test(name) && Number(name) <= 65_535;
  return isPort ? undefined : ['`{0}` is no port from 1 to 65535', name];
}

/** Something of the new name that is there already. */
export function nameConflict(thing: Thing, name: string, contract: Contract): Message | undefined {
  for (const program of thing.programs) {
    if (thing.kind === 'variable' && program.env.some((one) => one.name === name))
      return ['`{0}` reads `{1}` already: the two would be one', program.name, name];
    if (thing.kind === 'route' && placesOf(program, name).length > 0)
      return ['`{0}` serves `{1}` already: the two would be one', program.name, name];
    const lost = thing.kind === 'route' ? lostWay(thing.name, name, program, contract) : undefined;
    if (lost) return lost;
    for (const container of contract.containersOf(program)) {
      const { facts, environment } = container;
      if (thing.kind === 'variable' && environment.variables.has(name))
        return ['`{0}` sets `{1}` already: the two would be one', facts.workload.name, name];
      if (thing.kind !== 'port') continue;
      const inPod = contract
        .at(facts.file)
        .containers.filter((one) => one.facts.object.manifest === facts.object.manifest);
      const isTaken = inPod.some(
        (one) =>
          one.listeners.some(({ port }) => port === Number(name)) ||
          one.facts.ports.some(({ number }) => number.value === Number(name)),
      );
      if (isTaken) return ['`{0}` has something on port {1} already', facts.workload.name, name];
    }
    if (thing.kind === 'port' && program.listens.some(({ port }) => port === Number(name)))
      return ['`{0}` listens on {1} already', program.name, name];
  }
  return undefined;
}

/** A path outside that leads to what is below it, where its host has none to the new name; one that is the route itself goes with it. */
function lostWay(path: string, name: string, program: Program, contract: Contract): Message | undefined {
  const waysTo = (one: string) => everyContract(contract).flatMap((joined) => routesTo(program, one, joined));
  const kept = new Set(waysTo(name).map(({ host }) => host));
  const lost = waysTo(path).find((way) => way.path !== path && !kept.has(way.host));
  return lost && ['{0} `{1}` leads `{2}` here, but not `{3}`', ...titleOf(lost), lost.path, name];
}

function titleOf({ object: { manifest } }: OuterRoute): [kind: string, name: string] {
  return [manifest.kind, manifest.name];
}
