import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from '../../src/docker/build.ts';
import { engineInfo } from '../../src/docker/connect.ts';
import { runContainer } from '../../src/docker/containers.ts';
import { imageLayers, inspectImage, listImages, removeImage, tagImage } from '../../src/docker/images.ts';
import type { BuildEvent, BuildFailure, BuildRequest } from '../../src/docker/types.ts';
import { Problem } from '../../src/words/problem.ts';
import { collect } from '../docker/collect.ts';
import { temporaryFolder } from '../docker/temporary-folder.ts';
import { bedEngine } from './bed-engine.ts';
import { GOOD_PROGRAM } from './program.ts';

const { engine, skip } = await bedEngine();

const request = (contextDir: string, changes: Partial<BuildRequest> = {}): BuildRequest => ({
  contextDir,
  dockerfile: 'Dockerfile',
  tags: ['gantry-test/build:1'],
  ...changes,
});

async function failure(building: AsyncIterable<BuildEvent>, events: BuildEvent[] = []): Promise<Problem> {
  try {
    for await (const event of building) events.push(event);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error;
  }
  assert.fail('the build went through');
}

describe('a build on the engine', { skip }, () => {
  // The engine may remember the builds of an earlier run: this source is new to it.
  const source = { ...GOOD_PROGRAM, 'main.go': `${GOOD_PROGRAM['main.go'] ?? ''}\n// ${randomUUID()}\n` };
  const folder = temporaryFolder(source);

  test('gives a RUN the secrets that it mounts, each by its id, and leaves out those that nobody gave', async () => {
    const canary = randomUUID();
    const secrets = temporaryFolder({ netrc: `machine git.example.com password ${canary}\n` });
    const dockerfile = [
      'FROM golang:1.26',
      `RUN --mount=type=secret,id=netrc,target=/root/.netrc grep -q ${canary} /root/.netrc`,
      'RUN --mount=type=secret,id=other,target=/root/.other test ! -s /root/.other',
      'RUN test ! -s /root/.netrc',
      '',
    ].join('\n');
    const context = temporaryFolder({ Dockerfile: dockerfile });
    await collect(build(engine, request(context, { secrets: { netrc: join(secrets, 'netrc') } })));
  });

  test('tells its steps in order and ends with a small image', async () => {
    const events = await collect(build(engine, request(folder, { labels: { team: 'shop' } })));
    const context = events.find((event) => event.kind === 'context');
    assert.deepEqual(context, { kind: 'context', files: 3, bytes: Object.values(source).join('').length });

    const steps = events.filter((event) => event.kind === 'step');
    const compile = steps.filter(({ name }) => name.startsWith('[builder 6/6] RUN --mount=type=cache'));
    assert.deepEqual(
      compile.map(({ state }) => state),
      ['started', 'done'],
    );
    assert.ok((compile[1]?.seconds ?? 0) > 0.1);
    assert.ok(steps.some(({ name }) => name === '[stage-1 2/2] COPY --from=builder /out/hello /hello'));
    for (const { id } of steps) {
      const states = steps.filter((step) => step.id === id).map(({ state }) => state);
      // A step whose content the engine has to compare first is told as begun before it turns out to be cached.
      assert.ok(['started,done', 'cached', 'started,cached'].includes(states.join(',')), states.join(','));
    }

    const done = events.at(-1);
    assert.ok(done?.kind === 'done');
    assert.match(done.imageId, /^sha256:[0-9a-f]{64}$/);
    assert.ok(done.bytes < 15_000_000, `${done.bytes} bytes`);
    assert.equal(done.layers, 2);
  });

  test('is cached the second time, and compiles again only after a change', async () => {
    const again = (await collect(build(engine, request(folder)))).filter((event) => event.kind === 'step');
    const state = (steps: typeof again, text: string): string | undefined =>
      steps.findLast(({ name }) => name.includes(text))?.state;
    for (const name of ['WORKDIR', 'go mod download', 'COPY . .', 'go build', '/hello']) {
      assert.equal(state(again, name), 'cached', name);
    }
    writeFileSync(join(folder, 'main.go'), `${source['main.go']}\n// ${randomUUID()}\n`);
    const changed = (await collect(build(engine, request(folder)))).filter((event) => event.kind === 'step');
    assert.equal(state(changed, 'go mod download'), 'cached');
    assert.equal(state(changed, 'COPY . .'), 'done');
    assert.equal(state(changed, 'go build'), 'done');
  });

  test('leaves an image that can be inspected, listed, named and removed', async () => {
    const image = await inspectImage(engine, 'gantry-test/build:1');
    assert.deepEqual(
      { user: image.user, entrypoint: image.entrypoint, ports: image.ports, tags: image.tags },
      { user: '65532:65532', entrypoint: ['/hello'], ports: ['8080/tcp'], tags: ['gantry-test/build:1'] },
    );
    const layers = await imageLayers(engine, 'gantry-test/build:1');
    assert.match(layers.at(-1)?.createdBy ?? '', /ENTRYPOINT \["\/hello"\]/);
    assert.ok(layers.some(({ bytes, createdBy }) => bytes > 1_000_000 && createdBy.includes('/hello')));
    await tagImage(engine, 'gantry-test/build:1', 'localhost:5999/other:2');
    const listed = (await listImages(engine)).find(({ id }) => id === image.id);
    assert.deepEqual(listed?.tags.toSorted(), ['gantry-test/build:1', 'localhost:5999/other:2']);
    await removeImage(engine, 'localhost:5999/other:2');
    await assert.rejects(
      inspectImage(engine, 'localhost:5999/other:2'),
      (error) => error instanceof Problem && error.details.kind === 'not-found',
    );
  });

  test('honours .dockerignore: the files are neither sent nor in the image', async () => {
    const files = {
      Dockerfile: 'FROM alpine:3.23\nCOPY . /app\nRUN find /app -type f | sort\n',
      'keep.txt': 'x',
      'big.bin': 'x'.repeat(500_000),
      'notes/secret.txt': 'x',
      'notes/public.txt': 'x',
    };
    const found = async (contextDir: string): Promise<{ bytes: number; files: string[] }> => {
      const events = await collect(build(engine, request(contextDir, { noCache: true })));
      const context = events.find((event) => event.kind === 'context');
      const lines = events.filter((event) => event.kind === 'log').map(({ text }) => text);
      return { bytes: context?.bytes ?? 0, files: lines.map((line) => line.replace('/app/', '')) };
    };
    const all = await found(temporaryFolder(files));
    const some = await found(temporaryFolder({ ...files, '.dockerignore': '*.bin\nnotes\n!notes/public.txt\n' }));
    assert.deepEqual(all.files, ['Dockerfile', 'big.bin', 'keep.txt', 'notes/public.txt', 'notes/secret.txt']);
    assert.deepEqual(some.files, ['.dockerignore', 'Dockerfile', 'keep.txt', 'notes/public.txt']);
    assert.ok(all.bytes > 500_000 && some.bytes < 200);
  });

  test('leaves an ignored Dockerfile out, so that editing it compiles nothing again, and sends only what changed', async () => {
    const files = { 'a.txt': 'a', 'sub/b.txt': 'b', '.dockerignore': 'Dockerfile\n.dockerignore\n' };
    const dockerfile = 'FROM alpine:3.23\nCOPY . /app\nRUN find /app -type f | sort\n';
    const contextDir = temporaryFolder({ ...files, Dockerfile: dockerfile });
    const first = await collect(build(engine, request(contextDir, { noCache: true })));
    assert.deepEqual(
      first.flatMap((event) => (event.kind === 'log' ? [event.text] : [])),
      ['/app/a.txt', '/app/sub/b.txt'],
    );
    const sent = (events: readonly BuildEvent[]): unknown => events.find(({ kind }) => kind === 'context');
    assert.deepEqual(sent(first), { kind: 'context', files: 2, bytes: 2 });

    writeFileSync(join(contextDir, 'Dockerfile'), `${dockerfile}USER 1000\n`);
    const second = await collect(build(engine, request(contextDir)));
    const copy = second.findLast((event) => event.kind === 'step' && event.name.includes('COPY'));
    assert.equal(copy?.kind === 'step' && copy.state, 'cached');
    assert.deepEqual(sent(second), { kind: 'context', files: 0, bytes: 0 });

    writeFileSync(join(contextDir, 'sub/b.txt'), 'bb');
    assert.deepEqual(sent(await collect(build(engine, request(contextDir)))), { kind: 'context', files: 1, bytes: 2 });
  });

  test('brings links, modes, names of any language and a big file over unharmed', async () => {
    const big = randomUUID().repeat(100_000);
    const contextDir = temporaryFolder({
      Dockerfile:
        'FROM alpine:3.23\nCOPY dir grüße.txt /app/\nWORKDIR /app\nRUN ls -l run && cat grüße.txt && readlink link && sha256sum big\n',
      'dir/run': '#!/bin/sh\n',
      'dir/big': big,
      'grüße.txt': 'hallo\n',
    });
    chmodSync(join(contextDir, 'dir/run'), 0o750);
    symlinkSync('run', join(contextDir, 'dir/link'));
    const events = await collect(build(engine, request(contextDir, { noCache: true })));
    const lines = events.flatMap((event) => (event.kind === 'log' ? [event.text] : []));
    assert.match(lines[0] ?? '', /^-rwxr-x--- +1 root +root +10 .* run$/);
    assert.deepEqual(lines.slice(1), ['hallo', 'run', `${createHash('sha256').update(big).digest('hex')}  big`]);
  });

  test('takes build arguments, a target and a Dockerfile of another name', async () => {
    const contextDir = temporaryFolder({
      'build/api.Dockerfile':
        'FROM alpine:3.23 AS first\nARG WHO\nRUN echo "hello $WHO" > /hello\nFROM first AS second\nRUN exit 9\n',
    });
    const changes = { dockerfile: 'build/api.Dockerfile', target: 'first', buildArgs: { WHO: 'you' } };
    await collect(build(engine, request(contextDir, { ...changes, tags: ['gantry-test/args:1'] })));
    const container = await runContainer(engine, { image: 'gantry-test/args:1' });
    try {
      const names = (await collect(container.files())).map(({ path }) => path);
      assert.ok(names.includes('hello'));
    } finally {
      await container.remove();
    }
  });
});

