import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinContract } from '../../../src/contract/join.ts';
import { inMatrix, WORKFLOW } from '../build-files/build-texts.ts';
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
      'runs nothing certain where they differ',
      {
        Dockerfile: BUILD + STAGE('run'),
        'compose.yaml': `services:\n${service('a', 'stock', '')}${service('b', 'orders', '')}`,
      },
      [undefined],
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
