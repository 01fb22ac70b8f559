import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { build } from '../../src/docker/build.ts';
import { credentialsFor } from '../../src/docker/credentials.ts';
import { removeImage, tagImage } from '../../src/docker/images.ts';
import { push } from '../../src/docker/push.ts';
import type { PushEvent } from '../../src/docker/types.ts';
import { Problem } from '../../src/words/problem.ts';
import { type Registry, startRegistry } from '../bed/registry.ts';
import { collect } from '../docker/collect.ts';
import { temporaryFolder } from '../docker/temporary-folder.ts';
import { bedEngine } from './bed-engine.ts';

const { engine, skip } = await bedEngine();
const PASSWORD = 'canary-pa:ss-word';

async function refusal(pushing: AsyncIterable<PushEvent>): Promise<Problem> {
  const error: unknown = await collect(pushing).then(
    () => assert.fail('the push went through'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Problem, String(error));
  assert.doesNotMatch(JSON.stringify(error.details) + error.message, /canary/);
  return error;
}

describe('a push to a registry with a password', { skip }, () => {
  let registry: Registry;
  let image: string;
  before(async () => {
    registry = await startRegistry({ users: { ann: PASSWORD } });
    image = `${registry.host}/team/app:1.0`;
    const contextDir = temporaryFolder({ Dockerfile: 'FROM alpine:3.23\nCOPY a /a\n', a: String(Math.random()) });
    await collect(build(engine, { contextDir, dockerfile: 'Dockerfile', tags: [image] }));
  });
  after(() => registry.stop());

  const auth = Buffer.from(`ann:${PASSWORD}`).toString('base64');

  test('without credentials is refused, and says how to log in', async () => {
    const problem = await refusal(push(engine, image));
    assert.equal(problem.details.kind, 'credentials');
    assert.match(problem.message, new RegExp(`No credentials.*\`docker login ${registry.host}\``));
  });

  test('with a wrong password is refused, and says who', async () => {
    const problem = await refusal(push(engine, image, { username: 'eve', password: 'canary-wrong' }));
    assert.equal(problem.details.kind, 'credentials');
    assert.match(problem.message, /does not let `eve` push/);
  });

  test('with what docker login stored is accepted, with progress and digest', async () => {
    const folder = temporaryFolder({ 'config.json': JSON.stringify({ auths: { [registry.host]: { auth } } }) });
    const credentials = await credentialsFor(registry.host, { DOCKER_CONFIG: folder }, '/');
    const events = await collect(push(engine, image, credentials));
    const done = events.at(-1);
    assert.ok(done?.kind === 'done');
    assert.equal(done.reference, image);
    const layers = events.filter((event) => event.kind === 'layer');
    assert.equal(new Set(layers.map(({ id }) => id)).size, 2);
    assert.equal(layers.filter(({ state }) => state === 'Pushed').length, 2);

    const answer = await fetch(`http://${registry.host}/v2/team/app/manifests/1.0`, {
      headers: {
        Authorization: `Basic ${auth}`,
        Accept: 'application/vnd.docker.distribution.manifest.v2+json',
      },
    });
    await answer.arrayBuffer();
    assert.equal(answer.headers.get('docker-content-digest'), done.digest);
  });

  test('with a credential helper is accepted', async () => {
    const folder = temporaryFolder({
      'config.json': JSON.stringify({ credHelpers: { [registry.host]: 'gantry-test' } }),
      'docker-credential-gantry-test': `#!/bin/sh\nread -r host\n[ "$1 $host" = "get ${registry.host}" ] || exit 1\necho '{"Username":"ann","Secret":"${PASSWORD}"}'\n`,
    });
    chmodSync(join(folder, 'docker-credential-gantry-test'), 0o755);
    const env = { DOCKER_CONFIG: folder, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const events = await collect(push(engine, image, await credentialsFor(registry.host, env, '/')));
    assert.equal(events.at(-1)?.kind, 'done');
  });

  test('the engine pulls a private base image with the credentials of the build', async () => {
    await collect(push(engine, image, { username: 'ann', password: PASSWORD }));
    await removeImage(engine, image);
    const request = {
      contextDir: temporaryFolder({ Dockerfile: `FROM ${image}\nRUN cat /a\n` }),
      dockerfile: 'Dockerfile',
      tags: ['gantry-test/private:1'],
      noCache: true,
    };
    await assert.rejects(collect(build(engine, request)), (error) => {
      return error instanceof Problem && error.details.kind === 'build-failed';
    });
    const noHelper = new Problem({ kind: 'credentials', what: ['The credential helper is missing'] });
    await assert.rejects(
      collect(build(engine, request, undefined, () => Promise.reject(noHelper))),
      (error) => error === noHelper,
    );
    const asked: string[] = [];
    const events = await collect(
      build(engine, request, undefined, (host) => {
        asked.push(host);
        return Promise.resolve({ username: 'ann', password: PASSWORD });
      }),
    );
    assert.equal(events.at(-1)?.kind, 'done');
    assert.deepEqual([...new Set(asked)], [registry.host]);
  });
});

describe('a push that cannot work', { skip }, () => {
  test('of an image that the engine has not', async () => {
    const problem = await refusal(push(engine, 'localhost:1/gone:1'));
    assert.equal(problem.details.kind, 'not-found');
    assert.match(problem.message, /no image `localhost:1\/gone:1`/);
  });

  const hosts: Readonly<Record<string, RegExp>> = {
    'localhost:1': /cannot reach the registry `localhost:1`/,
    'registry.invalid': /cannot reach the registry `registry\.invalid`/,
  };
  for (const [host, says] of Object.entries(hosts)) {
    test(`to ${host}`, async () => {
      await tagImage(engine, 'alpine:3.23', `${host}/app:1`);
      const problem = await refusal(push(engine, `${host}/app:1`));
      assert.equal(problem.details.kind, 'unreachable');
      assert.match(problem.message, says);
    });
  }

  test('to what is no image name', async () => {
    assert.equal((await refusal(push(engine, 'Not A Name'))).details.kind, 'invalid-input');
  });

  test('that is cancelled ends its upload', async () => {
    // A registry that takes an upload and never answers.
    let uploading: () => void = () => undefined;
    let broken: () => void = () => undefined;
    const began = new Promise<void>((resolve) => (uploading = resolve));
    const ended = new Promise<void>((resolve) => (broken = resolve));
    const server = createServer((asked, answer) => {
      if (asked.method === 'PATCH') {
        asked.resume();
        asked.socket.once('close', broken);
        uploading();
      } else if (asked.method === 'POST') answer.writeHead(202, { Location: '/upload', Range: '0-0' }).end();
      else answer.writeHead(asked.url === '/v2/' ? 200 : 404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `localhost:${(server.address() as AddressInfo).port}`;
    try {
      await tagImage(engine, 'alpine:3.23', `${host}/app:1`);
      const controller = new AbortController();
      const pushing = refusal(push(engine, `${host}/app:1`, undefined, controller.signal));
      await began;
      controller.abort();
      assert.equal((await pushing).details.kind, 'cancelled');
      await ended;
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test('that was cancelled before', async () => {
    const problem = await refusal(push(engine, 'alpine:3.23', undefined, AbortSignal.abort()));
    assert.equal(problem.details.kind, 'cancelled');
  });
});