describe('a build that fails', { skip }, () => {
  test('says which lines of the Dockerfile, with exit code and last output', async () => {
    const contextDir = temporaryFolder({
      Dockerfile:
        'FROM alpine:3.23 AS base\nWORKDIR /src\n\nFROM base\nRUN echo fine\n# here\nRUN echo one && \\\n    echo two && \\\n    exit 42\n',
    });
    const events: BuildEvent[] = [];
    const problem = await failure(build(engine, request(contextDir)), events);
    assert.equal(problem.details.kind, 'build-failed');
    assert.deepEqual(problem.details.cause, {
      lines: { first: 7, last: 9 },
      instruction: 'RUN echo one &&     echo two &&     exit 42',
      exitCode: 42,
      output: 'one\ntwo',
    } satisfies BuildFailure);
    const last = events.findLast((event) => event.kind === 'step');
    assert.equal(last?.state, 'failed');
  });

  const failures: Readonly<Record<string, readonly [dockerfile: string, first: number, says: RegExp]>> = {
    'an unknown instruction': ['FROM alpine:3.23\nRUM echo\n', 2, /unknown instruction: RUM/],
    'a file that is not there': ['FROM alpine:3.23\nWORKDIR /src\nCOPY gone.txt .\n', 3, /gone\.txt/],
    'a base image that is not there': ['FROM alpine:3.23 AS a\nFROM localhost:1/gone:1\n', 2, /localhost:1/],
  };
  for (const [name, [Dockerfile, first, says]] of Object.entries(failures)) {
    test(name, async () => {
      const problem = await failure(build(engine, request(temporaryFolder({ Dockerfile }))));
      assert.equal(problem.details.kind, 'build-failed');
      assert.match(problem.message, says);
      assert.equal((problem.details.cause as BuildFailure).lines?.first, first);
    });
  }

  test('a name that is none is refused before anything is sent', async () => {
    const contextDir = temporaryFolder({ Dockerfile: 'FROM alpine:3.23\n' });
    const problem = await failure(build(engine, request(contextDir, { tags: ['Not A Name'] })));
    assert.equal(problem.details.kind, 'invalid-input');
  });

  test('never repeats the value of a secret argument', async () => {
    const contextDir = temporaryFolder({
      Dockerfile: 'FROM alpine:3.23\nARG API_TOKEN\nRUN echo "token is $API_TOKEN" && false ${API_TOKEN}\n',
    });
    const events: BuildEvent[] = [];
    const buildArgs = { API_TOKEN: 'canary-31415' };
    const problem = await failure(build(engine, request(contextDir, { buildArgs })), events);
    assert.ok(events.some((event) => event.kind === 'log' && event.text === 'token is ***'));
    assert.doesNotMatch(JSON.stringify([events, problem.details, problem.message, problem.stack]), /canary/);
  });
});

