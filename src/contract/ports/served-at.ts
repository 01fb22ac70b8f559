import type { HealthRoute } from '../../go/answers.ts';
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

/** Where the health service of gRPC is: of an address that only a setting has, the one port that speaks gRPC. */
export function grpcHealthAt({ port }: HealthRoute, container: ContractContainer): number | null {
  if (port !== null) return servedAt(port, container);
  const listening = allListening(container.listeners) ?? [];
  const ports = new Set(listening.flatMap((each) => (each.listener.protocol === 'grpc' ? [each.port] : [])));
  const [only = null] = ports;
  return ports.size === 1 ? only : null;
}
