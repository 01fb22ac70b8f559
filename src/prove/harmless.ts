/**
 * A value for a variable that the program requires and nobody has given: well-formed for what its name says it holds, and
 * leading nowhere. Addresses are of this machine's loopback, so that no proof talks to anybody.
 */
export function harmlessValue(name: string): string {
  const [, value = 'prove'] = VALUES.find(([pattern]) => pattern.test(name)) ?? [];
  return value;
}

/** By the last words of the name, the most telling first. */
const VALUES: readonly (readonly [RegExp, string])[] = [
  [
    /(?:POSTGRES|PG|DATABASE|DB)\w*_?(?:URL|URI|DSN|CONN\w*)$/i,
    'postgres://prove:prove@127.0.0.1:5432/prove?sslmode=disable',
  ],
  [/MYSQL\w*_?(?:URL|URI|DSN)$/i, 'prove:prove@tcp(127.0.0.1:3306)/prove'],
  [/MONGO\w*_?(?:URL|URI|DSN)$/i, 'mongodb://127.0.0.1:27017/prove'],
  [/REDIS\w*_?(?:URL|URI|DSN)$/i, 'redis://127.0.0.1:6379/0'],
  [/(?:AMQP|RABBIT\w*)_?(?:URL|URI|DSN)$/i, 'amqp://prove:prove@127.0.0.1:5672/'],
  [/NATS\w*_?(?:URL|URI)$/i, 'nats://127.0.0.1:4222'],
  [/(?:BROKERS?|BOOTSTRAP_SERVERS|KAFKA\w*_(?:URL|ADDR\w*))$/i, '127.0.0.1:9092'],
  [/(?:URL|URI|ENDPOINT|WEBHOOK|ISSUER|ORIGIN)S?$/i, 'http://127.0.0.1:9'],
  [/(?:ADDR|ADDRESS|ADDRESSES|HOSTPORT)$/i, '127.0.0.1:9'],
  [/(?:HOST|HOSTNAME|SERVER|DOMAIN|FQDN)S?$/i, 'localhost'],
  [/(?:EMAIL|MAIL_FROM|FROM_ADDR\w*|MAILTO)$/i, 'prove@example.com'],
  [/PORT$/i, '9'],
  [/(?:TIMEOUT|INTERVAL|TTL|DURATION|PERIOD|DELAY|EXPIRY)$/i, '30s'],
  [
    /(?:COUNT|SIZE|LIMIT|MAX|MIN|NUM\w*|WORKERS|REPLICAS|RETRIES|SECONDS|MINUTES|DAYS|LEVEL_NUM|CHAT_ID|USER_ID|APP_ID)$/i,
    '1',
  ],
  [/(?:^|_)(?:ENABLED?|DISABLED?|DEBUG|VERBOSE|USE_\w+|IS_\w+)$/i, 'false'],
  // Long enough for keys of 256 bits, and hexadecimal, which is base64, too.
  [/(?:KEY|SECRET|TOKEN|SALT|PEPPER|SEED)S?$/i, '00112233445566778899aabbccddeeff'],
  [/LOG_?LEVEL$/i, 'info'],
  [/(?:DIR|DIRECTORY|PATH|FOLDER|ROOT)$/i, '/tmp'],
  [/REGION$/i, 'us-east-1'],
];
