import assert from 'node:assert/strict';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { ensureBaseImages } from '../base-images.ts';
import { dockerApi } from '../docker-api.ts';
import { startEngine } from '../engine.ts';
import { freePort } from '../network.ts';
import { run, waitUntil } from '../process.ts';

const engine = await startEngine();
const folder = mkdtempSync(path.join(tmpdir(), 'gantry-selftest-'));
after(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});
const { goVersion } = await ensureBaseImages(engine);
const goProxy = (await run('go', ['env', 'GOPROXY'])).trim();

const MAIN = `package main

import (
	"fmt"
	"net/http"

	"github.com/google/uuid"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, uuid.Nil) })
	http.ListenAndServe(":8080", nil)
}
`;

test('a multi-stage build downloads modules into a cache mount, and its image serves on a published port', async () => {
  await image('selftest:1', {
    'go.mod': `module selftest\n\ngo ${goVersion}\n\nrequire github.com/google/uuid v1.6.0\n`,
    'go.sum': await sums(),
    'main.go': MAIN,
    Dockerfile: [
      `FROM golang:${goVersion} AS build`,
      'ARG GOPROXY',
      'WORKDIR /src',
      'COPY go.* ./',
      'RUN --mount=type=cache,target=/go/pkg/mod go mod download',
      'COPY . .',
      'RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 go build -o /app .',
      'FROM gcr.io/distroless/static-debian13:nonroot',
      'COPY --from=build /app /app',
      'ENTRYPOINT ["/app"]',
    ].join('\n'),
  });
  const port = await freePort();
  const published = { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] };
  const id = await container({
    Image: 'selftest:1',
    ExposedPorts: { '8080/tcp': {} },
    HostConfig: { PortBindings: published },
  });
  await waitUntil(async () => (await body(port)) === '00000000-0000-0000-0000-000000000000', 20);
  const { Config } = JSON.parse(await dockerApi(engine.dockerHost, `/containers/${id}/json`)) as {
    Config: { User: string };
  };
  assert.equal(Config.User, '65532');
});

test('cgo builds in golang; what it links against glibc starts on distroless base and debian, and not on alpine', async () => {
  const files = {
    'go.mod': `module selftest\n\ngo ${goVersion}\n`,
    'main.go': 'package main\n\n// int one() { return 1; }\nimport "C"\n\nfunc main() { println(C.one()) }\n',
  };
  const dockerfile = (base: string): string =>
    [
      `FROM golang:${goVersion} AS build`,
      'COPY . /src',
      'RUN cd /src && CGO_ENABLED=1 go build -o /app .',
      `FROM ${base}`,
      'COPY --from=build /app /app',
      'CMD ["/app"]',
    ].join('\n');
  for (const base of ['gcr.io/distroless/base-debian13:nonroot', 'debian:13-slim']) {
    await image('selftest:glibc', { ...files, Dockerfile: dockerfile(base) });
    assert.equal(await exitCode({ Image: 'selftest:glibc' }), 0);
  }
  await image('selftest:cgo', { ...files, Dockerfile: dockerfile('alpine:3.23') });
  assert.notEqual(await exitCode({ Image: 'selftest:cgo', Cmd: ['sh', '-c', '/app'] }), 0);
  assert.equal(
    await exitCode({ Image: 'selftest:cgo', Cmd: ['sh', '-c', 'adduser -D -u 4321 app && su app -s /bin/true'] }),
    0,
  );
});

test('a second engine runs beside it and shares nothing; a killed one leaves nothing to the next', async () => {
  const program = [
    `import { startEngine } from ${JSON.stringify(path.join(import.meta.dirname, '../engine.ts'))};`,
    `const engine = await startEngine({ own: true });`,
    `console.log(engine.dockerHost);`,
    `process.kill(process.pid, 'SIGKILL');`,
  ].join('\n');
  const other = await run(process.execPath, ['--input-type=module', '--eval', program]).catch(String);
  assert.match(other, /SIGKILL|null/);
  const second = await startEngine({ own: true });
  assert.notEqual(second.dockerHost, engine.dockerHost);
  assert.equal(await dockerApi(second.dockerHost, '/containers/json?all=1'), '[]\n');
  await second.stop();
  assert.equal(existsSync(second.dockerHost.slice('unix://'.length)), false);
});

async function image(name: string, files: Readonly<Record<string, string>>): Promise<void> {
  const context = mkdtempSync(path.join(folder, 'context-'));
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(context, file), text);
  await run('tar', ['--create', '--file', `${context}.tar`, '--directory', context, '.']);
  const query = new URLSearchParams({
    t: name,
    version: '2',
    networkmode: 'host',
    buildargs: JSON.stringify({ GOPROXY: goProxy }),
  });
  const body = createReadStream(`${context}.tar`);
  await dockerApi(engine.dockerHost, `/build?${query.toString()}`, { method: 'POST', body });
}

async function container(settings: object): Promise<string> {
  const created = await dockerApi(engine.dockerHost, '/containers/create', { method: 'POST', body: settings });
  const { Id } = JSON.parse(created) as { Id: string };
  await dockerApi(engine.dockerHost, `/containers/${Id}/start`, { method: 'POST' });
  return Id;
}

async function exitCode(settings: object): Promise<number> {
  const id = await container(settings);
  const waited = await dockerApi(engine.dockerHost, `/containers/${id}/wait`, { method: 'POST' });
  return (JSON.parse(waited) as { StatusCode: number }).StatusCode;
}

async function sums(): Promise<string> {
  const module = path.join(folder, 'sums');
  mkdirSync(module);
  writeFileSync(
    path.join(module, 'go.mod'),
    `module selftest\n\ngo ${goVersion}\n\nrequire github.com/google/uuid v1.6.0\n`,
  );
  writeFileSync(path.join(module, 'main.go'), MAIN);
  await run('go', ['mod', 'tidy'], { cwd: module });
  return readFileSync(path.join(module, 'go.sum'), 'utf8');
}

async function body(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}
