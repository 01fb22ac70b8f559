import type { Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import { isExporter, isOnlyHealthy } from './exporter.ts';
import type { Choices, Decision, DecisionOption } from '../plan-types.ts';
import type { ContainerPort } from './ports.ts';
import { isServersClient } from '../storage/file-stores.ts';
import type { Stores } from '../storage/stores.ts';

export interface Replicas {
  readonly count: number;
  /** Two at once would each know what the other does not. */
  readonly onlyOne: boolean;
  readonly decision: Decision;
}

const REPLICAS = 2;

/** Clients of what hands out each piece of work once: brokers, queues, engines of workflows. */
const SHARES_WORK =
  /amqp|kafka|sarama|franz-go|rocketmq|pulsar|nats|nsq|asynq|machinery|riverqueue|watermill|gocraft\/work|faktory|temporal|cadence|pubsub|\/sqs\b|servicebus/i;

/** How many Pods at once: two where one may stand in for the other. */
export function replicasOf(
  program: Program,
  ports: readonly ContainerPort[],
  stores: Stores,
  choices: Choices,
): Replicas {
  const isStored = stores.mounts.size > 0 || stores.engine !== null;
  const keeps = isStored ? keepsData(stores) : keepsInMemory(program);
  const evidence = isStored || !keeps ? undefined : program.memoryState;
  const alone = keeps ?? (isOpen(program, ports) ? OPEN : worksByItself(program, ports));
  const count = choices.replicas ?? (alone ? 1 : REPLICAS);
  const because: Message =
    choices.replicas === undefined
      ? (alone ?? ['One stays while the other is replaced; set 1 if the program keeps state in memory'])
      : ['You chose it'];
  const alternatives = [1, 2, 3]
    .filter((other) => other !== count)
    .map((other): DecisionOption => ({ label: String(other), set: { replicas: other } }));
  const onlyOne = keeps !== undefined && count === 1;
  return { count, onlyOne, decision: decide(['replicas'], String(count), because, { alternatives, evidence }) };
}

const OPEN: Message = ['Which of its commands runs is open, and with it whether two at once would share the work'];

/** Whether nobody has said which of several commands runs; one with a port of its own was chosen. */
function isOpen({ openCommands, command }: Program, ports: readonly ContainerPort[]): boolean {
  return openCommands !== undefined && !command && ports.length === 0;
}

/** Clients of what keeps data for all Pods. */
const KEEPS_ELSEWHERE =
  /redis|valkey|memcache|mongo|etcd|consul|zookeeper|cassandra|gocql|scylla|elastic|opensearch|dynamo|firestore|firebase|spanner|datastore|bigtable|minio|\/s3\b|cloud\.google\.com\/go\/storage|azblob|cosmos|neo4j|clickhouse|influxdb|couchbase|surrealdb|rqlite|libsql|supabase|appwrite|arangodb|rethinkdb|client-go|controller-runtime/i;

const CHANGES: ReadonlySet<string | null> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Why another Pod would answer otherwise: what one is told, it keeps for itself. */
function keepsInMemory({ listens, routes, memoryState, libraries }: Program): Message | undefined {
  const change = routes.find(({ method }) => CHANGES.has(method));
  const by = listens.some(({ protocol }) => memoryState?.by?.kind !== 'grpc' || protocol === 'grpc')
    ? memoryState?.by
    : undefined;
  if (!memoryState || (!change && by === undefined)) return undefined;
  if (
    libraries.some((library) => KEEPS_ELSEWHERE.test(library) || SHARES_WORK.test(library) || isServersClient(library))
  ) {
    return undefined;
  }
  if (by?.kind === 'sessions') {
    return ['The program keeps `{0}` in memory, where later requests look: a second Pod would not know', by.name];
  }
  if (by?.kind === 'library') {
    return ['`{0}` keeps what clients tell it in the memory of the program: a second Pod would not know', by.name];
  }
  if (by?.kind === 'hub') {
    return ['What the program is told it passes on to all in `{0}`, who are connected to the one Pod', by.name];
  }
  if (by?.kind === 'request') {
    return ['The program keeps in `{0}` what requests say: a second Pod would not know', by.name];
  }
  return [
    'The program adds to what it keeps in memory, and `{0}` changes things: a second Pod would not know',
    change ? `${change.method ?? ''} ${change.path}` : (by?.name ?? ''),
  ];
}

function keepsData({ engine }: Stores): Message {
  return engine === null
    ? ['The program keeps data in files: a second Pod would have data of its own, or spoil the same files']
    : ['{0} is a database in the program: a second Pod would have data of its own, or spoil the same files', engine];
}

/** Why a second Pod would do the same again: nobody shares out what the program does. Undefined where clients do, or a queue. */
function worksByItself(program: Program, ports: readonly ContainerPort[]): Message | undefined {
  const sharesWork = program.libraries.some((library) => SHARES_WORK.test(library));
  // What measures a broker links the client of one that takes work from it.
  if (sharesWork && !/exporter/i.test(program.name)) return undefined;
  if (isExporter(program) && ports.length === 1) {
    return ['It is asked for its metrics alone: a second Pod would measure the same once more, and be counted, too'];
  }
  if (isShutIn(program, ports)) {
    return ['It is open on loopback only, where nobody calls it: a second Pod would stand in for nothing'];
  }
  const listens = program.listens.length > 0 || ports.length > 0 || program.routes.length > 0;
  if (sharesWork || (listens && !(isOnlyHealthy(program) && ports.length === 1))) return undefined;
  return ['Nobody calls it: a second Pod would do the same once more, unless the two share out their work'];
}

/** What it answers on loopback is for nobody outside its container. */
function isShutIn({ listens }: Program, ports: readonly ContainerPort[]): boolean {
  return ports.length === 0 && listens.length > 0 && listens.every(({ bind }) => bind === 'loopback');
}