describe('a build that is cancelled', { skip }, () => {
  /** Runs until the sleep runs on the engine, which shares the machine with this test. */
  async function sleeping(
    seconds: number,
    signal?: AbortSignal,
  ): Promise<{ pid: string; rest: AsyncIterator<BuildEvent> }> {
    const Dockerfile = `FROM alpine:3.23\nRUN echo sleeping && exec sleep ${seconds}\n`;
    const events = build(engine, request(temporaryFolder({ Dockerfile }), { noCache: true }), signal);
    for (;;) {
      const next = await events.next();
      assert.ok(next.done !== true, 'the build ended');
      if (next.value.kind !== 'log' || next.value.text !== 'sleeping') continue;
      return { pid: await processOf(seconds), rest: events };
    }
  }

  test('by the signal: the process ends on the engine', async () => {
    const controller = new AbortController();
    const { pid, rest } = await sleeping(86_001, controller.signal);
    controller.abort();
    await assert.rejects(
      async () => {
        while ((await rest.next()).done !== true);
      },
      (error) => error instanceof Problem && error.details.kind === 'cancelled',
    );
    await gone(pid);
  });

  test('by leaving the loop: the process ends on the engine', async () => {
    const { pid, rest } = await sleeping(86_002);
    await rest.return?.();
    await gone(pid);
  });

  test('before it began: nothing is asked of the engine', async () => {
    const contextDir = temporaryFolder({ Dockerfile: 'FROM alpine:3.23\n' });
    const problem = await failure(build(engine, request(contextDir), AbortSignal.abort()));
    assert.equal(problem.details.kind, 'cancelled');
  });

  test('leaves an engine that builds', async () => {
    assert.equal((await engineInfo(engine)).os, 'linux');
    const contextDir = temporaryFolder({ Dockerfile: 'FROM alpine:3.23\nRUN echo still here\n' });
    assert.equal((await collect(build(engine, request(contextDir)))).at(-1)?.kind, 'done');
  });

  async function processOf(seconds: number): Promise<string> {
    const deadline = Date.now() + 10_000;
    while (Date.now() < deadline) {
      await wait(20);
      const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && commandOf(name) === `sleep\0${seconds}\0`);
      if (pid !== undefined) return pid;
    }
    assert.fail('the sleep never ran');
  }

  async function gone(pid: string): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (Date.now() < deadline) {
      await wait(20);
      if (!existsSync(`/proc/${pid}`)) return;
    }
    assert.fail(`process ${pid} still runs`);
  }

  function commandOf(pid: string): string {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      return '';
    }
  }
});
