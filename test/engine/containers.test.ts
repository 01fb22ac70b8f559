import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { build } from '../../src/docker/build.ts';
import { runContainer } from '../../src/docker/containers.ts';
import { createVolume, removeVolume } from '../../src/docker/volumes.ts';

import { waitForDatagrams } from '../../src/docker/datagrams.ts';
import { listImages } from '../../src/docker/images.ts';
import { imageParts } from '../../src/prove/image-places.ts';
import { prove, type ProofOptions } from '../../src/prove/prove.ts';
import type { ProofRequest } from '../../src/prove/types.ts';
import { say } from '../../src/words/message.ts';
import { Problem } from '../../src/words/problem.ts';
import { collect } from '../docker/collect.ts';
import { temporaryFolder } from '../docker/temporary-folder.ts';
import { bedEngine } from './bed-engine.ts';
import { GOOD_PROGRAM } from './program.ts';

const { engine, skip } = await bedEngine();

async function image(tag: string, files: Readonly<Record<string, string>>): Promise<string> {
  await collect(build(engine, { contextDir: temporaryFolder(files), dockerfile: 'Dockerfile', tags: [tag] }));
  return tag;
}

async function containersLeft(): Promise<number> {
  return (await (await engine.client()).listContainers({ all: true })).length;
}

describe('a container', { skip }, () => {
  test('runs, logs, and ends on SIGTERM', async () => {
    const tag = await image('gantry-test/good:1', GOOD_PROGRAM);
    const container = await runContainer(engine, {
      image: tag,
      env: { PORT: '9000' },
      ports: { '9000': 0 },
      readOnly: true,
      dropAllCapabilities: true,
      memoryBytes: 64 * 2 ** 20,
    });
    try {
      const logs = container.logs();
      assert.deepEqual((await logs.next()).value, { stream: 'stdout', text: 'listening on 9000' });
      const port = container.ports['9000/tcp'] ?? 0;
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
      assert.equal(await answer.text(), 'ok\n');
      assert.deepEqual(await container.openPorts(), [{ number: 9000, isLoopback: false }]);
      const { exitCode, seconds } = await container.stop(10);
      assert.equal(exitCode, 0);
      assert.ok(seconds < 5);
      assert.deepEqual(await collect(logs), [{ stream: 'stdout', text: 'bye' }]);
      assert.equal((await container.state()).running, false);
      assert.deepEqual(
        (await container.recentLogs()).map(({ text }) => text),
        ['listening on 9000', 'bye'],
      );
    } finally {
      await container.remove();
    }
  });

  test('gets files over those of its image, and takes the image of them with it', async () => {
    const tag = await image('gantry-test/good:1', GOOD_PROGRAM);
    const files = [{ path: '/etc/shop/app.yaml', text: 'host: 0.0.0.0\n' }];
    const laidImages = async () =>
      (await listImages(engine)).filter(({ tags }) => tags.some((one) => one.startsWith('gantry-prove/with-files')));
    const container = await runContainer(engine, { image: tag, readOnly: true, files });
    try {
      const paths = (await collect(container.files())).map(({ path }) => path);
      assert.ok(paths.includes('etc/shop/app.yaml'));
      assert.equal((await laidImages()).length, 1);
    } finally {
      await container.remove();
    }
    assert.deepEqual(await laidImages(), []);
  });

  test('begins with what another container has put into its volume', async () => {
    const name = await createVolume(engine);
    const user = '65532';
    const restricted = { image: 'alpine:3.23', user, readOnly: true, dropAllCapabilities: true };
    try {
      const filling = await runContainer(engine, {
        ...restricted,
        entrypoint: ['cp', '-rn', '/etc/passwd', '/seed/'],
        volumes: [{ name, path: '/seed', owner: Number(user) }],
      });
      await collect(filling.logs());
      await filling.remove();
      const reading = await runContainer(engine, {
        ...restricted,
        args: ['sh', '-c', 'echo more >> /data/passwd && tail -1 /data/passwd'],
        volumes: [{ name, path: '/data' }],
      });
      assert.deepEqual(await collect(reading.logs()), [{ stream: 'stdout', text: 'more' }]);
      await reading.remove();
    } finally {
      await removeVolume(engine, name);
    }
  });

  test('may write to a folder of the image that is its user’s alone, as a home is', async () => {
    const tag = await image('gantry-test/home:1', {
      'go.mod': GOOD_PROGRAM['go.mod'] ?? '',
      'main.go': `package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println(os.WriteFile("/home/nonroot/x", nil, 0o600))
}
`,
      Dockerfile: GOOD_PROGRAM['Dockerfile'] ?? '',
    });
    const container = await runContainer(engine, {
      image: tag,
      readOnly: true,
      dropAllCapabilities: true,
      tmpfs: ['/home/nonroot'],
      tmpfsUser: 65532,
    });
    try {
      assert.deepEqual(await collect(container.logs()), [{ stream: 'stdout', text: '<nil>' }]);
    } finally {
      await container.remove();
    }
  });

  test('that binds a UDP port takes datagrams there, and nowhere else', async () => {
    const tag = await image('gantry-test/udp:1', {
      ...GOOD_PROGRAM,
      'main.go':
        'package main\n\nimport "net"\n\nfunc main() {\n\tconn, err := net.ListenPacket("udp", ":5353")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tfor buffer := make([]byte, 9); ; {\n\t\tconn.ReadFrom(buffer)\n\t}\n}\n',
    });
    const container = await runContainer(engine, { image: tag, ports: { '5353/udp': 0 } });
    try {
      const { address = '' } = container;
      const ended = () => Promise.resolve(false);
      assert.equal(await waitForDatagrams(address, 5353, 20, undefined, ended), 'taken');
      assert.equal(await waitForDatagrams(address, 5354, 0, undefined, ended), 'refused');
    } finally {
      await container.remove();
    }
  });

  test('that waits can be watched until the signal says enough', async () => {
    const container = await runContainer(engine, { image: 'gantry-test/good:1' });
    try {
      const enough = new AbortController();
      const seen: string[] = [];
      for await (const { text } of container.logs(enough.signal)) {
        seen.push(text);
        enough.abort();
      }
      assert.deepEqual(seen, ['listening on 8080']);
    } finally {
      await container.remove();
    }
  });

  test('that does not end on SIGTERM is not waited for once the signal says enough', async () => {
    const container = await runContainer(engine, { image: 'alpine:3.23', args: ['sleep', '600'] });
    try {
      const stopping = container.stop(600, AbortSignal.timeout(50));
      await assert.rejects(stopping, (error) => error instanceof Problem && error.details.kind === 'cancelled');
    } finally {
      await container.remove();
    }
  });

  test('that cannot start is a problem and leaves nothing behind', async () => {
    const tag = await image('gantry-test/no-program:1', {
      Dockerfile: 'FROM gcr.io/distroless/static-debian13:nonroot\nENTRYPOINT ["/gone"]\n',
    });
    const left = await containersLeft();
    await assert.rejects(
      runContainer(engine, { image: tag }),
      (error) => error instanceof Problem && /gone/.test(error.message),
    );
    assert.equal(await containersLeft(), left);
  });

  test('of an image that is not there is a problem', async () => {
    await assert.rejects(
      runContainer(engine, { image: 'gantry-test/gone:1' }),
      (error) => error instanceof Problem && error.details.kind === 'not-found',
    );
  });
});

