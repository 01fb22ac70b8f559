import type { ServicePortFacts } from '../containers/containers.ts';
import type { ContractContainer } from '../contract.ts';

/** The number that a Service's port has in a container, its name looked up there; undefined where the container has none. */
export function targetNumber(
  { target, transport }: ServicePortFacts,
  { facts }: ContractContainer,
): number | undefined {
  if (typeof target.value === 'number') return target.value;
  return facts.ports.find((one) => one.name === target.value && one.transport === transport)?.number.value;
}
