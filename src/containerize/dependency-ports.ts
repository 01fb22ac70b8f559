import type { Program } from '../go/project.ts';

/** Where the servers of these clients listen, unless configured otherwise. */
const CLIENTS: readonly (readonly [library: RegExp, port: number])[] = [
  [/^github\.com\/(?:lib\/pq|jackc\/pgx)(?:\/|$)|^gorm\.io\/driver\/postgres$/, 5432],
  [/^github\.com\/go-sql-driver\/mysql$|^gorm\.io\/driver\/mysql$/, 3306],
  [/^github\.com\/(?:microsoft|denisenkom)\/go-mssqldb(?:\/|$)|^gorm\.io\/driver\/sqlserver$/, 1433],
  [/^go\.mongodb\.org\/mongo-driver(?:\/|$)/, 27017],
  [/^github\.com\/(?:redis\/go-redis|go-redis\/redis|gomodule\/redigo|redis\/rueidis|hibiken\/asynq)(?:\/|$)/, 6379],
  [/^github\.com\/(?:rabbitmq|streadway)\/amqp(?:091-go)?$/, 5672],
  [
    /^github\.com\/(?:segmentio\/kafka-go|twmb\/franz-go|IBM\/sarama|Shopify\/sarama|confluentinc\/confluent-kafka-go)(?:\/|$)/,
    9092,
  ],
  [/^github\.com\/nats-io\/(?:nats\.go|stan\.go)(?:\/|$)/, 4222],
  [/^go\.etcd\.io\/etcd\/client(?:\/|$)/, 2379],
  [/^github\.com\/bradfitz\/gomemcache(?:\/|$)/, 11211],
  [/^github\.com\/(?:elastic\/go-elasticsearch|olivere\/elastic|opensearch-project\/opensearch-go)(?:\/|$)/, 9200],
  [/^github\.com\/ClickHouse\/clickhouse-go(?:\/|$)/, 9000],
  [/^github\.com\/gocql\/gocql(?:\/|$)/, 9042],
  [/^go\.opentelemetry\.io\/otel\/exporters\/otlp\/.*grpc$/, 4317],
  [/^go\.opentelemetry\.io\/otel\/exporters\/otlp\/.*http$/, 4318],
];

const SCHEMES: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
  amqp: 5672,
  nats: 4222,
  mongodb: 27017,
};

/** TCP ports that the program is known to connect to: its clients’ usual ones, and those of addresses it is configured with. */
export function dependencyPorts(
  { libraries, outboundTls }: Program,
  config: ReadonlyMap<string, string>,
  talksToKubernetes: boolean,
): number[] {
  const ports = new Set<number>();
  for (const [library, port] of CLIENTS) if (libraries.some((path) => library.test(path))) ports.add(port);
  for (const value of config.values()) {
    const [, scheme = '', number] =
      /^([a-z][a-z+]*):\/\/(?:[^/@\s]*@)?(?:\[[^\]]*\]|[^/:\s]+)(?::(\d{1,5}))?/.exec(value) ?? [];
    const port = number === undefined ? SCHEMES[scheme] : Number(number);
    if (port !== undefined && port > 0 && port < 65_536) ports.add(port);
  }
  if (outboundTls !== false) ports.add(443);
  // Behind the Service's 443, which some plugins look at after it was translated.
  if (talksToKubernetes) for (const port of [443, 6443]) ports.add(port);
  return [...ports].sort((a, b) => a - b);
}
