/** A server of a known kind that Go programs are clients of. */
export interface DependencyKind {
  /** Libraries that talk to it. */
  readonly library: RegExp;
  /** Where it listens, unless configured otherwise. */
  readonly port: number;
  /** Words in the names of variables that say where it is. */
  readonly words: RegExp;
}

const DATABASE = 'DB|DATABASE|SQL|DSN';

export const DEPENDENCIES: readonly DependencyKind[] = [
  {
    library: /^github\.com\/(?:lib\/pq|jackc\/pgx)(?:\/|$)|^gorm\.io\/driver\/postgres$/,
    port: 5432,
    words: words(`${DATABASE}|PG|PGHOST|PSQL|POSTGRES|POSTGRESQL`),
  },
  {
    library: /^github\.com\/go-sql-driver\/mysql$|^gorm\.io\/driver\/mysql$/,
    port: 3306,
    words: words(`${DATABASE}|MYSQL|MARIADB`),
  },
  {
    library: /^github\.com\/(?:microsoft|denisenkom)\/go-mssqldb(?:\/|$)|^gorm\.io\/driver\/sqlserver$/,
    port: 1433,
    words: words(`${DATABASE}|MSSQL|SQLSERVER`),
  },
  { library: /^go\.mongodb\.org\/mongo-driver(?:\/|$)/, port: 27017, words: words(`${DATABASE}|MONGO|MONGODB`) },
  {
    library: /^github\.com\/(?:redis\/go-redis|go-redis\/redis|gomodule\/redigo|redis\/rueidis|hibiken\/asynq)(?:\/|$)/,
    port: 6379,
    words: words('REDIS|VALKEY|CACHE'),
  },
  {
    library: /^github\.com\/(?:rabbitmq|streadway)\/amqp(?:091-go)?$/,
    port: 5672,
    words: words('AMQP|RABBIT|RABBITMQ|BROKER|QUEUE'),
  },
  {
    library:
      /^github\.com\/(?:segmentio\/kafka-go|twmb\/franz-go|IBM\/sarama|Shopify\/sarama|confluentinc\/confluent-kafka-go)(?:\/|$)/,
    port: 9092,
    words: words('KAFKA|BROKER|BROKERS|BOOTSTRAP'),
  },
  { library: /^github\.com\/nats-io\/(?:nats\.go|stan\.go)(?:\/|$)/, port: 4222, words: words('NATS|STAN') },
  { library: /^go\.etcd\.io\/etcd\/client(?:\/|$)/, port: 2379, words: words('ETCD') },
  { library: /^github\.com\/bradfitz\/gomemcache(?:\/|$)/, port: 11211, words: words('MEMCACHE|MEMCACHED|CACHE') },
  {
    library: /^github\.com\/(?:elastic\/go-elasticsearch|olivere\/elastic|opensearch-project\/opensearch-go)(?:\/|$)/,
    port: 9200,
    words: words('ELASTIC|ELASTICSEARCH|OPENSEARCH|ES'),
  },
  {
    library: /^github\.com\/ClickHouse\/clickhouse-go(?:\/|$)/,
    port: 9000,
    words: words(`${DATABASE}|CLICKHOUSE`),
  },
  { library: /^github\.com\/gocql\/gocql(?:\/|$)/, port: 9042, words: words(`${DATABASE}|CASSANDRA|SCYLLA`) },
  { library: /^go\.opentelemetry\.io\/otel\/exporters\/otlp\/.*grpc$/, port: 4317, words: words('OTEL|OTLP') },
  { library: /^go\.opentelemetry\.io\/otel\/exporters\/otlp\/.*http$/, port: 4318, words: words('OTEL|OTLP') },
];

/** The usual ports of addresses with these schemes. */
export const SCHEME_PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
  amqp: 5672,
  nats: 4222,
  mongodb: 27017,
};

function words(alternatives: string): RegExp {
  return new RegExp(`(?:^|_)(?:${alternatives})(?:_|$)`);
}
