import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, test } from 'node:test';
import { type Cluster, connect } from '../../../src/cluster/connect.ts';
import { KINDS } from '../../../src/cluster/kinds.ts';
import { get, list } from '../../../src/cluster/objects.ts';
import { json } from '../../../src/cluster/request.ts';
import type { WatchEvent } from '../../../src/cluster/types.ts';
import { type Patience, watch } from '../../../src/cluster/watch.ts';
import { rejected } from '../bed.ts';

/* What a real API server does not do when asked: broken answers, silence, expired versions, endless refusals. */

type Answer = (url: URL, response: http.ServerResponse, call: number) => void;
let server: http.Server | undefined;
const servers: http.Server[] = [];
afterEach(() => {
  for (const one of servers.splice(0)) {
    one.closeAllConnections();
    one.close();
  }
});

async function serve(answer: Answer): Promise<Cluster> {
  let calls = 0;
  server = http.createServer((request, response) => {
    answer(new URL(request.url ?? '', 'http://x'), response, ++calls);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const clusters = [{ name: 'c', server: `http://127.0.0.1:${port}`, skipTLSVerify: false }];
  const contexts = [{ name: 'x', cluster: 'c', user: 'u' }];
  return connect({ files: [], clusters, users: [], contexts, currentContext: 'x' }, 'x');
}

const object = (name: string, version: string) => ({ metadata: { name, resourceVersion: version } });
const page = (names: string[], metadata: object = { resourceVersion: '10' }) =>
  JSON.stringify({ metadata, items: names.map((name) => object(name, '1')) });
const line = (type: string, name: string, version: string) =>
  `${JSON.stringify({ type, object: object(name, version) })}\n`;
const isWatch = (url: URL) => url.searchParams.get('watch') === 'true';
function refuse(response: http.ServerResponse, code: number, message: string): void {
  response.writeHead(code).end(JSON.stringify({ kind: 'Status', code, message }));
}

/** Events in short, until enough of them are there. */
async function take(cluster: Cluster, count: number, patience?: Patience): Promise<string[]> {
  const stop = new AbortController();
  const seen: string[] = [];
  for await (const event of watch(cluster, KINDS.Pod, 'shop', stop.signal, patience)) {
    seen.push(inShort(event));
    if (seen.length === count) stop.abort();
  }
  return seen;
}

function inShort(event: WatchEvent): string {
  if (event.type === 'snapshot') return `snapshot ${event.objects.map(({ metadata }) => metadata.name).join()}`;
  return 'object' in event ? `${event.type} ${event.object.metadata.name}` : event.type;
}

test('a long list comes in pieces and is one', async () => {
  const asked: (string | null)[] = [];
  const cluster = await serve(({ searchParams }, response) => {
    asked.push(searchParams.get('continue'));
    const next = searchParams.get('continue') === null;
    response.end(page([next ? 'a' : 'b'], { resourceVersion: '5', continue: next ? 'more' : '' }));
  });
  const objects = await list(cluster, KINDS.Pod, null);
  assert.deepEqual(
    objects.map(({ kind, apiVersion, metadata: { name } }) => [kind, apiVersion, name]),
    [
      ['Pod', 'v1', 'a'],
      ['Pod', 'v1', 'b'],
    ],
  );
  assert.deepEqual(asked, [null, 'more']);
});

test('an expired version is listed anew, and the truth is whole again', async () => {
  let lists = 0;
  const cluster = await serve((url, response) => {
    if (!isWatch(url)) return response.end(page(++lists === 1 ? ['a', 'b'] : ['b', 'c']));
    if (lists === 1)
      return response.end(`${JSON.stringify({ type: 'ERROR', object: { code: 410, message: 'too old' } })}\n`);
    return response.write(line('MODIFIED', 'c', '20'));
  });
  assert.deepEqual(await take(cluster, 5), ['snapshot a,b', 'connected', 'snapshot b,c', 'connected', 'changed c']);
});

test('a watch that the server ends is taken up at the last version, bookmarks included', async () => {
  const from: (string | null)[] = [];
  const cluster = await serve((url, response) => {
    if (!isWatch(url)) return response.end(page(['a']));
    from.push(url.searchParams.get('resourceVersion'));
    if (from.length === 1) return response.end(line('ADDED', 'b', '11') + line('BOOKMARK', '', '15'));
    return response.write(line('DELETED', 'a', '16'));
  });
  assert.deepEqual(await take(cluster, 4), ['snapshot a', 'connected', 'changed b', 'deleted a']);
  assert.deepEqual(from, ['10', '15']);
});

const patience = { silence: 500, answer: 200 };

test('a watch that falls silent is taken up where it was; a server that does not even answer is away', async () => {
  const from: (string | null)[] = [];
  const cluster = await serve((url, response) => {
    if (!isWatch(url)) return response.end(page(['a']));
    from.push(url.searchParams.get('resourceVersion'));
    if (from.length <= 2) return response.write(line('MODIFIED', 'a', String(20 + from.length)));
    return undefined;
  });
  assert.deepEqual(await take(cluster, 7, patience), [
    ...['snapshot a', 'connected', 'changed a', 'changed a', 'disconnected', 'snapshot a', 'connected'],
  ]);
  assert.deepEqual(from.slice(0, 3), ['10', '21', '22']);
});

test('half a line at the end of a connection is a lost connection', async () => {
  const cluster = await serve((url, response, call) => {
    if (!isWatch(url)) return response.end(page(['a']));
    if (call > 2) return response.write(line('ADDED', 'b', '11'));
    return response.end('{"type":"ADDED","obj');
  });
  assert.deepEqual(await take(cluster, 6), [
    ...['snapshot a', 'connected', 'disconnected', 'snapshot a', 'connected', 'changed b'],
  ]);
});

test('one line in many pieces is one event', async () => {
  const text = line('ADDED', 'ünïcode', '11');
  const cluster = await serve((url, response) => {
    if (!isWatch(url)) return response.end(page([]));
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 7) response.write(bytes.subarray(at, at + 7));
    return undefined;
  });
  assert.deepEqual(await take(cluster, 3), ['snapshot ', 'connected', 'changed ünïcode']);
});

test('pauses grow while lists succeed but watches fail', async () => {
  const cluster = await serve((url, response) => {
    if (isWatch(url)) refuse(response, 500, 'no watches today');
    else response.end(page([]));
  });
  const stop = new AbortController();
  const pauses: number[] = [];
  for await (const event of watch(cluster, KINDS.Pod, null, stop.signal)) {
    if (event.type === 'disconnected') pauses.push(event.retryInMilliseconds);
    if (pauses.length === 3) stop.abort();
  }
  const [first = 0, second = 0, third = 0] = pauses;
  assert.ok(first >= 375 && first <= 500, String(pauses));
  assert.ok(second >= 750 && second <= 1000 && third >= 1500 && third <= 2000, String(pauses));
});

test('a server that ends every watch at once is not asked without a pause', async () => {
  let watches = 0;
  const cluster = await serve((url, response) => {
    if (isWatch(url)) watches++;
    response.end(isWatch(url) ? '' : page([]));
  });
  const stop = AbortSignal.timeout(1200);
  for await (const event of watch(cluster, KINDS.Pod, null, stop)) assert.ok(event.type !== 'disconnected');
  assert.ok(watches >= 2 && watches <= 4, `${watches} watches in 1.2 s`);
});

for (const [name, code, message, kind] of [
  ['forbidden', 403, 'pods is forbidden: User "u" cannot list resource "pods"', 'forbidden'],
  ['refused credentials', 401, 'Unauthorized', 'credentials'],
  ['a kind that is not known', 404, '404 page not found', 'not-found'],
] as const) {
  test(`a watch ends with a problem for ${name}, where it never was otherwise`, async () => {
    const cluster = await serve((_url, response) => {
      refuse(response, code, message);
    });
    assert.equal((await rejected(take(cluster, 1))).details.kind, kind);
  });
}

test('a refusal after success is not believed at once: a server that starts refuses everybody', async () => {
  let lists = 0;
  const cluster = await serve((url, response) => {
    if (isWatch(url)) return lists === 1 ? response.destroy() : response.write(line('ADDED', 'b', '11'));
    if (++lists === 2) {
      refuse(response, 403, 'pods is forbidden: User "u" cannot list resource "pods"');
      return;
    }
    if (lists === 3) {
      refuse(response, 401, 'Unauthorized');
      return;
    }
    return response.end(page(['a']));
  });
  assert.deepEqual(await take(cluster, 8), [
    ...['snapshot a', 'connected', 'disconnected', 'disconnected', 'disconnected', 'snapshot a', 'connected'],
    'changed b',
  ]);
});

const odd: readonly [name: string, answer: Answer, says: RegExp][] = [
  ['a login page', (_url, response) => response.end('<html>canary</html>'), /no answer of a Kubernetes API server/],
  ['half an answer', (_url, response) => response.end('{"kind":"Pod","canary'), /cannot be read/],
  ['a connection that breaks before the answer', (_url, response) => response.destroy(), /broke \(ECONNRESET\)/],
  [
    'a connection that breaks within the answer',
    (_url, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"canary', () => response.destroy());
    },
    /broke/,
  ],
];

for (const [name, answer, says] of odd) {
  test(`${name} is a problem that quotes nothing of it`, async () => {
    const cluster = await serve(answer);
    const problem = await rejected(get(cluster, { kind: KINDS.Pod, namespace: 'x', name: 'y' }));
    assert.equal(problem.details.kind, 'unreachable');
    assert.match(problem.message, says);
    assert.doesNotMatch(`${problem.message}${String(problem.cause)}`, /canary/);
  });
}

for (const [name, answer] of [
  ['before an answer', () => undefined],
  ['within an answer', (_url: URL, response: http.ServerResponse) => response.write('{')],
] as const) {
  test(`silence ${name} ends with a problem`, async () => {
    const cluster = await serve(answer);
    const problem = await rejected(json(cluster, { path: '/version', timeoutMilliseconds: 200 }));
    assert.equal(problem.details.kind, 'unreachable');
    assert.match(problem.message, /did not answer in time/);
  });

  test(`a request ends at once when it is cancelled ${name}`, async () => {
    const cluster = await serve(answer);
    const abort = new AbortController();
    const asking = rejected(json(cluster, { path: '/version', signal: abort.signal }));
    server?.once('request', () => setImmediate(() => abort.abort()));
    assert.equal((await asking).details.kind, 'cancelled');
  });
}

test('a watch ends at once when it is cancelled, whatever it does', async () => {
  const cluster = await serve((url, response) => {
    if (!isWatch(url)) response.end(page([]));
  });
  assert.deepEqual(await take(cluster, 2), ['snapshot ', 'connected']);
  const away = await serve((_url, response) => response.destroy());
  assert.deepEqual(await take(away, 1), ['disconnected']);
  assert.deepEqual(await take({ ...away, server: 'http://127.0.0.1:1' }, 1), ['disconnected']);
  const stopped: WatchEvent[] = [];
  for await (const event of watch(away, KINDS.Pod, null, AbortSignal.abort())) stopped.push(event);
  assert.deepEqual(stopped, []);
});
