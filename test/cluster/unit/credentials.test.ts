import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { type Cluster, connect } from '../../../src/cluster/connect.ts';
import { readAnswer } from '../../../src/cluster/exec-plugin.ts';
import { loadKubeconfig } from '../../../src/cluster/kubeconfig.ts';
import { json } from '../../../src/cluster/request.ts';
import { eventually, rejected } from '../bed.ts';

/** A server that says which credentials it was sent: a real API server does not. */
const server = http.createServer((request, response) => {
  const { authorization = '' } = request.headers;
  seen.push(authorization);
  response.statusCode = refused.has(authorization) ? 401 : 200;
  response.end(JSON.stringify({ authorization }));
});
const seen: string[] = [];
const refused = new Set<string>();
const CANARY = 'canary-5f2b1c';
const folder = await mkdtemp(path.join(tmpdir(), 'gantry-credentials-'));
before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
after(async () => {
  server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  seen.length = 0;
  refused.clear();
});

let count = 0;
async function clusterOf(user: object): Promise<Cluster> {
  const file = path.join(folder, `config-${++count}`);
  const config = {
    clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    users: [{ name: 'u', user }],
  };
  await writeFile(file, JSON.stringify(config));
  return connect(await loadKubeconfig({ KUBECONFIG: file }, '/nowhere'), 'x');
}

/** A plugin that runs a script of Node. */
function plugin(script: string, more: object = {}): object {
  return {
    exec: { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: ['-e', script], ...more },
  };
}

function answer(status: object): string {
  return `console.log(JSON.stringify({ kind: 'ExecCredential', status: ${JSON.stringify(status)} }));`;
}

/** A plugin whose every run answers with another token, valid until `expires`. */
function counting(expires: string): { user: object; runs: () => number } {
  const file = path.join(folder, `runs-${++count}`);
  const script = `const fs = require('fs'); fs.appendFileSync(${JSON.stringify(file)}, 'x');
    const token = 'token-' + fs.readFileSync(${JSON.stringify(file)}, 'utf8').length;
    console.log(JSON.stringify({ kind: 'ExecCredential', status: { token, expirationTimestamp: ${expires} } }));`;
  return { user: plugin(script), runs: () => readFileSync(file, 'utf8').length };
}

const ask = (cluster: Cluster, signal?: AbortSignal) =>
  json(cluster, { path: '/version', ...(signal ? { signal } : {}) });

test('plain credentials are sent as they are written', async () => {
  await ask(await clusterOf({ token: 'abc' }));
  await ask(await clusterOf({ username: 'ann', password: 'sesame' }));
  await ask(await clusterOf({}));
  assert.deepEqual(seen, ['Bearer abc', `Basic ${Buffer.from('ann:sesame').toString('base64')}`, '']);
});

test('a token file wins over a token', async () => {
  await writeFile(path.join(folder, 'token'), 'from-file');
  await ask(await clusterOf({ tokenFile: 'token', token: 'from-config' }));
  assert.deepEqual(seen, ['Bearer from-file']);
});

test('a plugin runs once for requests at the same time and after', async () => {
  const { user, runs } = counting('undefined');
  const cluster = await clusterOf(user);
  await Promise.all([ask(cluster), ask(cluster)]);
  await ask(cluster);
  assert.deepEqual([seen.length, new Set(seen).size, runs()], [3, 1, 1]);
});

test('a plugin runs again when its credential is about to expire', async () => {
  const { user, runs } = counting('new Date(Date.now() + 10_000).toISOString()');
  const cluster = await clusterOf(user);
  await ask(cluster);
  await ask(cluster);
  assert.deepEqual([seen, runs()], [['Bearer token-1', 'Bearer token-2'], 2]);
});

test('a credential that the server refuses is got once more, and not for ever', async () => {
  const { user, runs } = counting('undefined');
  const cluster = await clusterOf(user);
  refused.add('Bearer token-1');
  await ask(cluster);
  assert.deepEqual(seen, ['Bearer token-1', 'Bearer token-2']);
  for (const run of [2, 3, 4]) refused.add(`Bearer token-${run}`);
  const problem = await rejected(ask(cluster));
  assert.equal(problem.details.kind, 'credentials');
  assert.equal(runs(), 3);
});

test('two users of one name in two kubeconfigs have their own credentials', async () => {
  await ask(await clusterOf(plugin(answer({ token: 'one' }))));
  await ask(await clusterOf(plugin(answer({ token: 'two' }))));
  assert.deepEqual(seen, ['Bearer one', 'Bearer two']);
});

