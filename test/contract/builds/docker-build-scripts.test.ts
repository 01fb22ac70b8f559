import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const DOCKERFILE =
  'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod ./\nCOPY libs libs\nCOPY services/a services/a\nRUN CGO_ENABLED=0 go build -o /s ./services/a\nFROM scratch\nCOPY --from=build /s /s\nUSER 65532\nENTRYPOINT ["/s"]\n';
const FILES: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'libs/l.go': 'package libs\n\nimport "os"\n\nvar Level = os.Getenv("LEVEL")\n',
  'services/a/main.go': 'package main\n\nimport _ "example.com/shop/libs"\n\nfunc main() {}\n',
  'services/a/Dockerfile': DOCKERFILE,
};
const MAKEFILE = 'Makefile';
const make = (recipe: string) => `IMAGE ?= shop\n\nimage: test\n${recipe}`;
const WORKFLOW = '.github/workflows/build.yml';
const job = (step: string) =>
  `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    strategy:\n      matrix:\n        service: [a]\n    steps:\n      - uses: actions/checkout@v6\n      - run: ${step}\n`;
const RULES = /^(?:build-path-exists|context-has-copied-files|source-in-build)$/;
const found = finder(RULES, (file) => !file.endsWith('.go'));

describe('says of a `docker build`', () => {
  const table: Readonly<Record<string, readonly [texts: Texts, ...expected: string[]]>> = {
    'in a Makefile that its Dockerfile is not there': [
      {
        ...FILES,
        [MAKEFILE]: make('\t@docker build -t $(IMAGE):$(shell git rev-parse HEAD) -f service/a/Dockerfile .\n'),
      },
      'Makefile: build-path-exists: service/a/Dockerfile: Use `services/a/Dockerfile`',
    ],
    'in a Makefile over several lines': [
      { ...FILES, [MAKEFILE]: make('\tdocker buildx build \\\n\t  --file build/Dockerfile \\\n\t  -t $(IMAGE) .\n') },
      'Makefile: build-path-exists: build/Dockerfile: Use `services/a/Dockerfile`',
    ],
    'of several programs that its Dockerfile is not there': [
      {
        ...FILES,
        'services/b/main.go': 'package main\n\nfunc main() {}\n',
        'Dockerfile.b': 'FROM golang:1.26\nCOPY . .\nRUN go build -o /b ./services/b\nENTRYPOINT ["/b"]\n',
        [MAKEFILE]: make('\tdocker build -t b:dev -f build/Dockerfile .\n'),
      },
      'Makefile: build-path-exists: build/Dockerfile: Use `Dockerfile.b`',
    ],
    'in a Makefile, which says what the context is, that it copies too little': [
      {
        ...FILES,
        'services/a/Dockerfile': DOCKERFILE.replace('COPY libs libs\n', ''),
        [MAKEFILE]: make('\tdocker build -f services/a/Dockerfile .\n'),
      },
      'services/a/Dockerfile: source-in-build: COPY services/a services/a: ',
    ],
    'in a workflow with a matrix that its Dockerfile is not there': [
      { ...FILES, [WORKFLOW]: job('docker build -f service/${{ matrix.service }}/Dockerfile .') },
      `${WORKFLOW}: build-path-exists: service/\${{ matrix.service }}/Dockerfile: `,
    ],
    'in a folder whose name is also part of the name that it gives': [
      {
        ...FILES,
        'services/a/Dockerfile': 'FROM golang:1.26\nCOPY go.mod ./\nRUN go build -o /a ./services/a\n',
        [WORKFLOW]: job('docker build -t services:dev -f services/a/Dockerfile services'),
      },
      'services/a/Dockerfile: source-in-build: COPY go.mod ./: ',
      `${WORKFLOW}: context-has-copied-files: services: Build in \`.\``,
    ],
    'in a folder that lacks what is compiled': [
      { ...FILES, [WORKFLOW]: job('docker build services/${{ matrix.service }}') },
      'services/a/Dockerfile: source-in-build: COPY services/a services/a: ',
      `${WORKFLOW}: context-has-copied-files: services/\${{ matrix.service }}: `,
    ],
  };
  for (const [what, [texts, ...expected]] of Object.entries(table)) {
    it(what, async () => assert.deepEqual(await found(texts), expected));
  }
});

describe('says nothing of a `docker build`', () => {
  const table: Readonly<Record<string, Texts>> = {
    'with all that it names': { ...FILES, [MAKEFILE]: make('\tdocker build -f services/a/Dockerfile -t $(IMAGE) .\n') },
    'with a variable in the path': { ...FILES, [MAKEFILE]: make('\tdocker build -f $(DIR)/Dockerfile .\n') },
    'in another folder': { ...FILES, [MAKEFILE]: make('\tcd app && docker build -f build/Dockerfile .\n') },
    'of what the recipe writes': {
      ...FILES,
      [MAKEFILE]: make('\tsed s/x/y/ Dockerfile.in > gen/Dockerfile\n\tdocker build -f gen/Dockerfile .\n'),
    },
    'with a context that a recipe may fill': { ...FILES, [MAKEFILE]: make('\tdocker build -t shop image\n') },
    'in a text that is no recipe': { ...FILES, [MAKEFILE]: 'help:\n\t@echo "docker build -f x/Dockerfile ."\n' },
    'with a value that the matrix does not have': {
      ...FILES,
      [WORKFLOW]: job('docker build -f services/${{ matrix.other }}/Dockerfile .'),
    },
    'in the folder of a matrix that is there': {
      ...FILES,
      [WORKFLOW]: job('docker build -f services/${{ matrix.service }}/Dockerfile .'),
    },
  };
  for (const [what, texts] of Object.entries(table)) {
    it(what, async () => assert.deepEqual(await found(texts), []));
  }
});
