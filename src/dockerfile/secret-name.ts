const SECRET = new Set([
  ...['apikey', 'auth', 'credential', 'credentials', 'key', 'password', 'passwords', 'passwd', 'pword', 'pass'],
  ...['passphrase', 'psw', 'secret', 'secrets', 'token', 'tokens', 'authtoken', 'accesskey', 'secretkey', 'privatekey'],
]);

/** Last words that say that a name is only about a secret: where it lies, what it is called, how long it lives. */
const ABOUT = new Set([
  ...[
    'file',
    'filename',
    'path',
    'dir',
    'directory',
    'folder',
    'name',
    'id',
    'ids',
    'alias',
    'version',
    'url',
    'uri',
    'endpoint',
  ],
  ...[
    'host',
    'port',
    'server',
    'domain',
    'realm',
    'type',
    'kind',
    'ttl',
    'expiry',
    'expiration',
    'timeout',
    'interval',
  ],
  ...[
    'length',
    'size',
    'bits',
    'count',
    'limit',
    'algorithm',
    'algo',
    'format',
    'mode',
    'method',
    'enabled',
    'disabled',
  ],
  ...['header', 'prefix', 'suffix', 'user', 'username', 'email', 'issuer', 'audience', 'provider', 'backend', 'store'],
  ...['ring', 'keyserver', 'fingerprint', 'scope', 'scopes', 'region', 'location', 'mount', 'ref', 'env', 'var'],
  ...['policy', 'strategy', 'class', 'manager', 'service', 'handler', 'plugin', 'driver', 'required', 'check'],
]);

/** Keys that are no secrets, and counts of tokens. */
const OPEN =
  /(?:^|_)(?:public|pub|cache|primary|foreign|sort|partition|routing|idempotency|map|json)_key(?:_|$)|(?:^|_)(?:max|min|num|total|input|output|context)_tokens?(?:_|$)/;

/** Judges whole words of a variable's name, split at `_`, `-` and capitals inside. */
export function isSecretName(name: string): boolean {
  if (!MAYBE.test(name)) return false;
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_-]+/);
  // Half of a pair of credentials: of no use alone, and never alone.
  if (/(?:^|_)access_key_id$/.test(words.join('_'))) return true;
  if (!words.some(isSecretWord) || words.includes('public') || words.includes('pub')) return false;
  return !ABOUT.has(words.at(-1) ?? '') && !OPEN.test(words.join('_'));
}

/** A part of every word that names a secret: most names have none. */
const MAYBE = /key|auth|cred|pass|pword|psw|secret|token/i;

/** `PGPASSWORD` and `GITHUBTOKEN` are written in one. */
function isSecretWord(word: string): boolean {
  return SECRET.has(word) || /[a-z\d](?:password|passwd|secret|token|apikey)s?$/.test(word);
}

/** What is a secret by its form: keys and tokens as large services make them. */
const FORMS = [
  /^(?:AKIA|ASIA)[0-9A-Z]{16}$/,
  /^gh[opsur]_[0-9A-Za-z]{36,}$|^github_pat_\w{60,}$/,
  /^glpat-[\w-]{20,}$/,
  /^xox[abeoprs]-[\w-]{10,}$/,
  /^(?:sk|rk)_live_[0-9A-Za-z]{16,}$/,
  /^sk-(?:proj-|ant-)?[\w-]{32,}$/,
  /^AIza[\w-]{35}$/,
  /^npm_[0-9A-Za-z]{36}$/,
  /^hf_[A-Za-z]{30,}$/,
  /^dop_v1_[0-9a-f]{64}$/,
  /^eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}$/,
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
];

/** Whether a value has the form of a secret, whatever it is called. */
export function isSecretValue(value: string): boolean {
  return value.length >= 20 && value.length < 5000 && FORMS.some((form) => form.test(value));
}
