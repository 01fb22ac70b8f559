import { valueAt } from '../../kubernetes/fields.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { getsContainers } from '../containers/injected.ts';

/** Whether anything in a container's pod listens, or may listen, on a port of loopback. */
export function mayBeHeard(port: number | null, container: ContractContainer, contract: Contract): boolean {
  const { pod, container: own, object } = container.facts;
  if (valueAt(pod.spec, 'hostNetwork') === true || getsContainers(container.facts)) return true;
  if (mayListen(container, port)) return true;
  const others = pod.containers.filter(
    ({ kind, field }) => kind !== 'init' && kind !== 'ephemeral' && field !== own.field,
  );
  const known = contract.containersIn(object);
  return others.some(({ field }) => {
    const other = known.find(({ facts }) => facts.container.field === field);
    return !other?.program || mayListen(other, port);
  });
}

/** A host without a port is a server of its own kind, which is none of the program's. */
function mayListen({ listeners, facts }: ContractContainer, port: number | null): boolean {
  if (port === null) return false;
  return (
    listeners.some((one) => (one.port === null ? !one.isAside : one.port === port)) ||
    facts.ports.some(({ number }) => number.value === port)
  );
}
