import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serverFiles } from '../../../src/contract/examples/example-files.ts';
import { joinContract } from '../../../src/contract/join.ts';
import { inMatrix, WORKFLOW } from '../build-files/build-texts.ts';
import { finder } from '../found.ts';
import { inputsOf, type Texts } from '../workspace.ts';

const MAIN = 'package main\n\nfunc main() {}\n';
const BUILD =
  'FROM golang:1.26 AS build\nARG SERVICE\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/service ./cmd/${SERVICE}\n';
const STAGE = (name: string) =>
  `FROM scratch AS ${name}\nCOPY --from=build /out/service /service\nENTRYPOINT ["/service"]\n`;
const FILES: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'cmd/orders/main.go': MAIN,
  'cmd/stock/main.go': MAIN,
  Dockerfile: BUILD + STAGE('orders') + STAGE('stock'),
};
const service = (name: string, program: string, target = name) =>
  `  ${name}:\n    build:\n      context: .\n      ${target === '' ? '' : `target: ${target}\n      `}args: { SERVICE: ${program} }\n`;

describe('a Dockerfile whose build arguments choose the program', () => {
  const table: readonly [what: string, texts: Texts, programs: readonly (string | undefined)[]][] = [
    ['says nothing by itself', {}, [undefined]],
    [
      'runs what compose says of its last stage',
      { 'compose.yaml': `services:\n${service('orders', 'orders')}${service('stock', 'stock')}` },
      ['stock'],
    ],
    [
      'runs what the builds of each stage say in the matrix of a workflow',
      {
        [WORKFLOW]: inMatrix(
          '        service: [orders, stock]\n',
          '          context: .\n          target: ${{ matrix.service }}\n          build-args: SERVICE=${{ matrix.service }}\n',
        ),
      },
      ['stock', 'orders'],
    ],
    [
      'runs the one that all builds of its last stage say',
      { Dockerfile: BUILD + STAGE('run'), 'compose.yaml': `services:\n${service('a', 'stock', '')}` },
      ['stock'],
    ],
    [
      'runs nothing certain by itself where they differ, and with the arguments of each build what that says',
      {
        Dockerfile: BUILD + STAGE('run'),
        'compose.yaml': `services:\n${service('a', 'stock', '')}${service('b', 'orders', '')}`,
      },
      [undefined, 'stock', 'orders'],
    ],
  ];
  for (const [what, texts, programs] of table) {
    it(what, async () => {
      const { images } = joinContract(await inputsOf({ ...FILES, ...texts })).at('Dockerfile');
      assert.deepEqual(
        images.map(({ program }) => program?.name),
        programs,
      );
    });
  }
});

describe('rules about a Dockerfile that makes several programs', () => {
  const found = finder(/^(?:exposed-port-listened|stop-signal-handled|compose-port-listened|source-in-build)$/);
  const serving = (port: number, variable: string) =>
    (serverFiles(`:${port}`)['main.go'] ?? '')
      .replace('func main() {', `func main() {\n\tprintln(os.Getenv("${variable}"))`)
      .replace('import "net/http"', 'import (\n\t"net/http"\n\t"os"\n)');
  const SERVERS: Texts = {
    ...FILES,
    'cmd/orders/main.go': serving(8080, 'CURRENCY'),
    'cmd/stock/main.go': serving(9090, 'WAREHOUSE'),
    Dockerfile: BUILD + STAGE('run').replace('ENTRYPOINT', 'EXPOSE 8080 9090\nENTRYPOINT'),
    'compose.yaml': `services:\n${service('orders', 'orders', '')}${service('stock', 'stock', '')}`,
  };
  const composed = (lines: string) => `${SERVERS['compose.yaml'] ?? ''}    ${lines}\n`;
  const table: readonly [what: string, texts: Texts, said: readonly string[]][] = [
    ['let it expose the ports of all', {}, []],
    [
      'know a port that none of them hears',
      { Dockerfile: (SERVERS['Dockerfile'] ?? '').replace('9090', '9091') },
      ['Dockerfile: exposed-port-listened: 9091: Change 9091 to 9090'],
    ],
    [
      'know what a service of compose runs',
      { 'compose.yaml': composed('ports: ["80:8080"]') },
      ['compose.yaml: compose-port-listened: 8080: Change 8080 to 9090'],
    ],
    [
      'know what .dockerignore takes from one of them',
      { '.dockerignore': 'cmd/stock\n' },
      ['.dockerignore: source-in-build: cmd/stock: Remove this line'],
    ],
  ];
  for (const [what, texts, said] of table) {
    it(what, async () => assert.deepEqual(await found({ ...SERVERS, ...texts }), said));
  }
});

describe('a build argument that chooses a package', () => {
  const found = finder(/^build-argument-names-package$/);
  const composed = (program: string) => ({ 'compose.yaml': `services:\n${service('orders', program)}` });
  const absent = ['compose.yaml: build-argument-names-package: SERVICE: '];
  const table: readonly [what: string, texts: Texts, said: readonly string[]][] = [
    ['which there is', composed('orders'), []],
    ['which there is not', composed('oders'), absent],
    ['of which nothing is like it', composed('payments'), absent],
    [
      'in the matrix of a workflow',
      {
        [WORKFLOW]: inMatrix(
          '        service: [orders, paymets]\n',
          '          context: .\n          build-args: SERVICE=${{ matrix.service }}\n',
        ),
      },
      [`${WORKFLOW}: build-argument-names-package: SERVICE: `],
    ],
    [
      'in another context',
      { 'compose.yaml': composed('oders')['compose.yaml'].replace('context: .', 'context: other') },
      [],
    ],
    [
      'that the Dockerfile sets itself',
      { ...composed('oders'), Dockerfile: (FILES['Dockerfile'] ?? '').replace('RUN', 'ENV SERVICE=stock\nRUN') },
      [],
    ],
    [
      'that a loop goes through',
      {
        ...composed('oders'),
        Dockerfile: (FILES['Dockerfile'] ?? '').replace(
          'RUN CGO_ENABLED=0 go build -o /out/service ./cmd/${SERVICE}',
          'RUN for SERVICE in a b; do go build ./cmd/${SERVICE}; done',
        ),
      },
      [],
    ],
    [
      'by a variable more',
      { ...composed('oders'), Dockerfile: (FILES['Dockerfile'] ?? '').replace('${SERVICE}', '${SERVICE}${KIND}') },
      [],
    ],
  ];
  for (const [what, texts, said] of table) {
    it(what, async () => assert.deepEqual(await found({ ...FILES, ...texts }), said));
  }
});
