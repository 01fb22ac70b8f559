import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { connect } from '../../../src/cluster/connect.ts';
import { contexts, loadKubeconfig } from '../../../src/cluster/kubeconfig.ts';
import { rejected } from '../bed.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'gantry-kubeconfig-'));
after(() => rm(folder, { recursive: true }));

interface Part {
  readonly current?: string;
  /** Context: cluster, user, namespace. */
  readonly contexts?: Readonly<Record<string, readonly [string, string, string?]>>;
  readonly clusters?: Readonly<Record<string, string>>;
}

function yaml({ current, contexts: named = {}, clusters = {} }: Part): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    ...(current === undefined ? {} : { 'current-context': current }),
    contexts: Object.entries(named).map(([name, [cluster, user, namespace]]) => ({
      name,
      context: { cluster, user, ...(namespace === undefined ? {} : { namespace }) },
    })),
    clusters: Object.entries(clusters).map(([name, server]) => ({ name, cluster: { server } })),
    users: [],
  });
}

let count = 0;
/** Writes files and returns the KUBECONFIG that lists them; null stands for a file that does not exist. */
async function list(...texts: (string | null)[]): Promise<string> {
  const files = texts.map(() => path.join(folder, `config-${++count}`));
  for (const [index, text] of texts.entries()) if (text !== null) await writeFile(files[index] ?? '', text);
  return files.join(path.delimiter);
}

const dev = { contexts: { dev: ['c', 'u', 'shop'] }, clusters: { c: 'https://one' } } as const;
const other = {
  contexts: { dev: ['d', 'v'], prod: ['d', 'v'] },
  clusters: { c: 'https://x', d: 'https://two' },
} as const;

const merges: readonly [name: string, texts: (string | null)[], current: string | null, seen: string[]][] = [
  ['one file', [yaml({ ...dev, current: 'dev' })], 'dev', ['dev c https://one shop']],
  [
    'the first file that names a thing wins',
    [yaml(dev), yaml(other)],
    null,
    ['dev c https://one shop', 'prod d https://two default'],
  ],
  [
    'the order of the list decides',
    [yaml(other), yaml(dev)],
    null,
    ['dev d https://two default', 'prod d https://two default'],
  ],
  [
    'the first current-context that is set counts',
    [yaml(dev), yaml({ current: 'prod' }), yaml({ current: 'dev' })],
    'prod',
    ['dev c https://one shop'],
  ],
  [
    'an empty current-context does not count',
    [yaml({ ...dev, current: '' }), yaml({ current: 'dev' })],
    'dev',
    ['dev c https://one shop'],
  ],
  ['a file that does not exist is skipped', [null, yaml(dev)], null, ['dev c https://one shop']],
  ['an empty file is one without entries', ['', yaml(dev)], null, ['dev c https://one shop']],
  ['a comment is no entry', ['# nothing yet\n', yaml(dev)], null, ['dev c https://one shop']],
  ['null lists are empty', ['contexts: null\nclusters:\nusers: null\n', yaml(dev)], null, ['dev c https://one shop']],
  [
    'a context whose cluster is absent is shown without a server',
    [yaml({ contexts: { lost: ['gone', 'u'] } })],
    null,
    ['lost gone  default'],
  ],
];

for (const [name, texts, current, seen] of merges) {
  test(`kubeconfig files are merged as kubectl does: ${name}`, async () => {
    const config = await loadKubeconfig({ KUBECONFIG: await list(...texts) }, '/nowhere');
    assert.equal(config.currentContext, current);
    const shown = contexts(config);
    assert.deepEqual(
      shown.map((one) => `${one.name} ${one.cluster} ${one.server} ${one.namespace}`),
      seen,
    );
    assert.deepEqual(
      shown.filter((one) => one.current).map((one) => one.name),
      current !== null && shown.some((one) => one.name === current) ? [current] : [],
    );
  });
}

test('without KUBECONFIG the file in the home directory is read', async () => {
  await mkdir(path.join(folder, '.kube'));
  await writeFile(path.join(folder, '.kube', 'config'), yaml(dev));
  for (const env of [{}, { KUBECONFIG: '' }]) {
    assert.equal(contexts(await loadKubeconfig(env, folder)).length, 1);
  }
});

test('no file at all is a problem that names where it looked', async () => {
  const problem = await rejected(loadKubeconfig({ KUBECONFIG: await list(null, null) }, '/nowhere'));
  assert.equal(problem.details.kind, 'no-kubeconfig');
  assert.match(problem.message, /config-\d+`, `.*config-\d+`/);
});

const broken: readonly [name: string, text: string, says: RegExp][] = [
  ['broken YAML', 'apiVersion: v1\nusers:\n  - {token: canary\n', /Line \d+ is no valid YAML/],
  ['a tab', 'users:\n\t- token: canary\n', /Line 2 is no valid YAML/],
  ['a list', '- token: canary\n', /broken/],
  ['a word', 'canary\n', /broken/],
];

for (const [name, text, says] of broken) {
  test(`${name} is a problem that names the file, and quotes nothing`, async () => {
    const file = await list(text);
    const problem = await rejected(loadKubeconfig({ KUBECONFIG: file }, '/nowhere'));
    assert.equal(problem.details.kind, 'no-kubeconfig');
    assert.ok(problem.message.includes(file));
    assert.match(problem.message, says);
    assert.doesNotMatch(`${problem.message} ${JSON.stringify(problem.details)}`, /canary/);
  });
}

test('paths are relative to the file that has them', async () => {
  const file = await list(
    JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: 'https://x', 'certificate-authority': 'ca.crt' } }],
      users: [
        { name: 'key', user: { 'client-certificate': 'a.crt', 'client-key': '/abs/a.key' } },
        { name: 'path', user: { exec: { apiVersion: 'v1', command: './bin/login' } } },
        { name: 'name', user: { exec: { apiVersion: 'v1', command: 'login' } } },
        { name: 'token', user: { tokenFile: 'token' } },
      ],
    }),
  );
  const { clusters, users } = await loadKubeconfig({ KUBECONFIG: file }, '/nowhere');
  const user = (name: string) => users.find((one) => one.name === name);
  const command = (name: string) => (user(name)?.exec as { command: string }).command;
  assert.equal(clusters[0]?.caFile, path.join(folder, 'ca.crt'));
  assert.equal(user('key')?.certFile, path.join(folder, 'a.crt'));
  assert.equal(user('key')?.keyFile, '/abs/a.key');
  assert.equal(command('path'), path.join(folder, 'bin', 'login'));
  assert.equal(command('name'), 'login', 'is looked up in PATH');
  assert.ok(JSON.stringify(user('token')).includes(path.join(folder, 'token')));
});

test('a context that does not exist, or lacks its cluster, cannot be connected', async () => {
  const config = await loadKubeconfig(
    { KUBECONFIG: await list(yaml({ ...dev, contexts: { ...dev.contexts, lost: ['gone', 'u'] } })) },
    '/nowhere',
  );
  assert.match((await rejected(connect(config, 'prod'))).message, /no context `prod`.*`dev`, `lost`/);
  assert.match((await rejected(connect(config, 'lost'))).message, /`lost` names the cluster `gone`/);
  assert.equal((await connect(config, 'dev')).namespace, 'shop');
});
