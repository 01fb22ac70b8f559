import type { Dial, Place, Program } from '../../go/project.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { type Fault, sideIn } from '../fault.ts';
import { givenFlags, namesGiven } from '../flags/given-flags.ts';
import { OF_MESHES } from '../containers/injected.ts';
import { mayBeHeard } from '../ports/loopback-listeners.ts';
import type { Message } from '../../words/message.ts';
import { isLoopback } from '../../go/loopback.ts';
import { addressIn, type OutboundAddress, shownAddress } from './outbound-address.ts';
import { everyArguments, mayDo } from '../images/run-directly.ts';

/** Agents that clusters put beside a program, or that it may lack: Dapr, tracing, telemetry, Datadog, Vault. */
const OF_AGENTS: ReadonlySet<number> = new Set([
  ...OF_MESHES,
  ...[15_000, 15_004, 3500, 50_001, 4317, 4318, 5775, 5778, 6831, 6832, 9411, 14_250, 14_268, 8125, 8126, 8200],
]);

/** Libraries that are the server, in the same process. */
const SERVERS =
  /nats-server|miniredis|embedded-postgres|go-mysql-server|testcontainers|dockertest|\/etcd\/server|mochi|\/gnatsd|x\/crypto\/ssh/;

/** Addresses in the source that a program dials in a pod where nothing listens there. */
export function* loopbackDials(container: ContractContainer, program: Program, contract: Contract): Iterable<Fault> {
  const { facts } = container;
  const { dials = [], kind, processes, libraries, listens } = program;
  // Whoever runs a command-line tool says where to, and a test brings its own server.
  if (dials.length === 0 || !/^(?:server|job)$/.test(kind)) return;
  if (processes.length > 0 || libraries.some((path) => SERVERS.test(path))) return;
  const own = new Set(listens.flatMap(({ configuredBy }) => configuredBy));
  for (const dial of dials.filter((one) => mayDo(one, container))) {
    if (dial.configuredBy?.some((by) => own.has(by))) continue;
    const address = addressIn(dial.address);
    const at = dialedAt(dial, container, program);
    if (!address || !at || !isOfPod(address) || mayBeHeard(address.port, container, contract)) continue;
    yield {
      sides: [sideIn(at.place, messageOf(at.flag, shownAddress(address), container))],
      related: [{ file: facts.file, ...facts.at, message: ['Container `{0}` runs `{1}`', facts.name, program.name] }],
    };
  }
}

function messageOf(flag: string | null, address: string, { facts: { workload } }: ContractContainer): Message {
  const { kind, name } = workload;
  return flag === null
    ? ['This dials `{0}`, and nothing in the pod of {1} `{2}` listens there', address, kind, name]
    : [
        '{0} `{1}` does not give `--{2}`, and its default points at `{3}`, where nothing in the pod listens',
        kind,
        name,
        flag,
        address,
      ];
}

/** A host alone may be any for a socket in a file. */
function isOfPod({ scheme, host, port, isWritten }: OutboundAddress): boolean {
  return isLoopback(host) && port !== null && !OF_AGENTS.has(port) && (isWritten || !/^https?$/i.test(scheme ?? ''));
}

interface DialedAt {
  readonly place: Place;
  /** What would give another address. */
  readonly flag: string | null;
}

/** Where the source has the address; undefined where arguments may give another one. */
function dialedAt(dial: Dial, container: ContractContainer, { flags }: Program): DialedAt | undefined {
  const { configuredBy } = dial;
  if (!configuredBy) return { place: dial, flag: null };
  const args = everyArguments(container);
  if (!flags || !args) return undefined;
  const given = args.flatMap((words) => givenFlags(words, flags));
  // A word that is filled in later may be any flag.
  if (given.some(({ flag }) => flag === null) || args.flat().some((word) => word.startsWith('$'))) return undefined;
  const names = namesGiven(given);
  const wanted = configuredBy.map((by) => by.slice('flag:'.length));
  const place = flags.all.find(({ name }) => wanted.includes(name));
  return place && !wanted.some((name) => names.has(name)) ? { place, flag: place.name } : undefined;
}
