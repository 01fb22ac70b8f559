import type { Listener, Program } from '../../go/project.ts';
import type { Located } from '../../kubernetes/model.ts';
import type { Reference } from '../../kubernetes/references/reference.ts';
import type { Contract, ContractService } from '../contract.ts';
import type { ServicePortFacts } from '../containers/containers.ts';
import { protocolOf } from './protocols.ts';
import { targetNumber } from './service-target.ts';

export interface SpokenBehind {
  readonly protocol: 'http' | 'https' | 'grpc';
  readonly program: Program;
  /** The port in the pod. */
  readonly number: number;
  readonly listener: Listener;
}

/** What all pods speak at a port of their Service; null where they differ, or one of them is not known to us. */
export function spokenBehind({ containers }: ContractService, port: ServicePortFacts): SpokenBehind | null {
  if (port.transport !== 'tcp') return null;
  const found = new Map<object, SpokenBehind>();
  for (const container of containers) {
    const { program, listeners, facts } = container;
    const number = targetNumber(port, container);
    const spoken = number === undefined ? null : protocolOf(number, listeners);
    if (!program || number === undefined || !spoken) continue;
    const { protocol, listener } = spoken;
    if (protocol !== 'http' && protocol !== 'https' && protocol !== 'grpc') return null;
    found.set(facts.object.manifest, { protocol, program, number, listener });
  }
  const pods = new Set(containers.map(({ facts }) => facts.object.manifest));
  const [first, ...others] = found.values();
  if (!first || found.size !== pods.size || others.some(({ protocol }) => protocol !== first.protocol)) return null;
  return first;
}

/** What a webhook that names no port is asked on. */
const HTTPS = 443;

/** The same of the port that a route of `object` sends to. */
export function spokenAt(
  reference: Reference,
  object: Located,
  { workspace, services }: Contract,
): SpokenBehind | null {
  const wanted = reference.part?.name ?? (reference.via === 'webhook' ? HTTPS : undefined);
  const [meant, another] = workspace.meantBy(reference, object);
  const service = services.find(({ facts }) => facts.object.manifest === meant?.manifest);
  if (wanted === undefined || !service || another) return null;
  const port = service.facts.ports.find((one) => (typeof wanted === 'number' ? one.port.value : one.name) === wanted);
  return port ? spokenBehind(service, port) : null;
}
