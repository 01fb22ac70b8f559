import type { Change, Seed } from '../seed.ts';

/** The mailer reads a template when it starts. */
const READS_TEMPLATE: readonly Change[] = [
  { file: 'templates/mail.html', write: '<p>Hello</p>\n' },
  { file: 'main.go', from: '\t"context"\n', to: '\t"context"\n\t"html/template"\n' },
  {
    file: 'main.go',
    from: '\tticker := ',
    to: '\t_ = template.Must(template.ParseFiles("templates/mail.html"))\n\tticker := ',
  },
];

export const imageSeeds: readonly Seed[] = [
  {
    what: 'go.mod asks for a newer Go than the image that builds',
    sample: 'shop',
    change: [{ file: 'Dockerfile', from: 'golang:1.26', to: 'golang:1.25-bookworm' }],
    found: ['Dockerfile: go-image-version: golang:1.25-bookworm', 'go.mod: go-image-version: 1.26.0'],
    leadsTo: 'go.mod',
    mends: true,
  },
  {
    what: 'the Go of the build is the default of an argument that nobody raised',
    sample: 'gallery-web',
    change: [
      { file: 'Dockerfile', from: 'FROM --platform', to: 'ARG GO_VERSION=1.24\nFROM --platform' },
      { file: 'Dockerfile', from: 'golang:1.26', to: 'golang:${GO_VERSION}-alpine' },
    ],
    found: ['Dockerfile: go-image-version: golang:${GO_VERSION}-alpine', 'go.mod: go-image-version: 1.26'],
    leadsTo: 'go.mod',
    mends: true,
  },
  {
    what: 'a program that needs C is built without cgo',
    sample: 'notes-sqlite',
    change: [{ file: 'Dockerfile', from: 'CGO_ENABLED=1', to: 'CGO_ENABLED=0' }],
    found: ['Dockerfile: cgo-enabled: CGO_ENABLED=0', 'main.go: cgo-enabled: "github.com/mattn/go-sqlite3"'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a driver that needs C comes into a program that is built for other machines',
    sample: 'gallery-web',
    change: [
      {
        file: 'main.go',
        from: '\t"github.com/gin-gonic/gin"\n',
        to: '\t"github.com/gin-gonic/gin"\n\t_ "github.com/mattn/go-sqlite3"\n',
      },
      {
        file: 'go.mod',
        from: 'require github.com/gin-gonic/gin v1.12.0',
        to: 'require github.com/mattn/go-sqlite3 v1.14.53\n\nrequire github.com/gin-gonic/gin v1.12.0',
      },
    ],
    found: ['Dockerfile: cgo-enabled: CGO_ENABLED=0', 'main.go: cgo-enabled: "github.com/mattn/go-sqlite3"'],
    leadsTo: 'main.go',
    mends: true,
    unproved: 'go.sum has no line for the driver',
  },
  {
    what: 'a program that needs C is built where there is no compiler',
    sample: 'notes-sqlite',
    change: [
      { file: 'Dockerfile', from: 'golang:1.26', to: 'golang:1.26-alpine3.22' },
      { file: 'Dockerfile', from: '    CGO_ENABLED=1 \\\n', to: '' },
      { file: 'Dockerfile', from: 'gcr.io/distroless/base-debian13:nonroot', to: 'alpine:3.22' },
    ],
    found: [
      'Dockerfile: cgo-enabled: go build -trimpath -ldflags="-s -w" -o /out/notes .',
      'main.go: cgo-enabled: "github.com/mattn/go-sqlite3"',
    ],
    leadsTo: 'main.go',
    mends: true,
    unproved: 'the compiler is fetched from the distribution',
  },
  {
    what: 'a program that needs C runs where there is no C library',
    sample: 'notes-sqlite',
    change: [{ file: 'Dockerfile', from: 'distroless/base', to: 'distroless/static' }],
    found: [
      'Dockerfile: c-library-in-image: gcr.io/distroless/static-debian13:nonroot',
      'main.go: c-library-in-image: "github.com/mattn/go-sqlite3"',
    ],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a program that needs C runs with an older C library than it was linked against',
    sample: 'notes-sqlite',
    change: [{ file: 'Dockerfile', from: 'base-debian13', to: 'base-debian12' }],
    found: ['Dockerfile: c-library-in-image: gcr.io/distroless/base-debian12:nonroot'],
    mends: true,
  },
  {
    what: 'a program that needs C is built for other machines by the compiler of this one',
    sample: 'notes-sqlite',
    change: [
      { file: 'Dockerfile', from: 'FROM golang', to: 'FROM --platform=$BUILDPLATFORM golang' },
      {
        file: 'Dockerfile',
        from: 'COPY . .\n',
        to: 'COPY . .\nARG TARGETARCH\n',
      },
      { file: 'Dockerfile', from: 'CGO_ENABLED=1 ', to: 'CGO_ENABLED=1 GOARCH=$TARGETARCH ' },
    ],
    found: ['Dockerfile: cgo-enabled: CGO_ENABLED=1'],
    leadsTo: 'Dockerfile',
    mends: true,
  },
  {
    what: 'a server that nobody told to leave the C library alone runs without one',
    sample: 'gateway-grpc',
    change: [
      { file: 'Dockerfile', from: 'CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \\\n    go', to: 'go' },
      { file: 'Dockerfile', from: 'golang:1.26', to: 'golang:1.26-bookworm' },
    ],
    found: ['Dockerfile: c-library-in-image: go build -trimpath -ldflags="-s -w" -o /out/gateway .'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a program on a read-only root file system writes where no volume is',
    sample: 'notes-sqlite',
    change: [
      { file: 'deploy/base/deployment.yaml', from: 'mountPath: /var/lib/notes', to: 'mountPath: /var/lib/note' },
    ],
    found: ['deploy/base/deployment.yaml: writes-to-volume: true', 'main.go: writes-to-volume: folder'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the source begins to write temporary files',
    sample: 'mailer-worker',
    change: [
      { file: 'main.go', from: '\t"log"\n', to: '\t"log"\n\t"os"\n' },
      { file: 'main.go', from: '\tticker := ', to: '\t_, _ = os.MkdirTemp("", "mail")\n\tticker := ' },
    ],
    found: [
      'deploy/base/deployment.yaml: writes-to-volume: true',
      'main.go: writes-to-volume: os.MkdirTemp("", "mail")',
    ],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the image is built for one architecture, and the nodes have another',
    sample: 'mailer-worker',
    change: [
      { file: 'Dockerfile', from: 'GOARCH=$TARGETARCH', to: 'GOARCH=arm64' },
      {
        file: 'deploy/base/deployment.yaml',
        from: '      serviceAccountName',
        to: '      nodeSelector:\n        kubernetes.io/arch: amd64\n      serviceAccountName',
      },
    ],
    found: ['deploy/base/deployment.yaml: image-architecture: amd64', 'Dockerfile: image-architecture: GOARCH=arm64'],
    leadsTo: 'Dockerfile',
    mends: true,
    unproved: 'an engine of another architecture cannot start it',
  },
  {
    what: 'the pod runs as root, which it forbids itself',
    sample: 'mailer-worker',
    change: [{ file: 'deploy/base/deployment.yaml', from: 'runAsUser: 65532', to: 'runAsUser: 0' }],
    found: ['deploy/base/deployment.yaml: image-user-not-root: 0'],
    mends: true,
  },
  {
    what: 'an image without a user for a container that must not run as root',
    sample: 'mailer-worker',
    change: [
      { file: 'Dockerfile', from: 'gcr.io/distroless/static-debian13:nonroot', to: 'scratch' },
      { file: 'Dockerfile', from: 'USER 65532:65532\n', to: '' },
      { file: 'deploy/base/deployment.yaml', from: '        runAsUser: 65532\n', to: '' },
    ],
    found: ['deploy/base/deployment.yaml: image-user-not-root: true', 'Dockerfile: image-user-not-root: FROM scratch'],
    leadsTo: 'Dockerfile',
    mends: true,
  },
  {
    what: 'a program looks up users in an image without /etc/passwd',
    sample: 'mailer-worker',
    change: [
      { file: 'main.go', from: '\t"os/signal"\n', to: '\t"os/signal"\n\t"os/user"\n' },
      { file: 'main.go', from: '\tticker := ', to: '\t_, _ = user.Current()\n\tticker := ' },
      { file: 'Dockerfile', from: 'gcr.io/distroless/static-debian13:nonroot', to: 'scratch' },
    ],
    found: ['Dockerfile: user-lookup-in-image: scratch'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a template that the source begins to read is not copied into the image',
    sample: 'mailer-worker',
    change: [
      ...READS_TEMPLATE,
      { file: 'Dockerfile', from: 'COPY --from=build', to: 'WORKDIR /srv\nCOPY --from=build' },
    ],
    found: [
      'Dockerfile: runtime-file-in-image: "/usr/local/bin/mailer"',
      'main.go: runtime-file-in-image: "templates/mail.html"',
    ],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: '.dockerignore leaves out what the program reads',
    sample: 'mailer-worker',
    change: [
      ...READS_TEMPLATE,
      { file: 'Dockerfile', from: 'COPY --from=build', to: 'WORKDIR /srv\nCOPY . .\nCOPY --from=build' },
      { file: '.dockerignore', from: 'deploy\n', to: 'deploy\n**/*.html\n' },
    ],
    found: [
      '.dockerignore: runtime-file-in-image: **/*.html',
      'Dockerfile: runtime-file-in-image: COPY . .',
      'main.go: runtime-file-in-image: "templates/mail.html"',
    ],
    leadsTo: 'main.go',
    mends: true,
    unproved: 'the seed copies the whole context into the image, which the proof refuses for its own reason',
  },
  {
    what: 'the source begins to load time zones that the image does not have',
    sample: 'mailer-worker',
    change: [
      { file: 'main.go', from: '\tticker := ', to: '\t_, _ = time.LoadLocation("Europe/Berlin")\n\tticker := ' },
      { file: 'Dockerfile', from: 'gcr.io/distroless/static-debian13:nonroot', to: 'scratch' },
    ],
    found: ['Dockerfile: timezones-in-image: scratch'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a program that calls HTTPS runs in an image without root certificates',
    sample: 'shop',
    change: [{ file: 'Dockerfile', from: 'gcr.io/distroless/static-debian13:nonroot', to: 'scratch' }],
    found: ['Dockerfile: tls-roots-in-image: scratch'],
    leadsTo: 'internal/payments/payments.go',
    mends: true,
  },
  {
    what: '.dockerignore leaves out what the program embeds',
    sample: 'gallery-web',
    change: [{ file: '.dockerignore', from: 'deploy\n', to: 'deploy\nweb\n' }],
    found: ['.dockerignore: source-in-build: web'],
    leadsTo: 'Dockerfile',
    mends: true,
  },
  {
    what: '.dockerignore leaves out the scripts of a database that are embedded',
    sample: 'shop',
    change: [{ file: '.dockerignore', from: 'deploy\n', to: 'deploy\n**/*.sql\n' }],
    found: ['.dockerignore: source-in-build: **/*.sql'],
    leadsTo: 'Dockerfile',
    mends: true,
  },
  {
    what: 'only one folder of the module is copied into the build stage',
    sample: 'shop',
    change: [{ file: 'Dockerfile', from: 'COPY . .', to: 'COPY cmd ./cmd' }],
    found: ['Dockerfile: source-in-build: COPY cmd ./cmd'],
    leadsTo: 'internal/server/server.go',
  },
  {
    what: 'a service of a workspace is built without the module that it shares',
    sample: 'workspace',
    change: [
      {
        file: 'Dockerfile',
        write:
          'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.work ./\nCOPY orders ./orders\nRUN CGO_ENABLED=0 go build -o /orders ./orders\nFROM gcr.io/distroless/static-debian13:nonroot\nCOPY --from=build /orders /orders\nEXPOSE 8080\nENTRYPOINT ["/orders"]\n',
      },
    ],
    found: ['Dockerfile: source-in-build: COPY orders ./orders'],
    leadsTo: 'shared/serve/serve.go',
  },
  {
    what: 'a build names a package beside those that are there',
    sample: 'shop',
    change: [{ file: 'Dockerfile', from: './cmd/shop\n', to: './cmd/server\n' }],
    found: ['Dockerfile: go-package-exists: ./cmd/server'],
  },
  {
    what: 'the folder of the data is mounted read-only',
    sample: 'notes-sqlite',
    change: [
      {
        file: 'deploy/base/deployment.yaml',
        from: 'mountPath: /var/lib/notes',
        to: 'mountPath: /var/lib/notes\n              readOnly: true',
      },
    ],
    found: ['deploy/base/deployment.yaml: writes-to-volume: true', 'main.go: writes-to-volume: folder'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the claim of the data is mounted read-only as a whole',
    sample: 'notes-sqlite',
    change: [
      {
        file: 'deploy/base/deployment.yaml',
        from: 'claimName: notes-var-lib-notes',
        to: 'claimName: notes-var-lib-notes\n            readOnly: true',
      },
    ],
    found: ['deploy/base/deployment.yaml: writes-to-volume: true', 'main.go: writes-to-volume: folder'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a manifest chooses a time zone that the image does not know',
    sample: 'mailer-worker',
    change: [
      { file: 'Dockerfile', from: 'gcr.io/distroless/static-debian13:nonroot', to: 'alpine:3.23' },
      {
        file: 'deploy/base/deployment.yaml',
        from: '          env:\n',
        to: '          env:\n            - name: TZ\n              value: Europe/Berlin\n',
      },
    ],
    found: ['Dockerfile: timezones-in-image: alpine:3.23'],
    leadsTo: 'deploy/base/deployment.yaml',
    mends: true,
  },
];
