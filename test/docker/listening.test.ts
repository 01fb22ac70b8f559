import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { waitForAnswer } from '../../src/docker/listening.ts';

const HTTP = 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n';

const answers: readonly (readonly [what: string, serve: (socket: Socket) => void, expected: string])[] = [
  ['an answer of HTTP', (socket) => socket.once('data', () => socket.end(HTTP)), '204'],
  ['a greeting', (socket) => socket.end('220 ready\r\n'), 'connected'],
  ['one that is closed at once, as the engine’s proxy does', (socket) => socket.destroy(), 'nothing'],
];
for (const [what, serve, expected] of answers) {
  test(`a published port: ${what} is ${expected}`, async (context) => {
    const port = await listen(context, serve);
    assert.equal(said(await waitForAnswer(port, '/', 0.2, undefined, running)), expected);
  });
}

test('a program that closes every connection is reached behind the proxy', async (context) => {
  const port = await listen(context, (socket) => socket.destroy());
  const own = await listen(context, (socket) => socket.destroy());
  const answer = await waitForAnswer(port, '/', 0.2, undefined, running, { address: '127.0.0.1', port: own });
  assert.equal(answer, 'connected');
});

test('a program that is reached behind the proxy gets no request', async (context) => {
  const requests: string[] = [];
  const own = await listen(context, (socket) => socket.on('data', (data) => requests.push(data.toString())));
  const answer = await waitForAnswer(own, '/', 0.2, undefined, running, { address: '127.0.0.1', port: own });
  assert.deepEqual([answer, requests], ['connected', []]);
});

test('behind the proxy, too, nothing answers for who does not listen', async (context) => {
  const port = await listen(context, (socket) => socket.destroy());
  const server = createServer();
  const own = await started(server);
  server.close();
  const answer = await waitForAnswer(port, '/', 0.2, undefined, running, { address: '127.0.0.1', port: own });
  assert.equal(answer, undefined);
});

function said(answer: Awaited<ReturnType<typeof waitForAnswer>>): string {
  return answer === undefined ? 'nothing' : answer === 'connected' ? answer : String(answer.status);
}

const running = () => Promise.resolve(false);

async function listen(context: TestContext, serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  context.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return started(server);
}

async function started(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
