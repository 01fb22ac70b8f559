import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ContractInputs } from '../../../src/contract/inputs.ts';
import { joinContract } from '../../../src/contract/join.ts';
import { inputsOf, type Texts } from '../workspace.ts';

const MAIN = 'package main\n\nfunc main() {}\n';
const goMod = (module: string) => `module ${module}\n\ngo 1.26\n`;
/** A module with programs in these folders. */
function project(folders: readonly string[], module = 'example.com/acme/shop'): Texts {
  const mains = folders.map((folder) => [folder === '.' ? 'main.go' : `${folder}/main.go`, MAIN] as const);
  return { 'go.mod': goMod(module), ...Object.fromEntries(mains) };
}

interface Pod {
  readonly image: string;
  readonly command?: string;
  readonly args?: string;
  readonly name?: string;
  readonly labels?: string;
}

function deployment({ image, command, args, name = 'web', labels = '{ app: web }' }: Pod): string {
  const lines = [
    ...(command === undefined ? [] : [`          command: ${command}`]),
    ...(args === undefined ? [] : [`          args: ${args}`]),
  ];
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels: ${labels}
  template:
    metadata:
      labels: ${labels}
    spec:
      containers:
        - name: main
          image: ${image}
${lines.join('\n')}
`;
}

const published = (path: string, command = 'webhook'): Texts => ({
  ...project([`cmd/${command}`]),
  'd.yaml': deployment({ image: `gcr.io/nightly/${path}/cmd/${command}:v1`, name: command }),
});
const build = (lines: string, final: string) =>
  `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\n${lines}\nFROM scratch\n${final}\n`;

/** `program <- Dockerfile` of the one container; `?` and the candidates where somebody must say. */
async function matched(texts: Texts, more: Partial<ContractInputs> = {}): Promise<string> {
  const { containers, ambiguous } = joinContract({ ...(await inputsOf(texts)), ...more });
  const [container] = containers;
  const [open] = ambiguous;
  if (open) return `? ${open.programs.map(({ package: path }) => path).join(' ')}`;
  return `${container?.program?.package ?? 'none'} <- ${container?.image?.file ?? 'none'}`;
}

describe('a container runs', () => {
  const table: readonly [what: string, texts: Texts, expected: string][] = [
    ['what its image is, by the import path', published('example.com/acme/shop'), './cmd/webhook <- none'],
    ['nothing of a module that its image is not of', published('example.com/acme/net'), 'none <- none'],
    ['nothing of it by its own name', published('example.com/acme/net', 'domain-mapping'), 'none <- none'],
    [
      'the program that its image is called after',
      {
        ...project(['cmd/api', 'cmd/worker']),
        'd.yaml': deployment({ image: 'registry.example.com/team/worker:1.2' }),
      },
      './cmd/worker <- none',
    ],
    [
      'what its image is, however the name is written',
      { ...project(['cmd/order_api']), 'd.yaml': deployment({ image: 'localhost:5000/Order-API@sha256:abc' }) },
      './cmd/order_api <- none',
    ],
    [
      'what the Dockerfile of that image builds and copies under another name',
      {
        ...project(['cmd/api', 'cmd/worker']),
        Dockerfile: build(
          'RUN go build -o /out/app ./cmd/api && go build -o /out/other ./cmd/worker',
          'COPY --from=build /out/app /bin/front\nENTRYPOINT ["/bin/front"]',
        ),
        'd.yaml': deployment({ image: 'front:1' }),
      },
      './cmd/api <- Dockerfile',
    ],
    [
      'what `go install` puts into GOPATH',
      {
        ...project(['cmd/api', 'cmd/worker']),
        Dockerfile: build(
          'RUN go install ./cmd/worker',
          'COPY --from=build /go/bin/worker /usr/local/bin/front\nCMD ["front"]',
        ),
        'd.yaml': deployment({ image: 'front:1' }),
      },
      './cmd/worker <- Dockerfile',
    ],
    [
      'what its file is, in the folder that the Dockerfile lies in',
      {
        ...project(['.', 'test/dummy']),
        'test/dummy/main.go': '',
        'test/dummy/provider.go': MAIN,
        'test/dummy/Dockerfile': build(
          'RUN go build -o provider provider.go',
          'COPY --from=build /src/provider /x\nCMD ["/x"]',
        ),
        'd.yaml': deployment({ image: 'dummy:test' }),
      },
      './test/dummy <- test/dummy/Dockerfile',
    ],
    [
      'what a stage between moved',
      {
        ...project(['cmd/api', 'cmd/worker']),
        Dockerfile: build(
          'RUN mkdir /out && cd cmd/api && go build -o server . && mv server /out/',
          'COPY --from=build /out/ /app/\nENTRYPOINT ["/app/server"]',
        ),
        'd.yaml': deployment({ image: 'shop:1' }),
      },
      './cmd/api <- Dockerfile',
    ],
    [
      'the program at the root of a module of several, built with a mount',
      {
        'a/go.mod': goMod('example.com/a'),
        'a/main.go': MAIN,
        'b/go.mod': goMod('example.com/b'),
        'b/main.go': MAIN,
        'b/Dockerfile':
          'FROM golang:1.26 AS x\nWORKDIR /s\nRUN --mount=type=bind,target=. go build -C . -o=/o/x\nFROM scratch\nCOPY --from=x /o/x /x\nCMD ["/x"]\n',
        'd.yaml': deployment({ image: 'x' }),
      },
      '. <- b/Dockerfile',
    ],
    [
      'what a build argument chooses, by the name of the image',
      {
        ...project(['cmd/api', 'cmd/worker']),
        Dockerfile: build(
          'ARG PROGRAM=api\nRUN go build -o /app ./cmd/${PROGRAM}',
          'COPY --from=build /app /app\nENTRYPOINT ["/app"]',
        ),
        'd.yaml': deployment({ image: 'worker:1' }),
      },
      './cmd/worker <- Dockerfile',
    ],
    [
      'what its command starts of several in one image',
      {
        ...project(['cmd/api', 'cmd/worker']),
        Dockerfile: build('RUN go build -o /out/ ./cmd/...', 'COPY --from=build /out /bin\nENTRYPOINT ["/bin/api"]'),
        'd.yaml': deployment({ image: 'shop:1', command: '["/bin/worker", "--fast"]' }),
      },
      './cmd/worker <- Dockerfile',
    ],
    [
      'what its arguments start where the image has no entry point',
      {
        ...project(['cmd/api', 'cmd/worker']),
        Dockerfile: build('RUN go build -o /out/ ./cmd/...', 'COPY --from=build /out /bin\nCMD ["/bin/api"]'),
        'd.yaml': deployment({ image: 'api:1', args: '["/bin/worker"]' }),
      },
      './cmd/worker <- Dockerfile',
    ],
    [
      'what nice, tini and a shell start',
      {
        ...project(['cmd/api', 'cmd/worker']),
        'd.yaml': deployment({
          image: 'shop:1',
          command: '[nice, -n, "5", tini, --, sh, -c, "a && exec /bin/worker"]',
        }),
      },
      './cmd/worker <- none',
    ],
    [
      'what an entry point script hands over to',
      {
        ...project(['cmd/api', 'cmd/worker']),
        Dockerfile: build(
          'RUN go build -o /out/ ./cmd/api ./cmd/worker',
          'COPY --from=build /out /bin\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["api"]',
        ),
        'd.yaml': deployment({ image: 'shop:1', args: '[worker]' }),
      },
      './cmd/worker <- Dockerfile',
    ],
    [
      'what the image of the module is made from',
      {
        ...project(['cmd/server', 'tools/gen']),
        Dockerfile: build('RUN go build -o /s ./cmd/server', 'COPY --from=build /s /s\nENTRYPOINT ["/s"]'),
        'd.yaml': deployment({ image: 'ghcr.io/acme/shop:1' }),
      },
      './cmd/server <- Dockerfile',
    ],
    [
      'what the Dockerfile of its name builds',
      {
        ...project(['cmd/a', 'cmd/b']),
        'Dockerfile.front': build('RUN go build -o /s ./cmd/a', 'COPY --from=build /s /s\nENTRYPOINT ["/s"]'),
        'Dockerfile.back': build('RUN go build -o /s ./cmd/b', 'COPY --from=build /s /s\nENTRYPOINT ["/s"]'),
        'd.yaml': deployment({ image: 'back' }),
      },
      './cmd/b <- Dockerfile.back',
    ],
    [
      'what the Dockerfile with its title builds',
      {
        ...project(['cmd/a', 'cmd/b']),
        'build/Dockerfile': build(
          'RUN go build -o /s ./cmd/a',
          'LABEL org.opencontainers.image.title="front"\nCOPY --from=build /s /s\nENTRYPOINT ["/s"]',
        ),
        'd.yaml': deployment({ image: 'front' }),
      },
      './cmd/a <- build/Dockerfile',
    ],
    [
      'what kustomize calls its image',
      {
        ...project(['cmd/api', 'cmd/worker']),
        'd.yaml': deployment({ image: 'placeholder' }),
        'kustomization.yaml':
          'resources: [d.yaml]\nimages:\n  - name: placeholder\n    newName: registry.example.com/worker\n',
      },
      './cmd/worker <- none',
    ],
    [
      'what ko builds',
      { ...project(['cmd/a', 'cmd/b']), 'd.yaml': deployment({ image: 'ko://example.com/acme/shop/cmd/b' }) },
      './cmd/b <- none',
    ],
    [
      'of two programs of a name the one that its labels name',
      {
        ...project(['orders/cmd/server', 'users/cmd/server']),
        'd.yaml': deployment({ image: 'server', labels: '{ app.kubernetes.io/name: users }' }),
      },
      './users/cmd/server <- none',
    ],
    [
      'of two programs of a name the one beside its manifest',
      {
        ...project(['orders/cmd/server', 'users/cmd/server']),
        'users/deploy/d.yaml': deployment({ image: 'server' }),
      },
      './users/cmd/server <- none',
    ],
    [
      'the plain Dockerfile’s image, not that for debugging',
      {
        ...project(['.']),
        Dockerfile: build('RUN go build -o /shop .', 'COPY --from=build /shop /shop\nENTRYPOINT ["/shop"]'),
        'Dockerfile.debug': build('RUN go build -o /shop .', 'COPY --from=build /shop /shop\nENTRYPOINT ["/shop"]'),
        'd.yaml': deployment({ image: 'shop' }),
      },
      '. <- Dockerfile',
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.equal(await matched(texts), expected));
  }
});

describe('a container runs nothing that is known', () => {
  const table: readonly [what: string, texts: Texts, expected: string][] = [
    [
      'by an image of somebody else',
      { ...project(['cmd/api']), 'd.yaml': deployment({ image: 'postgres:18' }) },
      'none <- none',
    ],
    [
      'by a common name of somebody else’s image',
      { ...project(['cmd/agent'], 'github.com/acme/shop'), 'd.yaml': deployment({ image: 'grafana/agent:v0.40' }) },
      'none <- none',
    ],
    [
      'by the name of an image that everybody knows',
      { ...project(['cmd/nginx'], 'github.com/acme/shop'), 'd.yaml': deployment({ image: 'nginx:1.29' }) },
      'none <- none',
    ],
    [
      'by a command that is none of the programs',
      { ...project(['cmd/api']), 'd.yaml': deployment({ image: 'api:1', command: '[/bin/migrate]' }) },
      'none <- none',
    ],
    [
      'by a command that a variable decides',
      { ...project(['cmd/api']), 'd.yaml': deployment({ image: 'api:1', command: '["sh", "-c", "$START"]' }) },
      'none <- none',
    ],
    [
      'by arguments that start something else in an image without an entry point',
      {
        ...project(['cmd/api']),
        Dockerfile: build('RUN go build -o /api ./cmd/api', 'COPY --from=build /api /api\nCMD ["/api"]'),
        'd.yaml': deployment({ image: 'api:1', args: '["/bin/sh", "-c", "sleep 1"]' }),
      },
      'none <- none',
    ],
    ['without an image', { ...project(['cmd/api']), 'd.yaml': deployment({ image: '""' }) }, 'none <- none'],
    [
      'by two Dockerfiles that both are for development',
      {
        ...project(['.']),
        'Dockerfile.dev': build('RUN go build -o /shop .', 'COPY --from=build /shop /shop\nENTRYPOINT ["/shop"]'),
        'Dockerfile.debug': build('RUN go build -o /shop .', 'COPY --from=build /shop /shop\nENTRYPOINT ["/shop"]'),
        'd.yaml': deployment({ image: 'shop' }),
      },
      '. <- none',
    ],
    [
      'for certain where two programs have its name',
      { ...project(['a/cmd/server', 'b/cmd/server']), 'd.yaml': deployment({ image: 'server' }) },
      '? ./a/cmd/server ./b/cmd/server',
    ],
    [
      'where a variable chooses the package and nothing says how',
      {
        ...project(['cmd/a', 'cmd/b']),
        Dockerfile: build('ARG P\nRUN go build -o /s ./cmd/$P', 'COPY --from=build /s /s\nENTRYPOINT ["/s"]'),
        'd.yaml': deployment({ image: 's' }),
      },
      'none <- none',
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.equal(await matched(texts), expected));
  }
});

describe('what people decided wins', () => {
  const texts = {
    ...project(['a/cmd/server', 'b/cmd/server']),
    'd.yaml': deployment({ image: 'example.com/team/server:1' }),
  };
  const table: readonly [container: string, program: string | null, expected: string][] = [
    ['Deployment/web/main', 'b/cmd/server', './b/cmd/server <- none'],
    ['Deployment/web', './a/cmd/server', './a/cmd/server <- none'],
    ['example.com/team/server', 'b/cmd/server/', './b/cmd/server <- none'],
    ['Deployment/web/main', null, 'none <- none'],
    ['Deployment/web/main', 'c/cmd/gone', '? ./a/cmd/server ./b/cmd/server'],
    ['Deployment/other/main', 'b/cmd/server', '? ./a/cmd/server ./b/cmd/server'],
  ];
  for (const [container, program, expected] of table) {
    it(`${container} is ${program ?? 'none'}`, async () =>
      assert.equal(await matched(texts, { chosen: [{ container, program }] }), expected));
  }
});

describe('what other files say of builds', () => {
  const at = { start: 0, end: 0 };
  const file = (path: string) => ({ path, written: path, ...at });
  const none = {
    file: 'skaffold.yaml',
    dockerfile: null,
    context: null,
    goPackage: null,
    args: new Map<string, string>(),
  };
  const texts = {
    ...project(['cmd/a', 'cmd/b']),
    'x/Dockerfile': build('RUN go build -o /s ./cmd/a', 'COPY --from=build /s /s\nENTRYPOINT ["/s"]'),
    'y/Dockerfile': build('ARG P=a\nRUN go build -o /s ./cmd/$P', 'COPY --from=build /s /s\nENTRYPOINT ["/s"]'),
    'd.yaml': deployment({ image: 'example.com/team/front:1' }),
  };
  it('a Dockerfile for an image', async () => {
    const builds = [
      { ...none, images: ['example.com/team/front'], dockerfile: file('x/Dockerfile'), context: file('') },
    ];
    assert.equal(await matched(texts, { builds }), './cmd/a <- x/Dockerfile');
  });
  it('a build argument that chooses the program', async () => {
    const builds = [
      { ...none, images: ['front'], dockerfile: file('y/Dockerfile'), context: file(''), args: new Map([['P', 'b']]) },
    ];
    assert.equal(await matched(texts, { builds }), './cmd/b <- y/Dockerfile');
  });
  it('a package that ko builds', async () => {
    const builds = [{ ...none, images: ['example.com/team/front'], goPackage: 'cmd/b' }];
    assert.equal(await matched(texts, { builds }), './cmd/b <- none');
  });
  it('the exact name before another registry’s', async () => {
    const builds = [
      { ...none, images: ['example.com/team/front'], dockerfile: file('x/Dockerfile'), context: file('') },
      { ...none, images: ['example.com/other/front'], goPackage: 'cmd/b' },
    ];
    assert.equal(await matched(texts, { builds }), './cmd/a <- x/Dockerfile');
  });
});
