import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { contractRules } from '../../src/contract/rules/index.ts';
import { deploymentOf, serverFiles } from '../../src/contract/examples/example-files.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { say } from '../../src/words/message.ts';
import { findingsOf, type Texts } from './workspace.ts';

/** `file: rule: the marked text: message`. */
async function found(texts: Texts): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings.map(
      ({ rule, start, end, message }) => `${file}: ${rule}: ${texts[file]?.slice(start, end) ?? ''}: ${say(message)}`,
    ),
  );
}

for (const rule of contractRules) {
  describe(rule.id, () => {
    for (const { bad, good, files = {}, file = 'deploy.yaml', fixed } of rule.examples) {
      const text = bad.replace(/[«»]/g, '');
      it('reports the bad example exactly where it is marked', async () => {
        const findings = (await findingsOf({ ...files, [file]: text })).get(file) ?? [];
        assert.deepEqual(
          findings.map(({ rule: id, start, end }) => [id, start, end]),
          [[rule.id, bad.indexOf('«'), bad.indexOf('»') - 1]],
        );
      });
      it('is silent on the good example', async () => {
        assert.deepEqual(await found({ ...files, [file]: good }), []);
      });
      if (!fixed) continue;
      it('fixes the bad example into the good one', async () => {
        const [finding] = (await findingsOf({ ...files, [file]: text })).get(file) ?? [];
        assert.equal(applyEdits(text, finding?.fixes?.[0]?.edits ?? []), good);
      });
    }
  });
}

it('the index holds every rule of the folder', () => {
  const names = readdirSync(new URL('../../src/contract/rules', import.meta.url)).filter((name) => name !== 'index.ts');
  assert.deepEqual(
    names,
    contractRules.map(({ id }) => `${id}.ts`),
  );
});

const SERVER = serverFiles(':8080');
const CONFIGURED = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main

