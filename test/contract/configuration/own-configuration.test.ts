import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

/** A program whose port its configuration file says. */
const MAIN = `package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"

	"gopkg.in/yaml.v3"
)

type config struct {
	Port int \`yaml:"port"\`
}

func main() {
	path := flag.String("config", "etc/shop.yaml", "")
	flag.Parse()
	text, err := os.ReadFile(*path)
	if err != nil {
		panic(err)
	}
	var c config
	if err := yaml.Unmarshal(text, &c); err != nil {
		panic(err)
	}
	_ = http.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil)
}
`;
const DOCKERFILE = (copy: string, args = '') =>
  `FROM golang:1.26 AS build\nWORKDIR /src\nRUN go env\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM gcr.io/distroless/static-debian13\nWORKDIR /app\nCOPY --from=build /shop /shop\n${copy}ENTRYPOINT ["/shop"${args}]\n`;
const OTHER_PORT = 'ports:\n  - containerPort: 9000';
const shop = (container: string, { copy = 'COPY etc /app/etc\n', args = '', ...more }: Texts = {}): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire gopkg.in/yaml.v3 v3.0.1\n',
  'main.go': MAIN,
  'etc/shop.yaml': 'port: 8080\n',
  Dockerfile: DOCKERFILE(copy, args),
  'deploy.yaml': deploymentOf(container),
  ...more,
});
const mounted = (path: string) => `${OTHER_PORT}\nvolumeMounts:\n  - { name: config, mountPath: ${path} }`;

const found = finder(/^(?:container-port-listened|compose-port-listened|runtime-file-in-image)$/);

describe('a configuration file in the image says where its program listens', () => {
  const table: readonly [what: string, texts: Texts][] = [
    ['one that is copied', shop(OTHER_PORT)],
    ['one that is copied by itself', shop(OTHER_PORT, { copy: 'COPY etc/shop.yaml etc/\n' })],
    ['one from the build stage', shop(OTHER_PORT, { copy: 'COPY --from=build /src/etc /app/etc\n' })],
    ['one that arguments name', shop(OTHER_PORT, { args: ', "--config=etc/shop.yaml"' })],
    ['one that a container names', shop(`args: [-config, /app/etc/shop.yaml]\n${OTHER_PORT}`)],
    ['what is mounted elsewhere', shop(mounted('/data'))],
  ];
  for (const [what, texts] of table) {
    it(what, async () => {
      assert.match((await found(texts)).join('\n'), /^deploy\.yaml: container-port-listened: 9000: /);
    });
  }
  it('in a service of compose', async () => {
    const compose = (lines: string) => `services:\n  shop:\n    build: .\n    ports: ["80:9000"]\n${lines}`;
    const texts = (lines = '') => shop('', { 'compose.yaml': compose(lines) });
    assert.match((await found(texts())).join('\n'), /^compose\.yaml: compose-port-listened: 9000: /);
    assert.deepEqual(await found(texts('    volumes: ["./dev:/app/etc:ro"]\n')), []);
    assert.deepEqual(await found(texts('    configs: [shop]\n')), []);
  });
});

describe('nothing is said of a port where another file may say it', () => {
  const table: readonly [what: string, texts: Texts][] = [
    ['one that is mounted', shop(mounted('/app/etc'))],
    ['a mounted file', shop(mounted('/app/etc/shop.yaml'))],
    ['an image without it', shop(OTHER_PORT, { copy: '' })],
    ['one that the ignore file leaves out', shop(OTHER_PORT, { '.dockerignore': 'etc\n' })],
    ['another that arguments name', shop(OTHER_PORT, { args: ', "--config", "/etc/shop/config.yaml"' })],
    ['another that a container names', shop(`args: ["--config=/etc/shop.yaml"]\n${OTHER_PORT}`)],
    ['a container in another folder', shop(`workingDir: /srv\n${OTHER_PORT}`)],
    ['an image that nobody sees', shop(OTHER_PORT, { Dockerfile: 'FROM example.com/base\nCOPY . .\n' })],
  ];
  for (const [what, texts] of table) {
    it(what, async () => {
      assert.deepEqual(
        (await found(texts)).filter((one) => one.includes('port-listened')),
        [],
      );
    });
  }
});

describe('a file that the image names as configuration', () => {
  const named = (container: string, more: Texts = {}) =>
    shop(container, { copy: '', args: ', "--config", "etc/shop.yaml"', ...more });
  it('has to be in it', async () => {
    assert.match((await found(named(''))).join('\n'), /^Dockerfile: runtime-file-in-image: /m);
  });
  it('may be mounted, or another be named', async () => {
    assert.deepEqual(await found(named(mounted('/app/etc'))), []);
    assert.deepEqual(await found(named('args: [--config, /etc/shop.yaml]')), []);
  });
});
