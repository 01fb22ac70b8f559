import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plan } from '../../src/containerize/plan.ts';
import type { Program } from '../../src/go/project.ts';
import { prepareProof } from '../../src/prove/prepare.ts';
import { proofRequest } from '../../src/prove/proof-request.ts';
import { filesOf, health, listener, place, program, project, source, variable } from '../containerize/facts.ts';

async function request(change: Partial<Program>, present: Readonly<Record<string, string>> = {}) {
  const facts = project({ programs: [program(change)] });
  const preparation = await prepareProof(facts, filesOf({ ...source, ...present }), {});
  assert.ok('prepared' in preparation);
  return proofRequest({ image: 'gantry-prove/shop:latest', ...preparation.prepared });
}

describe('what is proved of a program', () => {
  test('is what its manifests say: ports, probes, variables, folders, user, memory', async () => {
    const proof = await request({
      listens: [listener(8080, { line: 12 })],
      health: [health('/healthz', 'health')],
      env: [variable('GREETING', { default: 'hello' })],
      writes: [{ ...place, path: '/data', certainty: 'known' }],
    });
    assert.equal(proof.life, 'server');
    assert.deepEqual(proof.ports, [{ number: 8080, transport: 'TCP', place: { file: 'main.go', line: 12 } }]);
    assert.deepEqual(
      proof.probes.map(({ kind, path, port }) => ({ kind, path, port })),
      [{ kind: 'http', path: '/healthz', port: 8080 }],
    );
    assert.equal(proof.env['GREETING'], 'hello');
    assert.match(proof.env['GOMEMLIMIT'] ?? '', /MiB$/);
    assert.ok(proof.writable.includes('/data'));
    assert.equal(proof.user, '65532:65532');
    assert.equal(proof.memoryBytes, 256 * 2 ** 20);
    assert.equal(proof.graceSeconds, 25);
    assert.deepEqual(proof.madeUp, []);
  });

  test('is the socket of another program that it dials, unless a flag names another one', async () => {
    const dial = { ...place, client: 'x', address: 'unix:///run/agent.sock', certainty: 'known' as const };
    const { socket } = await request({ dials: [{ ...dial, address: 'db:5432' }, dial] });
    assert.deepEqual(socket, { path: '/run/agent.sock', place: { file: 'main.go', line: 1 } });
    const { socket: other } = await request({ dials: [{ ...dial, configuredBy: ['flag:agent'] }] });
    assert.equal(other, undefined);
  });

  test('each workload of the image is proved as its manifest says, with the command that it calls', async () => {
    const command = (word: string, change: Partial<Program>) =>
      program({ ...change, command: { ...place, args: [word], certainty: 'known' } });
    const api = command('api', { listens: [listener(8080)] });
    const worker = command('worker', { listens: [], env: [variable('EVERY', { default: '5s' })] });
    const proof = await request({ ...api, commands: [api, worker] });
    assert.deepEqual([proof.args, proof.ports.length, proof.workload], [['api'], 1, undefined]);
    const beside = proof.beside?.map(({ workload, life, args, ports, env }) => [
      workload,
      life,
      args,
      ports,
      env['EVERY'],
    ]);
    assert.deepEqual(beside, [['shop-worker', 'server', ['worker'], [], '5s']]);
  });

  test('a command writes where its source says, but not over what its image holds', async () => {
    const writes = ['/go', '/tmp', '~/.cache'].map((path) => ({ ...place, path, certainty: 'known' as const }));
    const { writable } = await request(
      { kind: 'cli', listens: [], writes },
      {
        Dockerfile:
          'FROM golang:1.26\nCOPY . .\nRUN go build -o /go/bin/shop ./cmd/shop\nENTRYPOINT ["/go/bin/shop"]\n',
      },
    );
    assert.deepEqual(writable, ['/tmp', '/home/nonroot/.cache']);
  });

  test('files that a ConfigMap brings, and the example of one that somebody must bring', async () => {
    const reads = (path: string) => ({ ...place, path, certainty: 'known' }) as const;
    const { files, madeUp } = await request(
      {
        listens: [listener(8080, { bind: 'loopback', configuredBy: ['config:host'] })],
        runtimeFiles: [reads('app.yaml'), { ...reads('rules.yaml'), isDemanded: true }],
      },
      { 'app.yaml': 'host: localhost\n', 'rules.example.yaml': 'rules: []\n' },
    );
    assert.deepEqual(files, [
      { path: '/app/app.yaml', text: 'host: 0.0.0.0\n' },
      { path: '/app/rules.yaml', text: 'rules: []\n' },
    ]);
    assert.deepEqual(madeUp, ['/app/rules.yaml']);
  });

  test('what fills a volume with files of the image, or that the source writes where no volume is', async () => {
    const known = { ...place, path: 'urls.json', certainty: 'known' as const };
    const change = { runtimeFiles: [known], writes: [{ ...known, folder: '.' }] };
    const filled = await request(change, { 'urls.json': '{}' });
    const command = ['cp', '-rn', '/app/urls.json', '/seed/'];
    assert.deepEqual([filled.fills, filled.lost], [[{ command, at: '/seed', folder: '/app' }], undefined]);
    const own = 'FROM scratch\nWORKDIR /app\nCOPY urls.json shop /app/\nENTRYPOINT ["/app/shop"]\n';
    const left = await request(change, {
      'urls.json': '{}',
      Dockerfile: `FROM golang:1.26\nCOPY . .\nRUN go build ./cmd/shop\n${own}`,
    });
    assert.deepEqual([left.fills, left.lost], [undefined, ['/app/urls.json']]);
  });

  test('a port that the source leaves open', async () => {
    const open = listener(null, { configuredBy: ['env:HOST'], certainty: 'unknown' });
    assert.equal((await request({ listens: [open] })).isPortOpen, true);
    assert.equal((await request({ listens: [open, listener(8080)] })).isPortOpen, undefined);
  });

  test('a port on loopback that no setting opens', async () => {
    const { ports, closed, isPortOpen } = await request({ listens: [listener(8666, { bind: 'loopback', line: 7 })] });
    assert.deepEqual([ports, closed, isPortOpen], [[], { file: 'main.go', line: 7 }, undefined]);
  });

  test('an example lives as it is meant to', async () => {
    assert.equal((await request({ kind: 'example', role: 'server', listens: [] })).life, 'server');
    assert.equal((await request({ kind: 'example', role: 'cli', listens: [] })).life, 'command');
  });

  test('what the program requires and nobody gives is made up, and named', async () => {
    const proof = await request({
      env: [variable('DATABASE_URL', { required: true, secret: true }), variable('REGION', { required: true })],
    });
    assert.deepEqual(proof.madeUp, ['DATABASE_URL', 'REGION']);
    assert.equal(proof.env['REGION'], 'us-east-1');
  });

  test('a manifest that the user has changed goes before what would be written', async () => {
    const facts = project({ programs: [program()] });
    const { files } = await plan(facts, filesOf(source));
    const deployment = files.find(({ path }) => path.endsWith('deployment.yaml'));
    assert.ok(deployment);
    const changed = deployment.text
      .replace('memory: 256Mi', 'memory: 1Gi')
      .replace('image: shop:dev', 'image: r/shop:3');
    const proof = await request({}, { [deployment.path]: changed });
    assert.equal(proof.memoryBytes, 2 ** 30);
    assert.equal(proof.places.memory?.file, deployment.path);
  });

  test('manifests of others that stay as they are do not hide what the program is', async () => {
    const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec: {}\n';
    const proof = await request(
      { listens: [listener(8080)], writes: [{ ...place, path: '/data', certainty: 'known' }] },
      { 'k8s/shop.yaml': deployment },
    );
    assert.equal(proof.life, 'server');
    assert.equal(proof.ports[0]?.number, 8080);
    assert.deepEqual(proof.writable, ['/data']);
  });

  test('a command answers --help, a job works to its end', async () => {
    const quiet = { listens: [], health: [] };
    assert.equal((await request({ ...quiet, kind: 'cli' })).life, 'command');
    assert.equal((await request({ ...quiet, kind: 'job' })).life, 'job');
  });

  test('the lines that are responsible are known', async () => {
    const proof = await request({
      shutdown: {
        signals: ['SIGTERM'],
        graceful: true,
        timeoutSeconds: null,
        certainty: 'known',
        place: { ...place, line: 40 },
      },
    });
    assert.deepEqual(proof.places.shutdown, { file: 'main.go', line: 40 });
    assert.equal(proof.places.user?.file, 'Dockerfile');
    assert.equal(proof.places.finalStage?.file, 'Dockerfile');
  });
});
