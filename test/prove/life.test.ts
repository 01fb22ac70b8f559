import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { RunningContainer } from '../../src/docker/containers.ts';
import type { OpenPort } from '../../src/docker/open-ports.ts';
import { proveLife } from '../../src/prove/life.ts';
import type { ProofRequest } from '../../src/prove/types.ts';
import { say } from '../../src/words/message.ts';

/** A port of this machine where nobody listens: privileged and unassigned. */
const CLOSED = 4;
const server = createServer((_request, response) => response.end());
before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
after(() => server.close());

/** What is seen of a server whose container ports `open` answer, and no other. */
async function seen(
  open: readonly number[],
  change: Partial<ProofRequest>,
  end?: { readonly exitCode: number; readonly lines: readonly string[] },
  /** What it writes when it is asked what it does. */
  dumped?: readonly string[],
  /** What it is seen to listen on. */
  listening: readonly OpenPort[] = [],
): Promise<Record<string, string>> {
  const { port: answering } = server.address() as AddressInfo;
  const request: ProofRequest = {
    ...{ image: 'shop', life: 'server', probes: [], args: [], env: {}, madeUp: [], writable: [] },
    ...{ ports: [], memoryBytes: 2 ** 28, startSeconds: 1, graceSeconds: 1, places: {}, ...change },
  };
  const numbers = request.ports.map(({ number }) => number);
  let lines = end?.lines ?? [];
  let running = !end;
  const container: RunningContainer = {
    id: 'x',
    ports: Object.fromEntries(numbers.map((one) => [`${one}/tcp`, open.includes(one) ? answering : CLOSED])),
    logs: async function* () {},
    recentLogs: () => Promise.resolve(lines.map((text) => ({ text, stream: 'stderr' as const }))),
    state: () => Promise.resolve({ running, exitCode: end?.exitCode ?? 0, outOfMemory: false }),
    openPorts: () => Promise.resolve(listening),
    stop: () => Promise.resolve({ exitCode: 0, seconds: 0 }),
    quit: () => {
      lines = dumped ?? lines;
      running = dumped === undefined;
      return Promise.resolve();
    },
    files: async function* () {},
    remove: () => Promise.resolve(),
  };
  const steps: Record<string, string> = {};
  for await (const { id, state, detail } of proveLife(container, request, {}, undefined)) {
    steps[id] = `${state}: ${say(detail)}`;
  }
  return steps;
}

const port = (number: number) => ({ number, transport: 'TCP' as const });

