import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { renamed } from './walk.ts';
import type { Texts } from '../workspace.ts';

const server = (variable: string) =>
  `package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\t_ = http.ListenAndServe(":"+os.Getenv("${variable}"), nil)\n}\n`;
/** One image, which starts the API where nobody says otherwise. */
const BINARIES: Texts = {
  'go.mod': 'module example.com/acme/shop\n\ngo 1.26\n',
  'cmd/api/main.go': server('PORT'),
  'cmd/worker/main.go': server('QUEUE'),
  Dockerfile:
    'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/ ./cmd/api ./cmd/worker\nFROM scratch\nCOPY --from=build /out/ /app/\nENV QUEUE=9000\nENTRYPOINT ["/app/api"]\n',
};
const COMPOSED: Texts = {
  ...BINARIES,
  'compose.yaml':
    'services:\n  api:\n    build: .\n    environment: { PORT: "80" }\n  worker:\n    build: .\n    entrypoint: [/app/worker]\n    environment: { QUEUE: "81", PORT: "83" }\n',
};
const OF_WORKER = [
  'Dockerfile: ENV LISTEN=9000',
  'cmd/worker/main.go: _ = http.ListenAndServe(":"+os.Getenv("LISTEN"), nil)',
];
const IN_SERVICE = 'compose.yaml: environment: { LISTEN: "81", PORT: "83" }';

describe('a variable of one of several binaries of an image', () => {
  const table: readonly [what: string, texts: Texts, file: string, marked: string, lines: readonly string[]][] = [
    ['that a service of compose starts', COMPOSED, 'cmd/worker/main.go', '«QUEUE»', [...OF_WORKER, IN_SERVICE]],
    ['the same from its service', COMPOSED, 'compose.yaml', '{ «QUEUE»', [...OF_WORKER, IN_SERVICE]],
    [
      'that another service of compose has, too',
      COMPOSED,
      'cmd/api/main.go',
      '«PORT»',
      [
        'cmd/api/main.go: _ = http.ListenAndServe(":"+os.Getenv("LISTEN"), nil)',
        'compose.yaml: environment: { LISTEN: "80" }',
      ],
    ],
    [
      'that a container starts',
      { ...BINARIES, 'deploy.yaml': deploymentOf('command: [/app/worker]') },
      'cmd/worker/main.go',
      '«QUEUE»',
      OF_WORKER,
    ],
  ];
  for (const [what, texts, file, marked, lines] of table) {
    it(what, async () => assert.deepEqual(await renamed(texts, file, marked, 'LISTEN'), lines));
  }
});
