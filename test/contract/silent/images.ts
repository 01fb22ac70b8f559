import { deploymentOf, serverFiles } from '../../../src/contract/examples/example-files.ts';
import { BUILD, FINAL, GO_MOD, SCRATCH, mainOf, probed, program, type Silent } from './files.ts';

export const images: Silent = {
  'command-in-image': [
    [
      'a debug image',
      {
        ...serverFiles(':8080'),
        'd.yaml': probed('exec: { command: [wget, -q, "http://localhost:8080/"] }'),
        Dockerfile: SCRATCH.replace('scratch', 'gcr.io/distroless/static-debian13:debug'),
      },
    ],
    [
      'the prober that is copied',
      {
        ...serverFiles(':8080'),
        'd.yaml': probed('exec: { command: [/bin/grpc_health_probe] }'),
        Dockerfile: SCRATCH.replace(
          'ENTRYPOINT',
          'COPY --from=ghcr.io/grpc-ecosystem/grpc-health-probe:v0.4.38 /ko-app/grpc-health-probe /bin/grpc_health_probe\nENTRYPOINT',
        ),
      },
    ],
    [
      'the program itself',
      { ...serverFiles(':8080'), 'd.yaml': probed('exec: { command: [/shop, health] }'), Dockerfile: SCRATCH },
    ],
    [
      'the program where /bin is /usr/bin',
      {
        ...serverFiles(':8080'),
        'd.yaml': probed('exec: { command: [/bin/shop, health] }'),
        Dockerfile: SCRATCH.replace('FROM scratch', 'FROM gcr.io/distroless/static-debian13').replaceAll(
          ' /shop',
          ' /usr/bin/shop',
        ),
      },
    ],
    [
      'a stage that another file chooses',
      {
        ...serverFiles(':8080'),
        'd.yaml': probed('exec: { command: [wget, -q, "http://localhost:8080/"] }'),
        'compose.yaml': 'services:\n  shop:\n    image: shop:1.2.3\n    build: { context: ., target: debug }\n',
        Dockerfile: `${BUILD}FROM alpine:3.23 AS debug\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]\nFROM scratch\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]\n`,
      },
    ],
    [
      'a binary from a volume',
      {
        ...serverFiles(':8080'),
        'd.yaml': deploymentOf(
          'volumeMounts: [{ name: bin, mountPath: /tools }]\nlivenessProbe:\n  exec: { command: [/tools/wget] }',
        ),
        Dockerfile: SCRATCH,
      },
    ],
  ],
  'image-starts-program': [
    ['a command of the manifest', unstarted('command: [/shop]')],
    ['arguments, which are then the command', unstarted('args: [/shop]')],
    ['a base that may say it', unstarted('ports: []', 'example.com/base:1')],
    [
      'an overlay that gives a command',
      {
        ...unstarted('ports: []'),
        'kustomization.yaml':
          'resources: [d.yaml]\npatches:\n  - target: { kind: Deployment }\n    patch: |-\n      - op: add\n        path: /spec/template/spec/containers/0/command\n        value: [/shop]\n',
      },
    ],
  ],
  'program-in-image': [
    [
      'a linked folder of the base',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}FROM gcr.io/distroless/static-debian13\nCOPY --from=build /out/shop /usr/bin/shop\nENTRYPOINT ["/bin/shop"]\n`,
      },
    ],
    [
      'a folder with all programs',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}FROM scratch\nCOPY --from=build /out/ /\nENTRYPOINT ["/shop"]\n`,
      },
    ],
    [
      'what a stage before copied',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}FROM scratch AS base\nCOPY --from=build /out/shop /shop\nFROM base\nENTRYPOINT ["/shop"]\n`,
      },
    ],
    [
      'a stage that is a root file system',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN mkdir -p /root-fs/app && cp /out/shop /root-fs/app/\nFROM scratch\nCOPY --from=build /root-fs /\nENTRYPOINT ["/app/shop"]\n`,
      },
    ],
    [
      'another image',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}FROM scratch\nCOPY --from=example.com/base:1 / /\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/sbin/init"]\n`,
      },
    ],
  ],
  'built-file-copied': [
    [
      'a binary that lies in the repository',
      {
        ...serverFiles(':8080'),
        shop: '',
        Dockerfile: `${BUILD}FROM scratch\nCOPY --from=build /src/shop /shop\nENTRYPOINT ["/shop"]\n`,
      },
    ],
    [
      'a second build, without -o',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN go build .\nFROM scratch\nCOPY --from=build /src/shop /shop\nENTRYPOINT ["/shop"]\n`,
      },
    ],
    [
      'a copy of a folder that may hold it',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD.replace('COPY . .', 'COPY . .\nCOPY --from=tools /bin/ ./')}FROM scratch\nCOPY --from=build /src/shop /shop\nENTRYPOINT ["/shop"]\n`,
      },
    ],
    [
      'make, which may write there',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN make\nFROM scratch\nCOPY --from=build /src/shop /shop\nENTRYPOINT ["/shop"]\n`,
      },
    ],
    [
      'a script that makes more',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN ./hack/build-helper.sh\nFROM scratch\nCOPY --from=build /out/helper /helper\nENTRYPOINT ["/helper"]\n`,
      },
    ],
    [
      'make',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN make helper\nFROM scratch\nCOPY --from=build /out/helper /helper\nENTRYPOINT ["/helper"]\n`,
      },
    ],
    [
      'a task runner',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN mage build\nFROM scratch\nCOPY --from=build /out/helper /helper\nENTRYPOINT ["/helper"]\n`,
      },
    ],
    [
      'a loop',
      {
        ...serverFiles(':8080'),
        Dockerfile: `FROM golang:1.26 AS build\nCOPY . .\nRUN for c in a b; do go build -o /out/$c ./cmd/$c; done\nFROM scratch\nCOPY --from=build /out/a /a\nENTRYPOINT ["/a"]\n`,
      },
    ],
    [
      'a linker of another language',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN cargo install --root /out tool\nFROM scratch\nCOPY --from=build /out/bin /bin\nCOPY --from=build /out/tool /tool\nENTRYPOINT ["/tool"]\n`,
      },
    ],
    [
      'a download into the folder',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN wget -P /out https://example.com/migrate\nFROM scratch\nCOPY --from=build /out/migrate /migrate\nENTRYPOINT ["/migrate"]\n`,
      },
    ],
    [
      'cd before it',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN cd /out && wget https://example.com/migrate.tgz && tar xf migrate.tgz\nFROM scratch\nCOPY --from=build /out/migrate /migrate\nENTRYPOINT ["/migrate"]\n`,
      },
    ],
    [
      'a case of letters that an argument decides',
      {
        ...serverFiles(':8080'),
        Dockerfile: `FROM golang:1.26 AS build\nARG NAME=shop\nCOPY . .\nRUN go build -o /out/\${NAME} .\nFROM scratch\nCOPY --from=build /out/server /server\nENTRYPOINT ["/server"]\n`,
      },
    ],
  ],
  'runtime-file-in-image': [
    [
      'a file of a ConfigMap',
      {
        ...program(
          mainOf(
            'log os',
            '\tb, err := os.ReadFile("/etc/shop/config.yaml")\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tprintln(b)',
          ),
        ),
        Dockerfile: SCRATCH,
        'd.yaml': deploymentOf('volumeMounts: [{ name: c, mountPath: /etc/shop }]'),
      },
    ],
    [
      'a file of one key',
      {
        ...program(
          mainOf(
            'log os',
            '\tb, err := os.ReadFile("config.yaml")\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tprintln(b)',
          ),
        ),
        'config.yaml': 'a: 1\n',
        Dockerfile: FINAL('scratch', 'WORKDIR /app\nENTRYPOINT ["/shop"]\n'),
        'd.yaml': deploymentOf('volumeMounts: [{ name: c, mountPath: /app/config.yaml, subPath: config.yaml }]'),
      },
    ],
  ],
  'c-library-in-image': [
    [
      'linked statically',
      {
        'go.mod': `${GO_MOD}\nrequire github.com/mattn/go-sqlite3 v1.14.22\n`,
        'main.go': 'package main\n\nimport _ "github.com/mattn/go-sqlite3"\n\nfunc main() {}\n',
        Dockerfile:
          'FROM golang:1.26-alpine AS build\nRUN apk add --no-cache gcc musl-dev\nCOPY . .\nRUN CGO_ENABLED=1 go build -ldflags \'-linkmode external -extldflags "-static"\' -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      },
    ],
    [
      'the same library',
      {
        'go.mod': `${GO_MOD}\nrequire github.com/mattn/go-sqlite3 v1.14.22\n`,
        'main.go': 'package main\n\nimport _ "github.com/mattn/go-sqlite3"\n\nfunc main() {}\n',
        Dockerfile:
          'FROM golang:1.26-bookworm AS build\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /shop .\nFROM gcr.io/distroless/base-debian12\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      },
    ],
  ],
  'go-package-exists': [
    [
      'a build in a folder that only its variable tells, as another does where the source is',
      {
        'go.mod': GO_MOD,
        'cmd/api/main.go': 'package main\n\nfunc main() {}\n',
        Dockerfile:
          'FROM golang:1.26\nARG SOURCE\nARG TOOLS\nWORKDIR $SOURCE\nCOPY . .\nWORKDIR $TOOLS\nRUN go build -o /api ./cmd/apis\n',
      },
    ],
  ],
  'image-architecture': [
    ...['linux/amd64,linux/arm64', '${{ matrix.platform }}', 'linux/arm64/v8'].map(
      (platforms) => [`a workflow for ${platforms}`, released(`platforms: '${platforms}'`)] as const,
    ),
    ['a workflow that says nothing of it', released('push: true')],
    ['a workflow that makes another image', released('platforms: linux/amd64', 'other:dev')],
    [
      'a build for both',
      {
        ...serverFiles(':8080'),
        Dockerfile:
          'FROM --platform=$BUILDPLATFORM golang:1.26 AS build\nARG TARGETARCH\nCOPY . .\nRUN GOARCH=$TARGETARCH go build -o /out/shop .\nFROM scratch\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]\n',
        'd.yaml': deploymentOf('ports: []').replace(
          '    spec:\n',
          '    spec:\n      nodeSelector: { kubernetes.io/arch: arm64 }\n',
        ),
      },
    ],
  ],
  'workflow-go-version': [
    ...['stable', '1.x', '>=1.26', '${{ matrix.go }}', '1.26.x', '^1.26'].map(
      (version) =>
        [
          version,
          {
            ...serverFiles(':8080'),
            Dockerfile: SCRATCH,
            '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/setup-go@v5\n        with: { go-version: '${version}' }\n      - run: go test ./...\n`,
          },
        ] as const,
    ),
  ],
  'build-path-exists': [
    ...[
      'go build ./cmd/$NAME',
      'go build -o ./bin/shop .',
      'go run . ./cmd/shop',
      'make build && go build ./cmd/shop',
      'cd tools && go build ./cmd/shop',
      'go build ./cmd/shop/main.go',
    ].map((run) => [run, worked(`      - run: ${run}\n`)] as const),
    ['a step before that makes it', worked('      - run: go generate ./...\n      - run: go build ./cmd/shop\n')],
    ['a step that may be skipped', worked("      - if: hashFiles('cmd/**') != ''\n        run: go build ./cmd/shop\n")],
  ],
};

function worked(steps: string) {
  return {
    ...serverFiles(':8080'),
    '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n${steps}`,
  };
}

/** On nodes with arm64. */
function released(line: string, image = 'shop:1') {
  const step = `      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          tags: ${image}\n          ${line}\n`;
  return {
    ...worked(step),
    Dockerfile: SCRATCH,
    'd.yaml': deploymentOf('ports: []').replace(
      '    spec:\n',
      '    spec:\n      nodeSelector: { kubernetes.io/arch: arm64 }\n',
    ),
  };
}

/** From an image that has neither ENTRYPOINT nor CMD. */
function unstarted(container: string, base = 'scratch') {
  return {
    ...serverFiles(':8080'),
    'd.yaml': deploymentOf(container),
    Dockerfile: SCRATCH.replace(/ENTRYPOINT.*/, '').replace('FROM scratch', `FROM ${base}`),
  };
}
