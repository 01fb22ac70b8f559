import { at, items, textAt, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import type { ContainerView } from './workloads.ts';

export const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
export type ProbeName = (typeof PROBES)[number];

export type Handler = 'httpGet' | 'tcpSocket' | 'grpc' | 'exec';

/** The port that a probe asks, as it is written. */
export interface ProbePort {
  readonly probe: ProbeName;
  readonly handler: Handler;
  readonly field: Field;
  /** A name is a text, a number a number: `"8080"` in quotes is a name, for the API server, too. */
  readonly port: string | number;
}

/** The ports that the probes of a container ask; those that ask another host are not about this container. */
export function* probePorts({ field: container }: ContainerView): Generator<ProbePort> {
  for (const probe of PROBES) {
    const found = at(container, probe);
    if (!found) continue;
    for (const handler of ['httpGet', 'tcpSocket', 'grpc'] as const) {
      const field = at(found, handler, 'port');
      const port = valueAt(field);
      if (field && (typeof port === 'number' || typeof port === 'string')) yield { probe, handler, field, port };
    }
  }
}

export interface ContainerPort {
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly protocol: string;
  readonly field: Field;
}

/** The ports that a container lists. */
export function containerPorts({ field: container }: ContainerView): readonly ContainerPort[] {
  return items(at(container, 'ports')).map((field) => {
    const number = valueAt(field, 'containerPort');
    return {
      name: textAt(field, 'name'),
      number: typeof number === 'number' ? number : undefined,
      protocol: textAt(field, 'protocol') ?? 'TCP',
      field,
    };
  });
}
