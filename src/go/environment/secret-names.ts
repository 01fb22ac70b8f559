const SECRET_WORDS = new Set([
  'PASSWORD',
  'PASSWD',
  'PASSPHRASE',
  'PASS',
  'PWD',
  'SECRET',
  'SECRETS',
  'TOKEN',
  'APIKEY',
  'SECRETKEY',
  'CREDENTIAL',
  'CREDENTIALS',
  'DSN',
]);

/** Words that libraries join from the name of a field: `APP_LOGINPASSWORD` of `LoginPassword`. */
const JOINED =
  /(?<!^(?:NO|REQUIRES?|FORCE|ALLOW|RESET|CHANGE))(?:PASSWORD|PASSWD|PASSPHRASE|APIKEY|SECRETKEY|PRIVATEKEY|CLIENTSECRET|ACCESSTOKEN|AUTHTOKEN)$/;

/** Words before KEY that make it one that must not be known. */
const KEY_KINDS = new Set(
  (
    'API ACCESS ACCOUNT ADMIN APP AUTH COOKIE CRYPT CSRF DEPLOY ENCRYPTION HASH HMAC JWT LICENSE MASTER PAYMENT PRIVATE SECRET SECURITY SERVICE SESSION SHARED SIGNING STORAGE STRIPE WEBHOOK ' +
    'ANTHROPIC DATADOG MAILGUN NEWRELIC OPENAI SENDGRID'
  ).split(' '),
);

/** Last words that say what the value is about, not that it is a secret itself. */
const ABOUT = new Set(
  (
    'FILE PATH DIR NAME USER USERNAME ID TTL EXPIRY EXPIRATION EXPIRES TIMEOUT LENGTH LIFETIME DURATION ENDPOINT ISSUER TYPE HEADER ALGORITHM ' +
    'ALG COST ROUNDS MIN MAX SIZE COUNT LIMIT POLICY ENABLED DISABLED REQUIRED PREFIX AGE MINUTES SECONDS HOURS DAYS REALM AUDIENCE MODE STORE BACKEND PROVIDER ENGINE ' +
    'STYLE FORMAT SCOPE SCOPES SOURCE NAMESPACE REGION VERSION INTERVAL PORT HOST ADDR ADDRESS SERVER METHOD LABEL FIELD CLAIM CLAIMS LEEWAY STRENGTH'
  ).split(' '),
);

/** Kinds of service whose URL carries a user and a password as a rule. */
const DATABASES = new Set(
  'DATABASE DB POSTGRES POSTGRESQL PG MYSQL MARIADB MONGO MONGODB REDIS AMQP RABBITMQ RABBIT RMQ COCKROACH CLICKHOUSE SQLSERVER MSSQL'.split(
    ' ',
  ),
);

/** Switches, numbers and times, as Go and the libraries of command lines call them. */
const PLAIN_TYPE = /^\*?(?:bool|u?int\d*|float\d*|time\.Duration|time\.Time|duration)$/;

/**
 * Whether a variable is a secret by its name, word by word: `TOKEN` in `AUTH_TOKEN` but not in `MAX_TOKENS`. What is a
 * file, a name, a duration or a switch about a secret is none; a default with a password in it is one.
 */
export function isSecretName(name: string, fallback: string | null, type?: string, shared: string = ''): boolean {
  if (type !== undefined && PLAIN_TYPE.test(type)) return false;
  if (fallback !== null && /^[a-z][\w+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i.test(fallback)) return true;
  if (fallback !== null && /^(?:true|false|\d+(?:ms|s|m|h)?)$/i.test(fallback)) return false;
  // What is read from a file, a socket or a plain host and port holds no credentials.
  if (fallback !== null && /^(?:\/|[\w.-]*:\d+$)/.test(fallback)) return false;
  const own = name.startsWith(shared) ? name.slice(shared.length) : name;
  const words = own
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z\d]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (last === 'URL' || last === 'URI' || last === 'STRING') return isCredentialAddress(words);
  if (ABOUT.has(last) || words.includes('PUBLIC') || name === 'PWD') return false;
  // Which header holds one: `HEADERS_ACCESSTOKEN`.
  if (words.at(-2) === 'HEADERS') return false;
  if (words.some((word) => SECRET_WORDS.has(word)) || JOINED.test(last)) return true;
  const isList = type === '[]string';
  if (isList && (last === 'TOKENS' || last === 'PASSWORDS')) return true;
  return (last === 'KEY' || (isList && last === 'KEYS')) && words.slice(0, -1).some((word) => KEY_KINDS.has(word));
}

/** `DATABASE_URL`, `REDIS_URI`, `DB_CONNECTION_STRING`. */
function isCredentialAddress(words: readonly string[]): boolean {
  if (words.at(-1) === 'STRING') return words.includes('CONNECTION') || words.includes('CONN');
  return DATABASES.has(words.at(-2) ?? '') || (words.includes('CONNECTION') && DATABASES.has(words[0] ?? ''));
}

/** Names that share a prefix must be many before it is the program's own: it says nothing of secrets then. */
const FEWEST_SHARING = 5;

/** `SEALED_SECRETS_`: what most of a program's variables start with; empty where there is no such prefix. */
export function sharedPrefix(names: readonly string[]): string {
  let prefix = '';
  for (;;) {
    const counts = new Map<string, number>();
    for (const name of names) {
      const end = name.startsWith(prefix) ? name.indexOf('_', prefix.length) + 1 : 0;
      const longer = name.slice(0, end);
      if (end > 0) counts.set(longer, (counts.get(longer) ?? 0) + 1);
    }
    const [best] = [...counts].sort(([, a], [, b]) => b - a);
    if (!best || best[1] < FEWEST_SHARING || best[1] * 3 < names.length * 2) return prefix;
    [prefix] = best;
  }
}
