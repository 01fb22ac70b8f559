/** Calls that open a connection, or make a client that does: index of the argument that says where to. */
export const DIAL_CALLS: ReadonlyMap<string, number> = new Map(
  (
    [
      ['net/http', 0, 'Get', 'Head', 'Post', 'PostForm', 'Client.Get', 'Client.Head', 'Client.Post', 'Client.PostForm'],
      ['net/http', 1, 'NewRequest'],
      ['net/http', 2, 'NewRequestWithContext'],
      ['net', 1, 'Dial', 'DialTimeout', 'Dialer.Dial'],
      ['net', 2, 'Dialer.DialContext'],
      ['net/rpc', 1, 'Dial', 'DialHTTP'],
      ['net/smtp', 0, 'Dial', 'SendMail'],
      ['google.golang.org/grpc', 0, 'NewClient', 'Dial'],
      ['google.golang.org/grpc', 1, 'DialContext'],
      ['database/sql', 1, 'Open'],
      ['github.com/jmoiron/sqlx', 1, 'Open', 'MustOpen', 'Connect', 'MustConnect'],
      ['github.com/jmoiron/sqlx', 2, 'ConnectContext'],
      ['github.com/jackc/pgx', 1, 'Connect'],
      ['github.com/jackc/pgx/pgxpool', 1, 'New', 'Connect'],
      ['gorm.io/driver/postgres', 0, 'Open'],
      ['gorm.io/driver/mysql', 0, 'Open'],
      ['github.com/redis/go-redis', 0, 'ParseURL'],
      ['github.com/go-redis/redis', 0, 'ParseURL'],
      ['github.com/gomodule/redigo/redis', 0, 'DialURL'],
      ['github.com/gomodule/redigo/redis', 1, 'Dial'],
      ['go.mongodb.org/mongo-driver/mongo/options', 0, 'ClientOptions.ApplyURI'],
      ['github.com/rabbitmq/amqp091-go', 0, 'Dial', 'DialConfig'],
      ['github.com/streadway/amqp', 0, 'Dial', 'DialConfig'],
      ['github.com/nats-io/nats.go', 0, 'Connect'],
      ['github.com/spiffe/go-spiffe/workloadapi', 0, 'WithAddr'],
      ['github.com/segmentio/kafka-go', 0, 'TCP'],
      ['github.com/segmentio/kafka-go', 1, 'Dial'],
      ['github.com/segmentio/kafka-go', 2, 'DialLeader'],
      ['github.com/bradfitz/gomemcache/memcache', 0, 'New'],
      ...['gopkg.in/gomail', 'gopkg.in/mail'].map((path) => [path, 0, 'NewDialer', 'NewPlainDialer'] as const),
      ...['github.com/IBM/sarama', 'github.com/Shopify/sarama'].map(
        (path) =>
          [path, 0, 'NewClient', 'NewConsumer', 'NewConsumerGroup', 'NewSyncProducer', 'NewAsyncProducer'] as const,
      ),
    ] as const
  ).flatMap(([path, index, ...names]) => names.map((name) => [`${path}.${name}`, index] as const)),
);

/** Of those, the ones that take any number of addresses. */
export const DIAL_LISTS: ReadonlySet<string> = new Set([
  'github.com/segmentio/kafka-go.TCP',
  'github.com/bradfitz/gomemcache/memcache.New',
]);

/** Of those, the ones that take the port in an argument of its own. */
export const DIAL_PORTS: ReadonlyMap<string, number> = new Map(
  ['gopkg.in/gomail', 'gopkg.in/mail'].flatMap((path) =>
    ['NewDialer', 'NewPlainDialer'].map((name) => [`${path}.${name}`, 1] as const),
  ),
);

/** Options of clients: the field that says where to. */
export const DIAL_FIELDS: ReadonlyMap<string, string> = new Map([
  ['github.com/redis/go-redis.Options', 'Addr'],
  ['github.com/redis/go-redis.ClusterOptions', 'Addrs'],
  ['github.com/redis/go-redis.UniversalOptions', 'Addrs'],
  ['github.com/go-redis/redis.Options', 'Addr'],
  ['github.com/go-redis/redis.ClusterOptions', 'Addrs'],
  ['github.com/go-redis/redis.UniversalOptions', 'Addrs'],
  ['github.com/hibiken/asynq.RedisClientOpt', 'Addr'],
  ['github.com/redis/rueidis.ClientOption', 'InitAddress'],
  ['github.com/go-sql-driver/mysql.Config', 'Addr'],
  ['github.com/segmentio/kafka-go.ReaderConfig', 'Brokers'],
  ['github.com/segmentio/kafka-go.WriterConfig', 'Brokers'],
  ['github.com/elastic/go-elasticsearch.Config', 'Addresses'],
  ['go.etcd.io/etcd/client.Config', 'Endpoints'],
  ['gorm.io/driver/postgres.Config', 'DSN'],
  ['gorm.io/driver/mysql.Config', 'DSN'],
]);