test('a plugin is told what client-go tells it, and has no standard input', async () => {
  const file = path.join(folder, 'told');
  const script = `let input = ''; process.stdin.on('data', (chunk) => (input += chunk)).on('end', () => {
      require('fs').writeFileSync(${JSON.stringify(file)}, JSON.stringify([process.env.KUBERNETES_EXEC_INFO, process.env.EXTRA, input]));
      ${answer({ token: 't' })}
    });`;
  const cluster = await clusterOf(plugin(script, { provideClusterInfo: true, env: [{ name: 'EXTRA', value: 'yes' }] }));
  await ask(cluster);
  const [info, extra, input] = JSON.parse(await readFile(file, 'utf8')) as [string, string, string];
  assert.deepEqual(JSON.parse(info), {
    kind: 'ExecCredential',
    apiVersion: 'client.authentication.k8s.io/v1',
    spec: { interactive: false, cluster: { server: cluster.server } },
  });
  assert.deepEqual([extra, input], ['yes', '']);
});

const failing: readonly [name: string, user: object, says: RegExp][] = [
  ['is not installed', { exec: { command: 'no-such-plugin' } }, /`no-such-plugin` did not start \(ENOENT\).*PATH/],
  [
    'is not installed and tells how',
    { exec: { command: 'no-such-plugin', installHint: 'Run make login' } },
    /did not start.*Run make login/,
  ],
  ['fails', plugin(`console.error('${CANARY}'); process.exit(7)`), /ended with code 7/],
  ['answers with something else', plugin(`console.log('${CANARY}')`), /no ExecCredential/],
  ['answers without a credential', plugin(answer({})), /no ExecCredential/],
  ['names no command', { exec: {} }, /names no command/],
  ['needs a terminal', plugin('', { interactiveMode: 'Always' }), /needs a terminal/],
];

for (const [name, user, says] of failing) {
  test(`a plugin that ${name} is a problem with the credentials, and what it printed is not told`, async () => {
    const problem = await rejected(ask(await clusterOf(user)));
    assert.equal(problem.details.kind, 'credentials');
    assert.match(problem.message, says);
    assert.ok(!JSON.stringify([problem.message, problem.details, String(problem.cause)]).includes(CANARY));
    assert.deepEqual(seen, [], 'nothing was sent');
  });
}

test('a plugin that hangs ends with the request’s cancellation', async () => {
  const file = path.join(folder, 'pid');
  const script = `require('fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000);`;
  const abort = new AbortController();
  const asking = rejected(ask(await clusterOf(plugin(script)), abort.signal));
  await eventually(async () => (await readFile(file, 'utf8').catch(() => '')) !== '');
  const pid = Number(await readFile(file, 'utf8'));
  abort.abort();
  assert.equal((await asking).details.kind, 'cancelled');
  await eventually(() => !isRunning(pid));
});

test('a key file that is gone is named', async () => {
  const problem = await rejected(ask(await clusterOf({ 'client-certificate': 'gone.crt', 'client-key': 'gone.key' })));
  assert.equal(problem.details.kind, 'credentials');
  assert.match(problem.message, /gone\.crt` cannot be read \(ENOENT\)/);
});

const status = { token: 't' };
const answers: readonly [name: string, text: string, token: string | null | undefined][] = [
  ['a token', JSON.stringify({ kind: 'ExecCredential', status }), 't'],
  [
    'a certificate with its key',
    JSON.stringify({ kind: 'ExecCredential', status: { clientCertificateData: 'c', clientKeyData: 'k' } }),
    null,
  ],
  [
    'a certificate without its key',
    JSON.stringify({ kind: 'ExecCredential', status: { clientCertificateData: 'c' } }),
    undefined,
  ],
  ['another kind', JSON.stringify({ kind: 'Secret', status }), undefined],
  ['no status', JSON.stringify({ kind: 'ExecCredential' }), undefined],
  ['a null', 'null', undefined],
  ['a list', '[]', undefined],
  ['nothing', '', undefined],
  ['half an answer', '{"kind":"ExecCr', undefined],
];

for (const [name, text, token] of answers) {
  test(`of a plugin’s answer, ${name} is ${token === undefined ? 'no credential' : 'a credential'}`, () => {
    assert.equal(readAnswer(text)?.token, token);
  });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