import (
	"cmp"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
	port := cmp.Or(os.Getenv("PORT"), "8080")
	_ = http.ListenAndServe(":"+port, nil)
}
`,
};
const DOCKERFILE = (lines: string) =>
  `FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\n${lines}\nENTRYPOINT ["/shop"]\n`;
const PORT = (number: number) => `ports:\n  - containerPort: ${number}`;
const PROBE = (port: number | string, path = '/healthz') =>
  `livenessProbe:\n  httpGet:\n    path: ${path}\n    port: ${port}`;

describe('says what is broken', () => {
  const table: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
    [
      'EXPOSE of another port',
      { ...SERVER, Dockerfile: DOCKERFILE('EXPOSE 80') },
      ['Dockerfile: exposed-port-listened: 80: `shop` does not listen on 80, but on 8080'],
    ],
    [
      'EXPOSE of its port for the other protocol',
      { ...SERVER, Dockerfile: DOCKERFILE('EXPOSE 8080/udp') },
      ['Dockerfile: exposed-port-listened: 8080/udp: `shop` listens on 8080/tcp, not on 8080/udp'],
    ],
    [
      'a probe of a port that is neither listened on nor declared',
      { ...SERVER, 'd.yaml': deploymentOf(PROBE(9090)) },
      ['d.yaml: container-port-listened: 9090: The probe asks port 9090, but `shop` listens on 8080'],
    ],
    [
      'a port that a variable of the manifest moved away',
      { ...CONFIGURED, 'd.yaml': deploymentOf(`${PORT(8080)}\nenv:\n  - name: PORT\n    value: "9000"`) },
      ['d.yaml: container-port-listened: 8080: `shop` does not listen on 8080, but on 9000'],
    ],
    [
      'a port that a ConfigMap moved away',
      {
        ...CONFIGURED,
        'd.yaml': deploymentOf(`${PORT(8080)}\nenvFrom:\n  - configMapRef:\n      name: shop`),
        'c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  PORT: "9000"\n',
      },
      ['d.yaml: container-port-listened: 8080: `shop` does not listen on 8080, but on 9000'],
    ],
    [
      'a port that the image moved away',
      { ...CONFIGURED, Dockerfile: DOCKERFILE('ENV PORT=9000'), 'd.yaml': deploymentOf(PORT(8080)) },
      ['d.yaml: container-port-listened: 8080: `shop` does not listen on 8080, but on 9000'],
    ],
    [
      'a container by the binary that its Dockerfile runs',
      {
        ...SERVER,
        Dockerfile: DOCKERFILE('EXPOSE 8080').replaceAll('/shop', '/bin/front').replace(' .\n', ' ./cmd/shop\n'),
        'main.go': '',
        'cmd/shop/main.go': SERVER['main.go'] ?? '',
        'd.yaml': deploymentOf(PORT(8081)).replace('shop:1.2.3', 'example.com/front:1'),
      },
      ['d.yaml: container-port-listened: 8081: `shop` does not listen on 8081, but on 8080'],
    ],
    [
      'EXPOSE of what listens on loopback',
      { ...serverFiles('localhost:8080'), Dockerfile: DOCKERFILE('EXPOSE 8080') },
      [
        'main.go: exposes-loopback: "localhost:8080": In a container nothing outside reaches 8080 on loopback',
        'Dockerfile: exposes-loopback: 8080: `shop` listens on loopback only: nothing outside the container reaches 8080',
      ],
    ],
    [
      'a probe path that has no route, by the name of its port',
      {
        ...SERVER,
        'd.yaml': deploymentOf(`ports:\n  - containerPort: 8080\n    name: http\n${PROBE('http', '/ping')}`),
      },
      [
        'main.go: probe-path-exists: "/healthz": A probe of `shop` asks for `/ping`',
        'd.yaml: probe-path-exists: /ping: `shop` serves no `/ping`',
      ],
    ],
    [
      'a probe path beside a home page that answers for itself only',
      {
        ...SERVER,
        'main.go': (SERVER['main.go'] ?? '').replace('"/orders"', '"/{$}"'),
        'd.yaml': deploymentOf(PROBE(8080, '/ping')),
      },
      [
        'main.go: probe-path-exists: "/healthz": A probe of `shop` asks for `/ping`',
        'd.yaml: probe-path-exists: /ping: `shop` serves no `/ping`',
      ],
    ],
    [
      'a probe of the only health route, while it is typed',
      {
        ...SERVER,
        'main.go': (SERVER['main.go'] ?? '').replace('/healthz', '/healthzx'),
        'd.yaml': deploymentOf(PROBE(8080)),
      },
      [
        'main.go: probe-path-exists: "/healthzx": A probe of `shop` asks for `/healthz`',
        'd.yaml: probe-path-exists: /healthz: `shop` serves no `/healthz`',
      ],
    ],
    [
      'a probe of a path that no code of the program answers, without any health route',
      {
        ...SERVER,
        'main.go': (SERVER['main.go'] ?? '').replace('"/healthz"', '"/x"'),
        'd.yaml': deploymentOf(PROBE(8080, '/ping')),
      },
      [
        'main.go: probe-path-exists: http.ListenAndServe(":8080", nil): A probe of `shop` asks for `/ping`',
        'd.yaml: probe-path-exists: /ping: `shop` serves no `/ping`',
      ],
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => {
      assert.deepEqual(await found(texts), expected);
    });
  }

  it('leads to the line of Go', async () => {
    const texts: Texts = { ...SERVER, 'd.yaml': deploymentOf(PORT(8081)) };
    const [related] = (await findingsOf(texts)).get('d.yaml')?.[0]?.related ?? [];
    assert.equal(related?.file, 'main.go');
    assert.match(texts['main.go']?.slice(related.start, related.end) ?? '', /ListenAndServe|:8080/);
  });
});

describe('is silent where the files do not decide', () => {
  const table: readonly [what: string, texts: Texts][] = [
    [
      'what is right',
      { ...SERVER, Dockerfile: DOCKERFILE('EXPOSE 8080'), 'd.yaml': deploymentOf(`${PORT(8080)}\n${PROBE(8080)}`) },
    ],
    ['another image', { ...SERVER, 'd.yaml': deploymentOf(PORT(80)).replace('shop:1.2.3', 'nginx:1.29') }],
    ['another command', { ...SERVER, 'd.yaml': deploymentOf(`command: ["/bin/proxy"]\n${PORT(80)}`) }],
    [
      'two programs of one name',
      {
        'a/go.mod': 'module a/shop\n\ngo 1.26\n',
        'a/main.go': SERVER['main.go'] ?? '',
        'b/go.mod': 'module b/shop\n\ngo 1.26\n',
        'b/main.go': SERVER['main.go'] ?? '',
        'd.yaml': deploymentOf(PORT(80)),
      },
    ],
    [
      'one port more than the source shows',
      { ...SERVER, 'd.yaml': deploymentOf(`ports:\n  - containerPort: 8080\n  - containerPort: 9090\n${PROBE(9090)}`) },
    ],
    [
      'a port from a Secret',
      { ...CONFIGURED, 'd.yaml': deploymentOf(`${PORT(9000)}\nenvFrom:\n  - secretRef:\n      name: shop`) },
    ],
    [
      'a port from a ConfigMap that is not here',
      { ...CONFIGURED, 'd.yaml': deploymentOf(`${PORT(9000)}\nenvFrom:\n  - configMapRef:\n      name: shop`) },
    ],
    [
      'a port set by another variable',
      { ...CONFIGURED, 'd.yaml': deploymentOf(`${PORT(9000)}\nenv:\n  - name: PORT\n    value: "$(OTHER)"`) },
    ],
    [
      'a port that the manifest sets',
      { ...CONFIGURED, 'd.yaml': deploymentOf(`${PORT(9000)}\nenv:\n  - name: PORT\n    value: "9000"`) },
    ],
    [
      'EXPOSE that a manifest makes true',
      {
        ...CONFIGURED,
        Dockerfile: DOCKERFILE('EXPOSE 9000'),
        'd.yaml': deploymentOf(`${PORT(9000)}\nenv:\n  - name: PORT\n    value: "9000"`),
      },
    ],
    [
      'an image that no Dockerfile here builds, among those that one does',
      { ...CONFIGURED, Dockerfile: 'FROM scratch\nENTRYPOINT ["/other"]\n', 'd.yaml': deploymentOf(PORT(9000)) },
    ],
    [
      'a front end that answers for every path',
      {
        ...SERVER,
        'main.go': (SERVER['main.go'] ?? '').replace('"/orders"', '"/"'),
        'd.yaml': deploymentOf(PROBE(8080, '/ping')),
      },
    ],
    [
      'an ignore comment',
      {
        ...SERVER,
        'd.yaml': deploymentOf('ports:\n  # gantry-ignore container-port-listened — sidecar\n  - containerPort: 8081'),
      },
    ],
    ['manifests alone', { 'd.yaml': deploymentOf(PORT(8081)) }],
    ['Go alone', SERVER],
    [
      'half-typed manifests',
      { ...SERVER, 'd.yaml': deploymentOf('ports:\n  - containerPort:\nlivenessProbe:\n  httpGet:\n    path:') },
    ],
  ];
  for (const [what, texts] of table) {
    it(what, async () => {
      assert.deepEqual(await found(texts), []);
    });
  }
});

describe('go-package-exists: more', () => {
  const GO = 'package main\n\nfunc main() {}\n';
  const files = {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'cmd/shop/main.go': GO,
    'cmd/worker/main.go': GO,
    'cmd/worker/server.go': 'package main\n',
  };
  const reported = async (lines: string, more: Texts = {}) => {
    const Dockerfile = `FROM golang:1.26 AS build\n${lines}\nFROM scratch\nCOPY --from=build /x /x\nENTRYPOINT ["/x"]\n`;
    const all = await found({ ...files, ...more, Dockerfile });
    return all.filter((one) => one.includes('go-package-exists')).map((one) => one.split(': ')[2]);
  };
  const speaks: Readonly<Record<string, string>> = {
    'WORKDIR /src\nCOPY . .\nRUN go build ./cmd/shpo': './cmd/shpo',
    'COPY . .\nRUN go build -o /x -ldflags "-s -w" ./cmd/shpo/': './cmd/shpo/',
    'WORKDIR /src\nCOPY go.mod ./\nRUN go mod download\nCOPY . /src\nRUN go build -tags a example.com/shop/cmd/wroker':
      'example.com/shop/cmd/wroker',
    'WORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go install ./cmd/shop ./cmd/workr': './cmd/workr',
    'WORKDIR /src\nCOPY . .\nRUN go build ./cmd/entirely-different': './cmd/entirely-different',
    'WORKDIR /src\nCOPY go.mod go.sum ./\nCOPY cmd/ cmd/\nRUN go build ./cmd/shop ./cmd/server': './cmd/server',
    'WORKDIR /src\nADD ./ ./\nRUN go run ./cmd/shops --x ./cmd/y': './cmd/shops',
    'WORKDIR /src\nCOPY . .\nRUN go build -o /x server.go': 'server.go',
    'WORKDIR /src\nCOPY go.mod go.mod\nCOPY cmd/worker cmd/worker\nRUN go build -o /x ./server.go': './server.go',
  };
  for (const [lines, marked] of Object.entries(speaks)) {
    it(`speaks: ${lines}`, async () => assert.deepEqual(await reported(lines), [marked]));
  }
  it('means the one program where nothing of the path is there', async () => {
    const one = { 'go.mod': files['go.mod'], 'main.go': GO };
    const Dockerfile = 'FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN go build -o /x ./cmd/shop\nENTRYPOINT ["/x"]\n';
    const said = async (more: Texts) => {
      const all = await found({ ...one, ...more, Dockerfile });
      return all.filter((line) => line.includes('go-package-exists')).length;
    };
    assert.equal(await said({}), 1);
    assert.equal(await said({ 'cmd/README.md': '' }), 0);
    assert.equal(await said({ 'worker/main.go': GO }), 0);
  });
  const silent = [
    'WORKDIR /src\nCOPY . .\nRUN go build ./cmd/shop ./cmd/... ./...',
    'WORKDIR /src\nCOPY cmd ./cmd\nRUN go build ./cmd/shpo',
    'WORKDIR /src\nCOPY go.mod ./\nCOPY cmd ./tools/cmd\nRUN go build ./cmd/shpo',
    'WORKDIR /src\nCOPY go.mod ./\nCOPY cmd ./cmd\nRUN go build ./gen/shop',
    'WORKDIR /src\nCOPY . .\nWORKDIR /src/cmd\nRUN go build ./cmd/shpo',
    'WORKDIR /src\nCOPY . .\nRUN cd tools && go build ./cmd/shpo',
    'WORKDIR /src\nCOPY . .\nRUN go build -C tools ./cmd/shpo',
    'WORKDIR /src\nCOPY . .\nRUN go build ./cmd/${NAME}',
    'WORKDIR /src\nCOPY . .\nRUN go build -o ./cmd/shpo ./cmd/shop',
    'WORKDIR /src\nCOPY . .\nRUN gen ./cmd/shpo\nRUN go build ./cmd/shpo',
    'WORKDIR /src\nCOPY . .\nRUN go build ./gen/entirely-different',
    'WORKDIR /src\nCOPY . .\nRUN go build example.org/other/cmd/shpo',
    'WORKDIR /src\nCOPY . .\nRUN go build -o /x main.go',
    'WORKDIR /src\nCOPY . .\nRUN go build -o /x other.go',
    'WORKDIR /src\nCOPY . .\nRUN gen > server.go\nRUN go build -o /x server.go',
    'WORKDIR /src\nCOPY go.mod ./\nCOPY cmd/worker/ ./\nRUN go build -o /x server.go',
    'WORKDIR /src/cmd/worker\nCOPY . /src\nRUN go build -o /x server.go',
  ];
  for (const lines of silent) {
    it(`is silent: ${lines}`, async () => assert.deepEqual(await reported(lines), []));
  }
  it('knows the module of the folder that it runs in', async () => {
    const modules = {
      'go.mod': 'module example.com/all\n\ngo 1.26\n',
      'stock/go.mod': 'module example.com/stock\n\ngo 1.26\n',
      'stock/main.go': GO,
      'stock/cmd/count/main.go': GO,
      'orders/go.mod': 'module example.com/orders\n\ngo 1.26\n',
      'orders/main.go': GO,
    };
    const built = (words: string, copied = 'COPY . /src') =>
      reported(`WORKDIR /src/stock\nCOPY stock/go.mod ./\n${copied}\nRUN go build -o /x ${words}`, modules);
    assert.deepEqual(await built('./stock'), ['./stock']);
    assert.deepEqual(await built('./cmd/cuont'), ['./cmd/cuont']);
    assert.deepEqual(await built('./cmd/audit'), ['./cmd/audit']);
    for (const words of ['.', './cmd/count', './orders']) assert.deepEqual(await built(words), []);
    assert.deepEqual(await built('./stock', 'COPY . /src\nCOPY stock/ ./'), []);
    assert.deepEqual(await built('./stock', 'COPY . /src\nRUN gen stock'), []);
  });
  it('is silent where the folder is there, or the workspace has a second module', async () => {
    const lines = 'WORKDIR /src\nCOPY . .\nRUN go vet ./cmd/shpo';
    assert.deepEqual(await reported(lines, { 'cmd/shpo/x.go': 'package shpo\n' }), []);
    assert.deepEqual(await reported(lines, { 'tools/go.mod': 'module example.com/tools\n\ngo 1.26\n' }), []);
    assert.deepEqual(await reported(lines), ['./cmd/shpo']);
  });
});
