import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { absentEmbed } from '../../src/prove/absent-embeds.ts';
import { absentLibrary } from '../../src/prove/absent-libraries.ts';
import { failedWrites, unopenedDatabase } from '../../src/prove/failed-writes.ts';
import { harmlessValue } from '../../src/prove/harmless.ts';
import { missingDependency } from '../../src/prove/needs.ts';
import { say } from '../../src/words/message.ts';

describe('what a program lacks, as its log says', () => {
  const lines: Readonly<Record<string, string>> = {
    'dial tcp 127.0.0.1:5432: connect: connection refused': 'It needs PostgreSQL: nothing answers at `127.0.0.1:5432`',
    'level=error msg="ping" error="dial tcp [::1]:6379: connect: connection refused"':
      'It needs Redis: nothing answers at `[::1]:6379`',
    'failed to connect to `host=localhost user=x database=y`: dial error (dial tcp 127.0.0.1:7777: connect: connection refused)':
      'It needs a service at `127.0.0.1:7777`, where nothing answers',
    'dial tcp: lookup postgres on 127.0.0.11:53: no such host': 'It needs the host `postgres`, which is not known here',
    'dial unix /var/run/docker.sock: connect: no such file or directory': 'It needs the socket `/var/run/docker.sock`',
    'unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined':
      'It needs a Kubernetes cluster',
    'panic: required key DATABASE_URL missing value': 'It needs the variable `DATABASE_URL`',
    'env: environment variable "API_TOKEN" is required': 'It needs the variable `API_TOKEN`',
    '2026/01/01 00:00:00 SLACK_TOKEN must be set': 'It needs the variable `SLACK_TOKEN`',
    'msg="you MUST provide the name of a known host via `APP_KNOWN_NODES`"': 'It needs the variable `APP_KNOWN_NODES`',
    'Error: required flag(s) "config", "listen" not set': 'It needs the flag `config`, `listen`',
    '{"level":"error","error":"required flag(s) \\"preshared-key\\" not set","message":"ended"}':
      'It needs the flag `preshared-key`',
    'app: error: required flag --upstream not provided, try --help': 'It needs the flag --upstream',
    "app: error: path 'config.yml' does not exist, try --help": 'It needs the file `config.yml`',
    '2026/01/01 00:00:00 -backend is required': 'It needs the flag -backend',
    'This program requires root privileges': 'It needs the rights of root, which its manifests do not give',
    'Missing mycall': 'It needs a setting: it says `Missing mycall`',
    'level=info msg=x err="missing CA certificate"': 'It needs a setting: it says `missing CA certificate`',
    'could not load any hooks from file!': 'It needs a setting: it says `could not load any hooks from file`',
    'level=warn msg="not registered" err="\'/usr/sbin/crm_mon\' does not exist"':
      'It needs the file `/usr/sbin/crm_mon`',
    '2026/11/29 11:28:11 must provide -child_ports': 'It needs the flag -child_ports',
    'please specify the --node-id': 'It needs the flag --node-id',
    'error: the `--upstream-url` option must be specified': 'It needs the flag --upstream-url',
    'app: error: expected "<path>"': 'It needs arguments: its manifest or ENTRYPOINT names none',
    '2026/01/01 00:00:00 usage: /usr/local/bin/app <bind-addr>':
      'It needs arguments: its manifest or ENTRYPOINT names none',
    'app: error: expected one of "serve", "show"': 'It needs arguments: its manifest or ENTRYPOINT names none',
    'level=ERROR msg="invalid configuration" err="prefixes must have at least one entry"':
      'It needs a setting: it says `invalid configuration" err="prefixes must have at least one entry"`',
    'app: error: no upstream servers configured': 'It needs a setting: it says `no upstream servers configured`',
    'Can not find config file...in "/etc/app/config"': 'It needs a configuration file',
    'open /etc/app/config.yml: no such file or directory': 'It needs the file `/etc/app/config.yml`',
    'panic: dial tcp: lookup port=5555: no such host': 'It needs a setting: it says `lookup port=5555: no such host`',
    '2026/11/27 03:23:58 postgres host and password are required':
      'It needs a setting: it says `postgres host and password are required`',
    '{"level":"fatal","msg":"could not read config at :, viper error"}':
      'It needs a setting: it says `read config at :, viper error"}`',
    '[*] You must specify the data-dir parameter': 'It needs a setting: it says `must specify the data-dir parameter`',
    'config: open : no such file or directory': 'It needs a setting: it says `open : no such file or directory`',
    'Failed to load private keyopen id_rsa: no such file or directory': 'It needs the file `id_rsa`',
    'F1127 17:29:11.528925 1 main.go:173] Supply a key by --private_key or set LOG_KEY':
      'It needs a setting: it says `Supply a key by --private_key or set LOG_KEY`',
    '  missing setting: cookie-secret or cookie-secret-file':
      'It needs a setting: it says `missing setting: cookie-secret or cookie-secret-file`',
    'level=ERROR msg="-cache, -host, and -email or -testcert are required"':
      'It needs a setting: it says `-cache, -host, and -email or -testcert are required`',
    'stat config/app.toml: no such file or directory': 'It needs the file `config/app.toml`',
    'level=ERROR err="no parameters: could not find an entrypoint in CLI args and in known places: /a, /b"':
      'It needs a setting: it says `could not find an entrypoint in CLI args and in known places: /a, /b`',
  };
  for (const [line, need] of Object.entries(lines)) {
    test(line, () => {
      const found = missingDependency(['starting', line]);
      assert.equal(found && say(found.words), need);
    });
  }
  const nothing = [
    'listening on :8080',
    'panic: runtime error: index out of range',
    'ERROR: something is not set right',
    'no certificate provided, so it listens without TLS',
    'open /proc/self/mountinfo: no such file or directory',
    'flag provided but not defined: -x',
    'INFO [11-27|02:29] Smartcard socket not found err="stat /run/pcscd/pcscd.comm: no such file or directory"',
    'level=debug msg="open /etc/app/extra.yml: no such file or directory"',
  ];
  for (const line of nothing) {
    test(`nothing: ${line}`, () => {
      assert.equal(missingDependency([line]), undefined);
    });
  }
  test('a file that is told of by the way is missing where nothing comes after it', () => {
    const lines = ['level=info msg=starting', 'level=info err="stat depot/ca.pem: no such file or directory"', ''];
    assert.equal(missingDependency(lines), undefined);
    assert.equal(missingDependency(lines, true)?.file, 'depot/ca.pem');
  });

  const last: Readonly<Record<string, string | undefined>> = {
    '2026/11/28 10:29:34 filesystem base path should be setted': 'filesystem base path should be setted',
    '2026/11/28 10:29:34 Error: bot token not provided': 'bot token not provided',
    'panic: config: api key cannot be empty': 'api key cannot be empty',
    '2026/11/28 10:29:34 no webhook url configured': 'no webhook url configured',
    '2026/11/28 10:29:34 error: need pairs of path and command': 'need pairs of path and command',
    'panic: requires templates/index.html beside it': undefined,
    'the template index.html cannot be parsed': undefined,
    'http: Server closed': undefined,
  };
  for (const [line, said] of Object.entries(last)) {
    test(`the last word: ${line}`, () => {
      assert.equal(missingDependency([line, 'goes on']), undefined);
      const found = missingDependency(['starting', line], true);
      assert.equal(found && say(found.words), said && `It needs a setting: it says \`${said}\``);
    });
  }

  test('a missing file is named, so that the project can be asked for it', () => {
    assert.equal(missingDependency(['open conf/app.ini: no such file or directory'])?.file, 'conf/app.ini');
  });
});