describe('the proof of an image', { skip }, () => {
  after(async () => {
    if (skip === false) assert.equal(await containersLeft(), 0, 'a proof left containers behind');
  });

  const request = (tag: string, changes: Partial<ProofRequest> = {}): ProofRequest => ({
    image: tag,
    life: 'server',
    ports: [{ number: 8080, transport: 'TCP' }],
    probes: [{ kind: 'http', path: '/healthz', port: 8080 }],
    args: [],
    env: {},
    madeUp: [],
    writable: [],
    memoryBytes: 256 * 2 ** 20,
    startSeconds: 5,
    graceSeconds: 2,
    places: {},
    ...changes,
  });
  const told = async (proof: ProofRequest, options: ProofOptions = {}): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await collect(prove(engine, proof, undefined, options))).map(({ id, state, detail }) => [
        id,
        `${state}: ${say(detail)}`,
      ]),
    );

  test('passes where everything holds', async () => {
    const tag = await image('gantry-test/good:1', GOOD_PROGRAM);
    const parts = imageParts({ path: 'Dockerfile', text: GOOD_PROGRAM['Dockerfile'] ?? '' });
    const steps = await collect(prove(engine, request(tag), undefined, { parts }));
    assert.deepEqual(
      steps.map(({ id, state }) => `${id} ${state}`),
      ['user', 'content', 'size', 'start', 'listen', 'health', 'writes', 'stop'].map((id) => `${id} passed`),
    );
  });

  test('names what fails: root, source in the image, wrong port, SIGTERM ignored by a shell', async () => {
    const tag = await image('gantry-test/bad:1', {
      Dockerfile: 'FROM alpine:3.23\nCOPY main.go /src/\nENTRYPOINT while true; do sleep 1; done\n',
      'main.go': 'package main\n',
    });
    assert.deepEqual(await told(request(tag, { startSeconds: 1 })), {
      user: 'failed: The image names no user, so it runs as root',
      content: 'failed: The image holds source: `/src/main.go`',
      size: 'skipped: The Dockerfile does not say which file is the program',
      start: 'passed: It runs',
      listen: 'failed: Nothing answers on port 8080 within 1 s: another port, or localhost only',
      health: 'skipped: Nothing answers on its port',
      writes: 'passed: No write failed, and none was allowed',
      stop: 'failed: SIGTERM did not end it within 2 s, so it was killed',
    });
  });

  test('names a program that needs to write, and passes once it may', async () => {
    const tag = await image('gantry-test/writer:1', {
      Dockerfile:
        'FROM alpine:3.23\nWORKDIR /app\nUSER 1000\nENTRYPOINT ["/bin/sh", "-c", "mkdir -p data && echo x > data/x && exec /bin/httpd -f -p 8080 -h /etc"]\n',
    });
    const passwd = [{ kind: 'http', path: '/passwd', port: 8080 }] as const;
    const without = await told(request(tag, { probes: passwd }));
    assert.match(without['start'] ?? '', /^failed: It ended with exit code 1: .*data.*/);
    assert.match(without['writes'] ?? '', /^failed: It wants to write to data/);
    assert.equal(without['stop'], 'skipped: The program has ended');
    const allowed = await told(request(tag, { probes: passwd, writable: ['data'] }));
    assert.equal(allowed['start'], 'passed: It runs');
    assert.equal(allowed['health'], 'passed: `/passwd` answered 200');
  });

  test('names what a program needs that is no part of its image, and what the image lacks', async () => {
    const saying = (words: string): Promise<string> =>
      image('gantry-test/needy:1', {
        Dockerfile: `FROM alpine:3.23\nUSER 1000\nENTRYPOINT ["/bin/sh", "-c", "echo '${words}' && exit 1"]\n`,
      });
    const database = await told(request(await saying('dial tcp 127.0.0.1:5432: connect: connection refused')));
    assert.equal(database['start'], 'needs: It needs PostgreSQL: nothing answers at `127.0.0.1:5432`');
    const file = await told(request(await saying('open conf/app.ini: no such file or directory')), {
      hasFile: (path) => Promise.resolve(path === 'conf/app.ini'),
    });
    assert.equal(file['start'], 'failed: The image lacks the file `conf/app.ini`');
  });

  test('asks a silent program that listens nowhere what it waits for', async () => {
    const tag = await image('gantry-test/waiting:1', {
      ...GOOD_PROGRAM,
      'main.go': `package main

import (
	"context"
	"net"
	"net/http"
	"time"
)

func main() {
	silent := func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go func() { time.Sleep(time.Hour); there.Close() }()
		return here, nil
	}
	client := http.Client{Transport: &http.Transport{DialContext: silent}}
	client.Get("http://settings.example.com")
	http.ListenAndServe(":8080", nil)
}
`,
    });
    const proof = request(tag, { startSeconds: 2, places: { main: { file: 'main.go', line: 10 } } });
    const listen = (await collect(prove(engine, proof))).find(({ id }) => id === 'listen');
    assert.equal(say(listen?.detail ?? ['']), 'It waits for an answer of the network before it listens');
    assert.deepEqual(listen?.place, { file: 'main.go', line: 17 });
  });

  test('a job is watched to its end, a command is asked for help', async () => {
    const tag = await image('gantry-test/ends:1', {
      Dockerfile: 'FROM alpine:3.23\nUSER 1000\nENTRYPOINT ["/bin/echo"]\n',
    });
    const ends = { ports: [], probes: [] };
    assert.equal((await told(request(tag, { ...ends, life: 'job' })))['start'], 'passed: It ran to its end');
    assert.equal((await told(request(tag, { ...ends, life: 'command' })))['start'], 'passed: `--help` answers');
  });

  test('names a program that is not in the image', async () => {
    const tag = await image('gantry-test/no-program:1', {
      Dockerfile: 'FROM gcr.io/distroless/static-debian13:nonroot\nENTRYPOINT ["/gone"]\n',
    });
    const steps = await told(request(tag));
    assert.match(steps['start'] ?? '', /^failed: .*gone/);
    assert.equal(steps['listen'], 'skipped: The container does not start');
  });

  test('ends its container when the loop is left, and when the signal says so', async () => {
    const left = await containersLeft();
    for await (const { id } of prove(engine, request('gantry-test/good:1'))) if (id === 'content') break;
    assert.equal(await containersLeft(), left);
    const controller = new AbortController();
    const proving = prove(engine, request('gantry-test/bad:1', { startSeconds: 60 }), controller.signal);
    await assert.rejects(
      async () => {
        for await (const { id } of proving) if (id === 'content') controller.abort();
      },
      (error) => error instanceof Problem && error.details.kind === 'cancelled',
    );
    assert.equal(await containersLeft(), left);
  });
});
