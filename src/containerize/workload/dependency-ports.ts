import { DEPENDENCIES, SCHEME_PORTS } from '../../go/libraries/dependencies.ts';
import type { Program } from '../../go/project.ts';

/** TCP ports that the program is known to connect to: its clients’ usual ones, and those of addresses it is configured with. */
export function dependencyPorts(
  { libraries, outboundTls }: Program,
  config: ReadonlyMap<string, string>,
  talksToKubernetes: boolean,
): number[] {
  const ports = new Set<number>();
  for (const { library, port } of DEPENDENCIES) if (libraries.some((path) => library.test(path))) ports.add(port);
  for (const value of config.values()) {
    const [, scheme = '', number] =
      /^([a-z][a-z+]*):\/\/(?:[^/@\s]*@)?(?:\[[^\]]*\]|[^/:\s]+)(?::(\d{1,5}))?/.exec(value) ?? [];
    const port = number === undefined ? SCHEME_PORTS[scheme] : Number(number);
    if (port !== undefined && port > 0 && port < 65_536) ports.add(port);
  }
  if (outboundTls !== false) ports.add(443);
  // Behind the Service's 443, which some plugins look at after it was translated.
  if (talksToKubernetes) for (const port of [443, 6443]) ports.add(port);
  return [...ports].sort((a, b) => a - b);
}