describe('writes that failed', () => {
  const lines: Readonly<Record<string, readonly string[]>> = {
    'mkdir /data: read-only file system': ['/data'],
    'err="open data/db.sqlite: read-only file system"': ['data/db.sqlite'],
    'panic: open "/var/log/app.log": read-only file system': ['/var/log/app.log'],
    'mkdir: cannot create directory ‘/x/y’: Read-only file system': ['/x/y'],
    'listen unix run/app.sock: bind: read-only file system': ['run/app.sock'],
    'open bind: read-only file system': ['bind'],
    'open /data: permission denied': [],
    'listening on :8080': [],
  };
  for (const [line, paths] of Object.entries(lines)) {
    test(line, () => {
      assert.deepEqual(failedWrites([line]), paths);
    });
  }
});

test('a database that cannot be opened, in the words of SQLite', () => {
  const said = '2026/11/29 failed to connect: unable to open database file: out of memory (14)';
  assert.equal(unopenedDatabase(['starting', `  ${said}`]), said);
  assert.equal(unopenedDatabase(['database is open', 'listening on :8080']), undefined);
});

describe('made-up values', () => {
  const values: Readonly<Record<string, string>> = {
    DATABASE_URL: 'postgres://prove:prove@127.0.0.1:5432/prove?sslmode=disable',
    REDIS_URL: 'redis://127.0.0.1:6379/0',
    API_URL: 'http://127.0.0.1:9',
    DB_HOST: 'localhost',
    SESSION_SECRET: '00112233445566778899aabbccddeeff',
    REQUEST_TIMEOUT: '30s',
    MAX_WORKERS: '1',
    TENANT: 'prove',
  };
  for (const [name, value] of Object.entries(values)) {
    test(name, () => {
      assert.equal(harmlessValue(name), value);
    });
  }
});

test('what a build lacks to embed, where nothing in the repository makes it', () => {
  const program = { absentEmbeds: [{ file: 'server/server.go', start: 0, end: 0, line: 120, path: 'server/docs' }] };
  const output = 'server/server.go:120:13: pattern docs: no matching files found';
  assert.equal(absentEmbed(program, output), 'server/docs');
  assert.equal(absentEmbed({}, output), undefined);
  assert.equal(absentEmbed(program, 'server/server.go:120:13: undefined: docs'), undefined);
});

test('the C library that a build lacks', () => {
  const outputs: Readonly<Record<string, string | undefined>> = {
    "Package 'libfoo-1.0', required by 'virtual:world', not found": 'libfoo-1.0',
    'Package libfoo was not found in the pkg-config search path.': 'libfoo',
    './a.go:5:11: fatal error: foo/bar.h: No such file or directory': 'foo/bar.h',
    '/usr/bin/ld: cannot find -lfoo: No such file or directory': 'foo',
    'main.go:3: undefined: foo': undefined,
    'no required module provides package example.com/foo': undefined,
  };
  for (const [output, library] of Object.entries(outputs)) assert.equal(absentLibrary(output), library, output);
});
