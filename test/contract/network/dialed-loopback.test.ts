import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const found = finder(/^dependency-on-loopback$/);
const REDIS = '"localhost:6379"';

/** A program that dials a cache. */
const shop = (container: string, code: string, imports = 'flag net net/http os os/exec'): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/redis/go-redis/v9 v9.0.0\n',
  'main.go': `package main

import (
	"github.com/redis/go-redis/v9"
${imports
  .split(' ')
  .map((path) => `\t"${path}"\n`)
  .join('')})

func main() {
	${code}
	_ = http.ListenAndServe(":8080", nil)
}
`,
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
  'deploy.yaml': deploymentOf(container),
});
const literal = `redis.NewClient(&redis.Options{Addr: ${REDIS}})`;
const DEFINED = `flag.String("redis", ${REDIS}, "")`;
const flag = `addr := ${DEFINED}\nflag.Parse()\nredis.NewClient(&redis.Options{Addr: *addr})`;

describe('an address on loopback that the source dials', () => {
  const table: readonly (readonly [what: string, texts: Texts, marked: string])[] = [
    ['as a literal', shop('env: []', literal), REDIS],
    ['by default of a flag', shop('env: []', flag), DEFINED],
    ['by default of a flag, other flags being given', shop('args: [--x=1]', `flag.Int("x", 0, "")\n${flag}`), DEFINED],
    ['with a request', shop('env: []', 'http.Get("http://localhost:9000/x")'), '"http://localhost:9000/x"'],
  ];
  for (const [what, texts, marked] of table) {
    it(what, async () => assert.deepEqual(await found(texts), [`main.go: dependency-on-loopback: ${marked}: `]));
  }
});

describe('nothing is said of', () => {
  const table: Readonly<Record<string, Texts>> = {
    'its own port': shop('env: []', 'http.Get("http://localhost:8080/x")'),
    'a port that the container declares': shop(
      'ports: [{ containerPort: 9000 }]',
      'http.Get("http://localhost:9000/x")',
    ),
    'a host without a port, which may stand for a socket': shop('env: []', 'http.Get("http://localhost/x")'),
    'the port of an agent': shop('env: []', 'http.Get("http://localhost:15020/quitquitquit")'),
    'a pod with another container': {
      ...shop('env: []', literal),
      'deploy.yaml': `${deploymentOf('env: []')}        - { name: cache, image: redis }\n`,
    },
    'the network of the node': {
      ...shop('env: []', literal),
      'deploy.yaml': deploymentOf('env: []').replace('      containers:', '      hostNetwork: true\n      containers:'),
    },
    'a flag that is given': shop('args: [--redis=cache:6379]', flag),
    'a flag that is put in later': shop('args: [$(FLAGS)]', flag),
    'a program that starts others': shop('env: []', `exec.Command("redis-server").Start()\n${literal}`),
    'a program that nothing deploys': { ...shop('env: []', literal), 'deploy.yaml': '' },
  };
  for (const [what, texts] of Object.entries(table)) {
    it(what, async () => assert.deepEqual(await found(texts), []));
  }
});
