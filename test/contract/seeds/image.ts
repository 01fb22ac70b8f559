import type { Seed } from '../seed.ts';

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
  },
  {
    what: 'a program that needs C runs where there is no C library',
    sample: 'notes-sqlite',
    change: [{ file: 'Dockerfile', from: 'distroless/base', to: 'distroless/static' }],
    found: [
      'Dockerfile: c-library-in-image: CGO_ENABLED=1 \\\n    go build -trimpath -ldflags="-s -w" -o /out/notes .',
      'main.go: c-library-in-image: "github.com/mattn/go-sqlite3"',
    ],
    leadsTo: 'main.go',
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
];