describe('what is seen of a server', () => {
  it('it listens where it is said to', async () => {
    const { listen } = await seen([8080, 9000], { ports: [port(8080), port(9000)] });
    assert.equal(listen, 'passed: Ports 8080, 9000 answer');
  });

  it('it has not shown that it may write a file of its image', async () => {
    const { writes } = await seen([8080], { ports: [port(8080)], lost: ['/app/urls.json'] });
    assert.match(writes ?? '', /^needs: .* writes \/app\/urls\.json, which is part of the read-only image/);
  });

  it('its first port must answer', async () => {
    const { listen } = await seen([9000], { ports: [port(8080), port(9000)] });
    assert.match(listen ?? '', /^failed: Nothing answers on port 8080/);
  });

  it('one that waits for the network before it listens is not to blame', async () => {
    const dump = [
      'SIGQUIT: quit',
      'goroutine 1 [select]:',
      'net/http.(*Client).do(0x1)',
      '\tnet/http/client.go:733 +0x9',
    ];
    const { listen, stop } = await seen([], { ports: [port(8080)] }, undefined, dump);
    assert.equal(listen, 'needs: It waits for an answer of the network before it listens');
    assert.equal(stop, 'skipped: It was ended to see what it waits for');
  });

  it('one that waits for the socket of another program is not to blame', async () => {
    const socket = { path: '/run/agent.sock', place: { file: 'main.go', line: 1 } };
    const { listen, start, stop } = await seen([], { ports: [port(8080)], socket });
    assert.equal(listen, 'needs: It needs the socket `/run/agent.sock`');
    assert.deepEqual([start, stop?.split(':')[0]], ['passed: It runs', 'passed']);
    const elsewhere = await seen([], { ports: [port(8080)], socket }, undefined, undefined, [
      { number: 9000, isLoopback: false },
    ]);
    assert.match(elsewhere.listen ?? '', /^failed: .* listens on 9000/);
  });

  it('a further one may wait for a setting', async () => {
    const { listen } = await seen([8080], { ports: [port(8080), port(9000)] });
    assert.equal(listen, 'needs: Port 8080 answers; nothing answers on 9000, which a setting may have to switch on');
  });

  it('a server whose port nobody knows says so, one without any has none', async () => {
    const open = await seen([], { isPortOpen: true });
    assert.match(open.listen ?? '', /^skipped: The source leaves the port open/);
    const none = await seen([], {});
    assert.equal(none.listen, 'skipped: The program has no port');
  });

  describe('what it is seen to listen on is named', () => {
    const listening = [
      { number: 1883, isLoopback: false },
      { number: 8384, isLoopback: true },
    ];
    const listenOf = async (open: readonly number[], change: Partial<ProofRequest>) =>
      (await seen(open, change, undefined, undefined, listening)).listen;

    it('where none is planned', async () => {
      assert.equal(
        await listenOf([], {}),
        'needs: It listens on 1883, 127.0.0.1:8384, though no port is planned: name it with `--port`',
      );
      const inside = await seen([], {}, undefined, undefined, listening.slice(1));
      assert.equal(
        inside.listen,
        'skipped: The program has no port; it listens on 127.0.0.1:8384, inside of its container alone',
      );
    });

    it('where nobody knows its port', async () =>
      assert.equal(
        await listenOf([], { isPortOpen: true }),
        'skipped: The source leaves the port open; the program listens on 1883, 127.0.0.1:8384: choose one with `--port`',
      ));

    it('where it is another', async () =>
      assert.equal(
        await listenOf([], { ports: [port(8080)] }),
        'failed: Nothing answers on port 8080 within 1 s; the program listens on 1883, 127.0.0.1:8384',
      ));

    it('beside its ports, as far as others reach it', async () => {
      assert.equal(
        await listenOf([8080], { ports: [port(8080)] }),
        'passed: It answers on 8080 and listens on 1883, too, which is not among its ports',
      );
      assert.equal(await listenOf([1883], { ports: [port(1883)] }), 'passed: Port 1883 answers');
    });
  });

  it('one that only its own container reaches needs another source', async () => {
    const { listen } = await seen([], { closed: { file: 'main.go', line: 7 } });
    assert.match(listen ?? '', /^needs: It listens on loopback only/);
  });

  it('a UDP port that nobody can ask from here is left out', async () => {
    const datagrams = { number: 53, transport: 'UDP' as const };
    const { listen } = await seen([8080], { ports: [datagrams, port(8080)] });
    assert.equal(listen, 'passed: Port 8080 answers');
  });

  it('unless kubelet asks there', async () => {
    const probes = [{ kind: 'http', path: '/healthz', port: 9000 }] as const;
    const { listen } = await seen([8080], { ports: [port(8080), port(9000)], probes });
    assert.match(listen ?? '', /^failed: Nothing answers on port 9000/);
  });
});

describe('what is seen of a command', () => {
  const start = async (exitCode: number, ...lines: string[]) =>
    (await seen([], { life: 'command' }, { exitCode, lines })).start;

  it('its help is an answer, and so is that it works on `--help`', async () => {
    assert.equal(await start(2, 'Usage of shop:'), 'passed: `--help` answers');
    const words = 'passed: It starts, and takes `--help` for an argument';
    assert.equal(await start(1, 'level=ERROR msg="Failed to read file." fileName=--help'), words);
    assert.equal(await start(1, 'open --help: no such file or directory'), words);
  });

  it('one that knows no `--help` cannot be tried', async () => {
    const words = 'needs: It needs arguments to be tried with: to `--help` it says `could not find function to run`';
    assert.equal(await start(1, 'could not find function to run'), words);
    assert.match((await start(1, 'open /app/x: permission denied')) ?? '', /^failed: /);
    const needed = ['exactly one database must be given', 'missing operand', 'Error: unknown command "x"'];
    for (const one of needed) assert.match((await start(1, one)) ?? '', /^needs: /, one);
  });

  it('what does not speak of anything that it lacks has failed', async () => {
    const broken = [
      'x509: certificate signed by unknown authority',
      'html/template: pattern matches no files: `web/*.html`',
      'exec: "git": executable file not found in $PATH: command failed',
      'Error: could not create the state',
      'level=panic msg="the option table is broken"',
    ];
    for (const one of broken) assert.match((await start(1, one)) ?? '', /^failed: /, one);
    assert.match((await start(127, 'libx.so: cannot be found')) ?? '', /^failed: /);
  });

  it('a panic is none', async () => {
    assert.match((await start(2, 'panic: cannot read', 'main.main("--help")')) ?? '', /^failed: /);
  });
});
