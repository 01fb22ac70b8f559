import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinContract } from '../../../src/contract/join.ts';
import { inputsOf, type Texts } from '../workspace.ts';

const MAIN = 'package main\n\nfunc main() {}\n';
const FILES: Texts = {
  'go.mod': 'module github.com/acme/shop\n\ngo 1.26\n',
  'cmd/api/main.go': MAIN,
  'cmd/worker/main.go': MAIN,
};
const dockerfile = (build: string, final: string, base = 'golang:1.26') =>
  `FROM ${base} AS build\n${build}\nFROM scratch\n${final}\nUSER 65532\n`;
const pod = (image: string, command = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: ${image}\n${command}`;
const MADE: Texts = {
  ...FILES,
  Dockerfile: dockerfile(
    'WORKDIR /src\nCOPY . .\nRUN go build -o /out/app ./cmd/api',
    'COPY --from=build /out/app /app\nENTRYPOINT ["/app"]',
  ),
  Makefile: 'IMG ?= controller:latest\nimage:\n\tdocker build -t ${IMG} .\n',
};

describe('what the build of a name makes', () => {
  const cases: readonly [what: string, texts: Texts, expected: string][] = [
    [
      'is run by a container with its image',
      { ...MADE, 'd.yaml': pod('controller:latest') },
      './cmd/api <- Dockerfile',
    ],
    [
      'is run by one with an image of that name of the owner',
      { ...MADE, 'd.yaml': pod('ghcr.io/acme/controller:v1') },
      './cmd/api <- Dockerfile',
    ],
    [
      'is not run by one with the image of somebody else, where everybody calls images so',
      { ...MADE, 'd.yaml': pod('quay.io/other/controller:v1') },
      'none <- none',
    ],
    [
      'lies where golang images have their folder for Go',
      {
        ...FILES,
        Dockerfile: dockerfile(
          'WORKDIR $GOPATH/shop\nCOPY cmd/ cmd/\nRUN go build -o /out/app cmd/api/main.go && go build -o bin/w ./cmd/worker',
          'COPY --from=build /out/app /front\nCOPY --from=build /go/shop/bin/w /back',
        ),
        'd.yaml': pod('shop:1', '      command: [/back]\n'),
        Makefile: 'image:\n\tdocker build -t shop:1 .\n',
      },
      './cmd/worker <- Dockerfile',
    ],
    [
      'lies nowhere that is known in an image that sets another folder for Go, or none',
      {
        ...FILES,
        Dockerfile: dockerfile(
          'COPY . /src\nRUN cd /src && go build -o $GOPATH/bin/w ./cmd/worker && go build -o /go/bin/api ./cmd/api',
          'COPY --from=build /go/bin/w /back\nCOPY --from=build /go/bin/api /front',
          'example.com/builder:1',
        ),
        'd.yaml': pod('shop:1', '      command: [/back]\n'),
        Makefile: 'image:\n\tdocker build -t shop:1 .\n',
      },
      'none <- Dockerfile',
    ],
  ];
  for (const [what, texts, expected] of cases) {
    it(what, async () => {
      const [container] = joinContract(await inputsOf(texts)).containers;
      assert.equal(`${container?.program?.package ?? 'none'} <- ${container?.image?.file ?? 'none'}`, expected);
    });
  }
});
