import type { Listener, Program } from '../../go/project.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Located } from '../../kubernetes/model.ts';
import type { Range } from '../../lint/rule.ts';
import type { ProbeFacts } from '../containers/containers.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { asEffective, probePort } from '../ports/listening.ts';
import { type OuterRoute, outerRoutes } from './outer-routes.ts';

/** Where a listener is in one container, and who comes there. */
export interface Reach {
  readonly container: ContractContainer;
  readonly port: number;
  readonly bind: 'all' | 'loopback' | null;
  readonly services: readonly ServiceReach[];
  readonly probes: readonly ProbeFacts[];
}

/** A port of a Service that leads to a listener; the range is that of its number. */
export interface ServiceReach extends Range {
  readonly service: Located;
  /** `shop:80`. */
  readonly name: string;
  readonly routes: readonly OuterRoute[];
}

/** Who reaches a listener, container by container; those of which nobody knows where they listen are left out. */
export function reachOf(program: Program, listener: Listener, contract: Contract): Reach[] {
  return contract.containersOf(program).flatMap((container): Reach[] => {
    const mine = asEffective(listener, container.listeners);
    if (!mine || mine.port === null) return [];
    const { port, bind } = mine;
    const services = bind === 'loopback' ? [] : servicesOf(container, port, contract);
    const probes = container.facts.probes.filter((probe) => probePort(probe, container) === port);
    return [{ container, port, bind, services, probes }];
  });
}

function servicesOf({ facts }: ContractContainer, port: number, { workspace }: Contract): ServiceReach[] {
  const names = new Set<number | string>([port]);
  for (const one of facts.ports) if (one.number.value === port && one.name !== null) names.add(one.name);
  return workspace.selecting('Service', facts.object).objects.flatMap((service) => {
    const { manifest } = service;
    return items(at(manifest.root, 'spec', 'ports')).flatMap((one): ServiceReach[] => {
      const own = at(one, 'port');
      const target = at(one, 'targetPort') ?? own;
      if (own?.kind !== 'scalar' || target?.kind !== 'scalar') return [];
      if (target.value === null || typeof target.value === 'boolean' || !names.has(target.value)) return [];
      const number = String(own.value);
      const called = new Set([number, textAt(one, 'name') ?? number]);
      const routes = workspace.referrers(service).flatMap(({ object, reference }) => {
        const { part } = reference;
        return part && !called.has(String(part.name)) ? [] : outerRoutes(object, reference);
      });
      return [{ service, name: `${manifest.name}:${number}`, start: own.start, end: own.end, routes }];
    });
  });
}
