import type { Seed } from '../seed.ts';

const DEPLOYMENT = 'deploy/base/deployment.yaml';

const STARTS = (command: string) => [
  { file: 'main.go', from: '\t"log"\n', to: '\t"log"\n\t"os/exec"\n' },
  { file: 'main.go', from: '\tticker := ', to: `\t_ = exec.Command(${command}).Run()\n\tticker := ` },
];

export const toolSeeds: readonly Seed[] = [
  {
    what: 'the source begins to start a shell, which distroless does not have',
    sample: 'mailer-worker',
    change: STARTS('"sh", "-c", "ls"'),
    found: [
      'Dockerfile: tool-in-image: gcr.io/distroless/static-debian13:nonroot',
      'main.go: tool-in-image: exec.Command("sh", "-c", "ls")',
    ],
    leadsTo: 'main.go',
  },
  {
    what: 'the source begins to start git, which Alpine does not have',
    sample: 'mailer-worker',
    change: [
      ...STARTS('"git", "fetch"'),
      { file: 'Dockerfile', from: 'gcr.io/distroless/static-debian13:nonroot', to: 'alpine:3.23' },
    ],
    found: ['Dockerfile: tool-in-image: alpine:3.23', 'main.go: tool-in-image: exec.Command("git", "fetch")'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'an image of Debian installs other packages than the one that the source needs',
    sample: 'mailer-worker',
    change: [
      ...STARTS('"/usr/bin/ffmpeg", "-i", "x"'),
      {
        file: 'Dockerfile',
        from: 'gcr.io/distroless/static-debian13:nonroot',
        to: 'debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends ca-certificates',
      },
    ],
    found: [
      'Dockerfile: tool-in-image: debian:13-slim',
      'main.go: tool-in-image: exec.Command("/usr/bin/ffmpeg", "-i", "x")',
    ],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the page becomes the work of a build that the Dockerfile does not run',
    sample: 'gallery-web',
    change: [
      { file: 'ui/package.json', write: '{ "scripts": { "build": "vite build" } }\n' },
      {
        file: 'main.go',
        from: 'var web embed.FS\n',
        to: 'var web embed.FS\n\n//go:embed ui/dist\nvar page embed.FS\n',
      },
    ],
    found: [
      'Dockerfile: front-end-built: CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \\\n    go build -trimpath -ldflags="-s -w" -o /out/gallery .',
      'main.go: front-end-built: ui/dist',
    ],
    leadsTo: 'main.go',
  },
  {
    what: 'a workflow installs an older Go than go.mod asks for',
    sample: 'mailer-worker',
    change: [
      {
        file: '.github/workflows/test.yaml',
        write:
          'on: push\njobs:\n  test:\n    steps:\n      - uses: actions/setup-go@v6\n        with:\n          go-version: 1.24\n      - run: go test ./...\n',
      },
    ],
    found: ['.github/workflows/test.yaml: workflow-go-version: 1.24'],
    leadsTo: 'go.mod',
    mends: true,
  },
  {
    what: 'a probe starts curl in an image that has none',
    sample: 'gallery-web',
    change: [
      {
        file: DEPLOYMENT,
        from: 'livenessProbe:\n            httpGet:\n              path: /healthz\n              port: http',
        to: 'livenessProbe:\n            exec:\n              command: ["curl", "-f", "http://localhost:8080/healthz"]',
      },
    ],
    found: [`${DEPLOYMENT}: command-in-image: "curl"`],
    leadsTo: 'Dockerfile',
  },
  {
    what: 'a hook sleeps by a program that distroless does not have',
    sample: 'shop',
    change: [
      {
        file: DEPLOYMENT,
        from: 'sleep:\n                seconds: 5',
        to: 'exec:\n                command: ["sleep", "5"]',
      },
    ],
    found: [`${DEPLOYMENT}: command-in-image: "sleep"`],
    leadsTo: 'Dockerfile',
    mends: true,
  },
  {
    what: 'a manifest starts a path that the image does not have',
    sample: 'shop',
    change: [
      { file: DEPLOYMENT, from: '          ports:\n', to: '          command: ["/app/shop"]\n          ports:\n' },
    ],
    found: [`${DEPLOYMENT}: command-in-image: "/app/shop"`],
    leadsTo: 'Dockerfile',
  },
  {
    what: 'ENTRYPOINT names a path that nothing is copied to',
    sample: 'shop',
    change: [
      { file: 'Dockerfile', from: 'ENTRYPOINT ["/usr/local/bin/shop"]', to: 'ENTRYPOINT ["/usr/local/bin/server"]' },
    ],
    found: ['Dockerfile: program-in-image: "/usr/local/bin/server"'],
    mends: true,
  },
  {
    what: 'the Dockerfile loses its ENTRYPOINT',
    sample: 'shop',
    change: [{ file: 'Dockerfile', from: 'ENTRYPOINT ["/usr/local/bin/shop"]\n', to: '' }],
    found: [
      'Dockerfile: image-starts-program: FROM gcr.io/distroless/static-debian13:nonroot',
      'deploy/base/deployment.yaml: image-starts-program: shop:dev',
    ],
    mends: true,
  },
  {
    what: 'the build writes the binary under another name than is copied',
    sample: 'shop',
    change: [{ file: 'Dockerfile', from: '-o /out/shop', to: '-o /out/server' }],
    found: ['Dockerfile: built-file-copied: /out/shop'],
    mends: true,
  },
  {
    what: 'a workflow takes an older Go from a variable',
    sample: 'mailer-worker',
    change: [
      {
        file: '.github/workflows/test.yaml',
        write:
          "on: push\nenv:\n  GO_VERSION: '1.24'\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n      - uses: actions/setup-go@v6\n        with:\n          go-version: ${{ env.GO_VERSION }}\n      - run: go test ./...\n",
      },
    ],
    found: ['.github/workflows/test.yaml: workflow-go-version: 1.24'],
    leadsTo: 'go.mod',
    mends: true,
  },
  {
    what: 'a pipeline builds in an older golang image than go.mod asks for',
    sample: 'mailer-worker',
    change: [{ file: '.gitlab-ci.yml', write: 'test:\n  image: golang:1.24-alpine\n  script:\n    - go test ./...\n' }],
    found: ['.gitlab-ci.yml: workflow-go-version: 1.24'],
    leadsTo: 'go.mod',
    mends: true,
  },
  ...[
    ['compose.yaml', 'services:\n  mailer:\n    build:\n      context: .\n      args: ["GO_VERSION=1.24"]\n'],
    ['docker-bake.hcl', 'target "mailer" {\n  context = "."\n  args = {\n    GO_VERSION = "1.24"\n  }\n}\n'],
    ['Makefile', 'image:\n\tdocker build --build-arg GO_VERSION=1.24 -t mailer .\n'],
  ].map(([file = '', write = '']): Seed => ({
    what: `an argument in ${file} brings an older Go than go.mod asks for`,
    sample: 'mailer-worker',
    change: [
      { file: 'Dockerfile', from: 'FROM --platform', to: 'ARG GO_VERSION=1.26\nFROM --platform' },
      { file: 'Dockerfile', from: 'golang:1.26', to: 'golang:${GO_VERSION}' },
      { file, write },
    ],
    found: [`${file}: build-argument-fits-go: 1.24`],
    leadsTo: 'go.mod',
    mends: true,
  })),
  {
    what: 'the linker sets a variable in another spelling',
    sample: 'shop',
    change: [{ file: 'Dockerfile', from: 'main.version=', to: 'main.Version=' }],
    found: ['Dockerfile: ldflags-name-variable: main.Version'],
    leadsTo: 'cmd/shop/main.go',
    mends: true,
  },
];
