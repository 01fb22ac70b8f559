const SECRET = new Set([
  ...['apikey', 'auth', 'credential', 'credentials', 'key', 'password', 'passwd', 'pword', 'pass', 'passphrase'],
  ...['psw', 'secret', 'secrets', 'token', 'authtoken', 'accesskey', 'secretkey', 'privatekey'],
]);

/** Last words that say that a name is only about a secret: where it lies, what it is called, how long it lives. */
const ABOUT = new Set([
  ...['file', 'path', 'dir', 'directory', 'folder', 'name', 'id', 'ids', 'alias', 'version', 'url', 'uri', 'endpoint'],
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

/** Keys that are no secrets. */
const OPEN_KEY = /(?:^|_)(?:public|pub|cache|primary|foreign|sort|partition|routing|idempotency|map|json)_key(?:_|$)/;

/** Judges whole words of a variable's name, split at `_` and `-`. */
export function isSecretName(name: string): boolean {
  const words = name.toLowerCase().split(/[_-]+/);
  if (!words.some((word) => SECRET.has(word)) || words.includes('public') || words.includes('pub')) return false;
  return !ABOUT.has(words.at(-1) ?? '') && !OPEN_KEY.test(words.join('_'));
}
