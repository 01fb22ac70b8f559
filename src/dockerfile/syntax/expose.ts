import type { Message } from '../../words/message.ts';

const PORT = /^(?:(?<host>[^/]*):)?(?<first>\d+)(?:-(?<last>\d+))?(?:\/(?<protocol>tcp|udp|sctp)?)?$/i;
const MOST = 65_535;

export interface PortSpecification {
  readonly first: number;
  /** Equal to `first` but for a range such as `7000-7010`. */
  readonly last: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
}

/** Reads `8080`, `53/udp`, `7000-7010`; undefined for what is no port. A host part before `:` is passed over. */
export function parsePort(text: string): PortSpecification | undefined {
  const { first, last = first, protocol = 'tcp' } = PORT.exec(text)?.groups ?? {};
  if (first === undefined || Number(last) > MOST || Number(first) > Number(last)) return undefined;
  return {
    first: Number(first),
    last: Number(last),
    protocol: protocol.toLowerCase() as PortSpecification['protocol'],
  };
}

/** What is wrong with an argument of EXPOSE without variables; an empty one is passed over by the build. */
export function portProblem(text: string): Message | undefined {
  return text === '' || parsePort(text) ? undefined : ['`{0}` is no port from 0 to 65535', text];
}

/** The protocol of a port whose number is right; undefined where something else is wrong. */
export function unknownProtocol(text: string): string | undefined {
  const [, protocol] = /^"?(?:\d+(?:-\d*)?:)?\d+(?:-\d+)?\/([\w/]+"?)$/.exec(text) ?? [];
  return protocol;
}
