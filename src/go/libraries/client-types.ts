/** What the functions of libraries that talk to databases return: clients whose methods other servers must answer, and their options. */
export const CLIENT_TYPES: ReadonlyMap<string, string> = new Map([
  ...[
    ['database/sql', 'DB', 'Open', 'OpenDB'],
    ['github.com/jmoiron/sqlx', 'DB', 'Open', 'MustOpen', 'Connect', 'ConnectContext', 'MustConnect', 'NewDb'],
    ['github.com/jackc/pgx', 'Conn', 'Connect', 'ConnectConfig'],
    ['github.com/jackc/pgx/pgxpool', 'Pool', 'New', 'NewWithConfig', 'Connect', 'ConnectConfig'],
    ...['github.com/redis/go-redis', 'github.com/go-redis/redis'].flatMap((path) => [
      [path, 'Client', 'NewClient', 'NewFailoverClient'],
      [path, 'ClusterClient', 'NewClusterClient', 'NewFailoverClusterClient'],
      [path, 'UniversalClient', 'NewUniversalClient'],
    ]),
    ['go.mongodb.org/mongo-driver/mongo', 'Client', 'Connect', 'NewClient'],
    ['gorm.io/gorm', 'DB', 'Open'],
  ].flatMap(([path = '', type = '', ...makers]) =>
    makers.map((name) => [`${path}.${name}`, `${path}.${type}`] as const),
  ),
  ['gorm.io/gorm.DB.DB', 'database/sql.DB'],
  ['go.mongodb.org/mongo-driver/mongo/options.Client', 'go.mongodb.org/mongo-driver/mongo/options.ClientOptions'],
]);
