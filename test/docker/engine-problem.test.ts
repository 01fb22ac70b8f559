import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { connect, engineInfo } from '../../src/docker/connect.ts';
import { engineProblem } from '../../src/docker/engine-problem.ts';
import { Problem, type ProblemKind } from '../../src/words/problem.ts';
import { temporaryFolder } from './temporary-folder.ts';

const endpoint = { host: 'unix:///var/run/docker.sock', source: 'default' } as const;

describe('what the library throws', () => {
  const withCode = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code });
  const answer = (statusCode: number, message: string): Error =>
    Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - ${message} `), { statusCode });
  const cases: readonly (readonly [error: unknown, kind: ProblemKind, says: RegExp])[] = [
    [
      withCode('ENOENT'),
      'no-engine',
      /^No container engine answers at `unix:\/\/\/var\/run\/docker\.sock`\. The socket does not exist\. .*[Ss]tart/,
    ],
    [withCode('ECONNREFUSED'), 'no-engine', /answers at .*\. Nothing listens there\./],
    [withCode('ETIMEDOUT'), 'no-engine', /did not answer in time/],
    [withCode('ENOTFOUND'), 'no-engine', /name of the host is not known/],
    [withCode('ENETUNREACH'), 'no-engine', /connect ENETUNREACH/],
    [withCode('EACCES'), 'no-engine', /not allowed to use the engine.*(docker|Docker Desktop)/],
    [withCode('SELF_SIGNED_CERT_IN_CHAIN'), 'no-engine', /cannot be trusted.*ca\.pem/],
    [answer(400, 'Client sent an HTTP request to an HTTPS server.'), 'no-engine', /wants TLS/],
    [answer(404, 'No such image: x:1'), 'not-found', /The engine refused: No such image: x:1/],
    [answer(409, 'conflict: in use'), 'invalid-input', /conflict: in use/],
    [answer(403, 'authorization denied by plugin'), 'forbidden', /denied by plugin/],
    [answer(500, 'boom'), 'unexpected', /boom/],
    ['text', 'no-engine', /text/],
    [undefined, 'no-engine', /undefined/],
  ];
  for (const [error, kind, says] of cases) {
    test(error instanceof Error ? error.message : String(error), () => {
      const problem = engineProblem(error, endpoint);
      assert.equal(problem.details.kind, kind);
      assert.match(problem.message, says);
    });
  }

  test('is a cancellation where the signal was aborted', () => {
    assert.equal(engineProblem(withCode('ECONNRESET'), endpoint, AbortSignal.abort()).details.kind, 'cancelled');
  });

  test('stays what it is where it is a problem', () => {
    const problem = new Problem({ kind: 'credentials', what: ['x'] });
    assert.equal(engineProblem(problem, endpoint, AbortSignal.abort()), problem);
  });
});

describe('an engine that is none', () => {
  const kindOf = async (host: string, tls?: { ca: string }): Promise<string> => {
    const engine = connect({ host, source: 'DOCKER_HOST', ...(tls && { tls }) });
    const error: unknown = await engineInfo(engine).then(
      () => assert.fail('an engine answered'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof Problem);
    return `${error.details.kind}: ${error.details.what[0]}`;
  };

  test('no socket', async () => {
    const path = join(temporaryFolder(), 'docker.sock');
    assert.equal(await kindOf(`unix://${path}`), 'no-engine: No container engine answers at `{0}`');
  });

  test('nobody listens', async () => {
    const port = await withServer(createServer(), (free) => Promise.resolve(free));
    assert.equal(await kindOf(`tcp://127.0.0.1:${port}`), 'no-engine: No container engine answers at `{0}`');
  });

  test('plain HTTP where TLS is wanted', async () => {
    const folder = temporaryFolder({ 'ca.pem': '' });
    const found = await withServer(createServer(), (port) =>
      kindOf(`tcp://127.0.0.1:${port}`, { ca: join(folder, 'ca.pem') }),
    );
    assert.match(found, /^no-engine: /);
  });

  test('TLS where plain HTTP is asked', async () => {
    const found = await withServer(createTlsServer(), (port) => kindOf(`tcp://127.0.0.1:${port}`));
    assert.match(found, /^no-engine: /);
  });

  test('a signal that was aborted before asks nobody', async () => {
    const engine = connect({ host: 'tcp://127.0.0.1:1', source: 'default' });
    await assert.rejects(
      engineInfo(engine, AbortSignal.abort()),
      (error) => error instanceof Problem && error.details.kind === 'cancelled',
    );
  });
});

async function withServer<Result>(server: Server, use: (port: number) => Promise<Result>): Promise<Result> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
