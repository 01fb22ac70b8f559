import type { ContractContainer } from '../contract.ts';
import { allListening } from './listening.ts';

/**
 * Where a port that the source names for a route is once the container's settings are applied: that of the one listener
 * which has it in the source; null where the files do not decide.
 */
export function servedAt(port: number | null, { listeners }: ContractContainer): number | null {
  if (port === null || allListening(listeners) === null) return null;
  const own = listeners.filter(({ listener }) => listener.port === port);
  const ports = new Set(own.map((each) => each.port));
  const [only = null] = ports;
  return ports.size === 1 ? only : null;
}
