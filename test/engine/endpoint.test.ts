import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createServer, type Server } from 'node:tls';
import { build } from '../../src/docker/build.ts';
import { connect, engineInfo } from '../../src/docker/connect.ts';
import { resolveEndpoint } from '../../src/docker/endpoint.ts';
import { say } from '../../src/words/message.ts';
import { Problem } from '../../src/words/problem.ts';
import { collect } from '../docker/collect.ts';
import { temporaryFolder } from '../docker/temporary-folder.ts';
import { bedEngine } from './bed-engine.ts';

const { dockerHost, skip } = await bedEngine();
const socketPath = dockerHost.replace('unix://', '');

describe('the engine of a docker context', { skip }, () => {
  test('answers', async () => {
    const id = createHash('sha256').update('bed').digest('hex');
    const folder = temporaryFolder({
      'config.json': '{"currentContext":"bed"}',
      [`contexts/meta/${id}/meta.json`]: JSON.stringify({ Name: 'bed', Endpoints: { docker: { Host: dockerHost } } }),
    });
    const endpoint = await resolveEndpoint({ DOCKER_CONFIG: folder }, '/');
    const { version, apiVersion, os, summary } = await engineInfo(connect(endpoint));
    assert.match(apiVersion, /^1\.\d+$/);
    assert.equal(os, 'linux');
    assert.equal(
      say(summary),
      `Engine ${version} (linux/${process.arch === 'x64' ? 'amd64' : 'arm64'}) at ${dockerHost}`,
    );
  });

  test('is reached over ssh with the program ssh, builds included', async () => {
    // Stands where ssh does: it joins its pipes with the engine's socket, as `docker system dial-stdio` does over there.
    const script = `#!${process.execPath}
      if (process.argv.slice(2).join(' ') !== '-T -o ConnectTimeout=30 -l me -p 2222 -- far.example.com docker system dial-stdio') process.exit(1);
      const socket = require('node:net').connect(${JSON.stringify(socketPath)});
      process.stdin.pipe(socket).pipe(process.stdout);
      socket.on('close', () => process.exit());
    `;
    const folder = temporaryFolder({ ssh: script });
    chmodSync(join(folder, 'ssh'), 0o755);
    const path = process.env['PATH'] ?? '';
    process.env['PATH'] = `${folder}:${path}`;
    try {
      const far = connect({ host: 'ssh://me@far.example.com:2222', source: 'context', context: 'far' });
      assert.equal((await engineInfo(far)).os, 'linux');
      const contextDir = temporaryFolder({ Dockerfile: 'FROM alpine:3.23\nRUN echo from afar\n' });
      const events = await collect(build(far, { contextDir, dockerfile: 'Dockerfile', tags: ['gantry-test/far:1'] }));
      assert.equal(events.at(-1)?.kind, 'done');

      const wrong = connect({ host: 'ssh://you@far.example.com', source: 'context', context: 'far' });
      await assert.rejects(
        engineInfo(wrong),
        (error) => error instanceof Problem && error.details.kind === 'no-engine',
      );
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('an engine behind TLS', { skip }, () => {
  const folder = temporaryFolder();
  let server: Server;
  let host: string;
  before(async () => {
    makeCertificates(folder);
    const read = (name: string): Buffer => readFileSync(join(folder, name));
    const options = { ca: read('ca.pem'), cert: read('server.pem'), key: read('server-key.pem'), requestCert: true };
    // Stands where a remote dockerd with --tlsverify does; behind it is the real engine.
    server = createServer(options, (connection) => {
      const engine = connectSocket(socketPath);
      connection.pipe(engine).pipe(connection);
      connection.on('error', () => engine.destroy());
      engine.on('error', () => connection.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = `tcp://localhost:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  test('answers who shows the certificates of DOCKER_CERT_PATH, builds included', async () => {
    const env = { DOCKER_HOST: host, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: join(folder, 'client') };
    const engine = connect(await resolveEndpoint(env, '/'));
    assert.equal((await engineInfo(engine)).os, 'linux');
    const contextDir = temporaryFolder({ Dockerfile: 'FROM alpine:3.23\nRUN echo safely\n' });
    const events = await collect(build(engine, { contextDir, dockerfile: 'Dockerfile', tags: ['gantry-test/tls:1'] }));
    assert.equal(events.at(-1)?.kind, 'done');
  });

  test('is not trusted without its authority, unless the user says so', async () => {
    const tls = { cert: join(folder, 'client/cert.pem'), key: join(folder, 'client/key.pem') };
    await assert.rejects(
      engineInfo(connect({ host, source: 'DOCKER_HOST', tls })),
      (error) => error instanceof Problem && /cannot be trusted/.test(error.message),
    );
    const lenient = connect({ host, source: 'DOCKER_HOST', tls: { ...tls, skipVerify: true } });
    assert.equal((await engineInfo(lenient)).os, 'linux');
  });

  test('refuses who shows no certificate', async () => {
    const stranger = connect({ host, source: 'DOCKER_HOST', tls: { ca: join(folder, 'ca.pem') } });
    await assert.rejects(
      engineInfo(stranger),
      (error) => error instanceof Problem && error.details.kind === 'no-engine',
    );
  });
});

/** An authority, a server and a client (`client/ca.pem`, `cert.pem`, `key.pem`), as docker's documentation makes them. */
function makeCertificates(folder: string): void {
  const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-days', '2', '-subj', '/CN=authority', '-keyout', 'ca-key.pem', '-out', 'ca.pem');
  for (const name of ['server', 'client']) {
    const extension = ['-addext', name === 'server' ? 'subjectAltName=DNS:localhost' : 'extendedKeyUsage=clientAuth'];
    openssl('req', ...key, '-subj', `/CN=${name}`, ...extension, '-keyout', `${name}-key.pem`, '-out', `${name}.csr`);
    const signer = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-copy_extensions', 'copy'];
    openssl('x509', '-req', '-days', '2', ...signer, '-in', `${name}.csr`, '-out', `${name}.pem`);
  }
  mkdirSync(join(folder, 'client'));
  copyFileSync(join(folder, 'ca.pem'), join(folder, 'client/ca.pem'));
  copyFileSync(join(folder, 'client.pem'), join(folder, 'client/cert.pem'));
  copyFileSync(join(folder, 'client-key.pem'), join(folder, 'client/key.pem'));
}
