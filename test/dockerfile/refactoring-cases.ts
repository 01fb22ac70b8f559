/** `▮` marks the caret. */
type Row = readonly [before: string, after: string];

const GO = 'FROM golang:1.26\nWORKDIR /src\n';

/** What a refactoring makes of a file. */
export const results: Readonly<Record<string, readonly Row[]>> = {
  'run-to-heredoc': [
    ['FROM a:1\nRUN▮ a && b\n', 'FROM a:1\nRUN <<EOF\nset -e\na\nb\nEOF\n'],
    [
      'FROM a:1\nRUN a \\\n    && b --x \\\n      y \\\n▮    && c\nUSER 1\n',
      'FROM a:1\nRUN <<EOF\nset -e\na\nb --x \\\n      y\nc\nEOF\nUSER 1\n',
    ],
    ['FROM a:1\nRUN --network=none ▮set -eux && a\n', 'FROM a:1\nRUN --network=none <<EOF\nset -eux\na\nEOF\n'],
    ['FROM a:1\nRUN▮ set -x && a && b', 'FROM a:1\nRUN <<EOF\nset -e\nset -x\na\nb\nEOF'],
    [
      'FROM a:1\nRUN▮ x="$(a b)" && echo "a && b; c" | d 2>&1\n',
      'FROM a:1\nRUN <<EOF\nset -e\nx="$(a b)"\necho "a && b; c" | d 2>&1\nEOF\n',
    ],
    [
      'FROM a:1\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN▮ a|b && c\n',
      'FROM a:1\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN <<EOF\nset -e\na|b\nc\nEOF\n',
    ],
  ],
  'heredoc-to-run': [
    ['FROM a:1\nRUN▮ <<EOF\nset -e\na\n\nb\nEOF\n', 'FROM a:1\nRUN a \\\n    && b\n'],
    ['FROM a:1\nRUN▮ <<EOF\nset -ex\na\nEOF\nUSER 1\n', 'FROM a:1\nRUN set -ex \\\n    && a\nUSER 1\n'],
    ['FROM a:1\nRUN <<-"X"\n\tset -e\n\ta \\\n\t  b▮\n\tc | d\n\tX\n', 'FROM a:1\nRUN a \\\n  b \\\n    && c | d\n'],
  ],
  'to-exec-form': [
    ['FROM a:1\nCMD▮ app --flag "two words"\n', 'FROM a:1\nCMD ["app", "--flag", "two words"]\n'],
    ['FROM a:1\nENTRYPOINT▮ exec app \\\n  --flag\n', 'FROM a:1\nENTRYPOINT ["app", "--flag"]\n'],
    ['FROM a:1\nRUN --network=none app▮ x\n', 'FROM a:1\nRUN --network=none ["app", "x"]\n'],
    [
      'FROM a:1\nHEALTHCHECK --timeout=3s CMD▮ app check\n',
      'FROM a:1\nHEALTHCHECK --timeout=3s CMD ["app", "check"]\n',
    ],
    ['FROM a:1\nCMD▮ app --home=${HOME}\n', 'FROM a:1\nCMD ["/bin/sh", "-c", "exec app --home=${HOME}"]\n'],
    ['FROM a:1\nCMD▮ app "$HOME"', 'FROM a:1\nCMD ["/bin/sh", "-c", "exec app \\"$HOME\\""]'],
    [
      'FROM a:1\nSHELL ["/bin/bash", "-c"]\nCMD▮ exec app $HOME',
      'FROM a:1\nSHELL ["/bin/bash", "-c"]\nCMD ["/bin/bash", "-c", "exec app $HOME"]',
    ],
  ],
  'add-cache-mounts': [
    [
      'FROM golang:1.26\nRUN go mod download\nRUN▮ go build -o /app .\n',
      'FROM golang:1.26\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nRUN --mount=type=cache,target=/go/pkg/mod \\\n    --mount=type=cache,target=/root/.cache/go-build \\\n    go build -o /app .\n',
    ],
    [
      'FROM golang:1.26\nRUN▮ --mount=type=cache,target=/go/pkg/mod go test ./...\n',
      'FROM golang:1.26\nRUN --mount=type=cache,target=/root/.cache/go-build --mount=type=cache,target=/go/pkg/mod go test ./...\n',
    ],
    [
      'FROM debian:13\nRUN▮ apt-get update && apt-get install -y --no-install-recommends git \\\n && rm -rf /var/lib/apt/lists/*\nUSER 1\n',
      'FROM debian:13\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n    --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n    apt-get update && apt-get install -y --no-install-recommends git\nUSER 1\n',
    ],
    [
      'FROM alpine:3.23\nRUN▮ apk add --no-cache git\n',
      'FROM alpine:3.23\nRUN --mount=type=cache,target=/var/cache/apk apk add --update-cache --cache-dir=/var/cache/apk git\n',
    ],
    [
      'FROM python:3.14\nRUN▮ pip install --no-cache-dir -r r.txt\n',
      'FROM python:3.14\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r r.txt\n',
    ],
    ['FROM node:24\nRUN▮ npm ci\n', 'FROM node:24\nRUN --mount=type=cache,target=/root/.npm npm ci\n'],
  ],
  'dependency-layer-up': [
    [
      `${GO}COPY . .\nRUN▮ go mod download\nRUN go build .\n`,
      `${GO}COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build .\n`,
    ],
    [
      'FROM node:24\nWORKDIR /app\n# All of it\nCOPY --chown=1:1 ▮. /app/\nLABEL a=b\n# What we need\nRUN npm ci --omit=dev\nUSER 1',
      'FROM node:24\nWORKDIR /app\n# All of it\nCOPY --chown=1:1 package.json package-lock.json /app/\n# What we need\nRUN npm ci --omit=dev\nCOPY --chown=1:1 . /app/\nLABEL a=b\nUSER 1',
    ],
    [
      'FROM python:3.14\nWORKDIR /a\nCOPY . .\nRUN▮ --mount=type=cache,target=/root/.cache/pip \\\n  pip install -r requirements.txt\n',
      'FROM python:3.14\nWORKDIR /a\nCOPY requirements.txt ./\nRUN --mount=type=cache,target=/root/.cache/pip \\\n  pip install -r requirements.txt\nCOPY . .\n',
    ],
  ],
  'split-stages': [
    [
      `${GO}COPY . .\nENV CGO_ENABLED=0 \nENV MODE=x\nEXPOSE 8080\nRUN▮ go build -o /app .\nUSER 65532\n# It serves\nENTRYPOINT ["/app", "-v"]\n`,
      'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nENV CGO_ENABLED=0 \nENV MODE=x\nRUN go build -o /app .\n\nFROM gcr.io/distroless/static-debian13\nCOPY --from=build /app /app\nENV MODE=x\nEXPOSE 8080\nUSER 65532\n# It serves\nENTRYPOINT ["/app", "-v"]\n',
    ],
    [
      `FROM golang:1.26 AS b▮\nWORKDIR /src\nCOPY . .\nRUN go build -o app ./cmd/app\nCMD ["./app"]`,
      'FROM golang:1.26 AS b\nWORKDIR /src\nCOPY . .\nRUN go build -o app ./cmd/app\n\nFROM gcr.io/distroless/base-debian13:nonroot\nWORKDIR /src\nCOPY --from=b /src/app /src/app\nCMD ["./app"]',
    ],
    [
      'FROM golang:1.26-alpine\nWORKDIR /s\nCOPY . .\nRUN▮ go build -o /usr/local/bin/app\nWORKDIR /data\nCMD ["app"]',
      'FROM golang:1.26-alpine AS build\nWORKDIR /s\nCOPY . .\nRUN go build -o /usr/local/bin/app\n\nFROM gcr.io/distroless/static-debian13:nonroot\nCOPY --from=build /usr/local/bin/app /usr/local/bin/app\nWORKDIR /data\nCMD ["app"]',
    ],
  ],
};

/** Where a refactoring is not offered. */
export const refusals: Readonly<Record<string, readonly string[]>> = {
  'run-to-heredoc': [
    'FROM a\nRUN▮ a\n',
    'FROM a\nRUN▮ a || b && c\n',
    'FROM a\nRUN▮ a; b && c\n',
    'FROM a\nRUN▮ a & b && c\n',
    'FROM a\nRUN▮ (a; b) && c\n',
    'FROM a\nRUN▮ { a; } && c\n',
    'FROM a\nRUN▮ ! a && c\n',
    'FROM a\nRUN▮ if a; then b; fi && c\n',
    'FROM a\nRUN▮ x=$(a; b) && c\n',
    'FROM a\nRUN▮ x="$(a || b)" && c `d; e`\n',
    'FROM a\nRUN▮ a "b && c\n',
    'FROM a\nRUN▮ a #b && c\n',
    'FROM a\nRUN▮ a \\\n# c\n && b\n',
    'FROM a\nRUN▮ a x \\\n\n y && b\n',
    'FROM a\nRUN▮ set +e && b\n',
    'FROM a\nRUN▮ a && b\r\n',
    'FROM a\nRUN▮ ["a", "&&", "b"]\n',
    'FROM a\nRUN▮ <<EOF\na && b\nEOF\n',
    '# escape=`\nFROM a\nRUN▮ a && b\n',
    'FROM a\nSHELL ["powershell", "-Command"]\nRUN▮ a && b\n',
    'FROM a\nONBUILD RUN▮ a && b\n',
    'FROM a▮\nRUN a && b\n',
  ],
  'heredoc-to-run': [
    'FROM a\nRUN▮ <<EOF\na\nb\nEOF\n',
    'FROM a\nRUN▮ <<EOF\nset -e\na && b\nc\nEOF\n',
    'FROM a\nRUN▮ <<EOF\nset -e\n# why\na\nEOF\n',
    'FROM a\nRUN▮ <<EOF\n#!/bin/sh -e\na\nEOF\n',
    'FROM a\nRUN▮ <<EOF\nset -e\nif a; then\nb\nfi\nEOF\n',
    'FROM a\nRUN▮ <<EOF\nset -e\necho "a\nb"\nEOF\n',
    'FROM a\nRUN▮ <<EOF python\nset -e\na\nEOF\n',
    'FROM a\nRUN▮ <<EOF\r\nset -e\r\na\r\nEOF\r\n',
    'FROM a\nRUN▮ <<EOF\nset -e\na\n',
    'FROM a\nCOPY▮ <<EOF /x\nset -e\na\nEOF\n',
    'FROM a\nSHELL ["python3", "-c"]\nRUN▮ <<EOF\nset -e\na\nEOF\n',
  ],
  'to-exec-form': [
    'FROM a\nCMD▮ ["app"]\n',
    'FROM a\nCMD▮ cd /x\n',
    'FROM a\nCMD▮ a && b\n',
    'FROM a\nCMD▮ A=1 app $HOME\n',
    'FROM a\nCMD▮ app $(b)\n',
    'FROM a\nRUN▮ app $HOME\n',
    'FROM a\nRUN▮ echo *\n',
    'FROM a\nCMD▮ app "x\n',
    'FROM a\nCMD▮ app \\\n # why\n x\n',
    'FROM a\nHEALTHCHECK▮ CMD curl localhost || exit 1\n',
    'FROM a\nHEALTHCHECK▮ NONE\n',
    'FROM a\nENTRYPOINT ["x"]\nCMD▮ app $HOME\n',
    'FROM a\nSHELL ["cmd", "/S", "/C"]\nCMD▮ app\n',
    'FROM a\nCMD▮\n',
    'FROM a\nUSER▮ app\n',
  ],
  'add-cache-mounts': [
    'FROM alpine:3.23\nRUN▮ go build .\n',
    'FROM golang:1.26\nUSER 1\nRUN▮ go build .\n',
    'FROM golang:1.26\nENV GOMODCACHE=/m\nRUN▮ go build .\n',
    'FROM golang:1.26\nRUN▮ GOCACHE=/c go build .\n',
    'FROM golang:1.26\nRUN▮ --mount=type=cache,target=/root/.cache go build .\n',
    'FROM golang:1.26 AS m\nRUN▮ go mod download\nFROM golang:1.26\nCOPY --from=m /go/pkg /go/pkg\n',
    'FROM alpine:3.23\nRUN▮ apk add git\n',
    'FROM python:3.14\nENV PIP_NO_CACHE_DIR=1\nRUN▮ pip install x\n',
    'FROM node:24\nRUN▮ npm ci && npm cache clean --force\n',
    'FROM node:24\nRUN▮ npm test\n',
    'FROM golang:1.26\nONBUILD RUN▮ go build .\n',
  ],
  'dependency-layer-up': [
    `${GO}COPY . .\nRUN▮ go build .\n`,
    `${GO}COPY . .\nENV GOFLAGS=-x\nRUN▮ go mod download\n`,
    `${GO}COPY src .\nRUN▮ go mod download\n`,
    `${GO}COPY --from=x . .\nRUN▮ go mod download\n`,
    `${GO}COPY --parents . .\nRUN▮ go mod download\n`,
    `${GO}COPY . .\nRUN▮ go mod download && go build .\n`,
    'FROM node:24\nCOPY . .\nRUN▮ npm install left-pad\n',
    'FROM python:3.14\nCOPY . .\nRUN▮ pip install .\n',
    'FROM python:3.14\nCOPY . .\nRUN▮ pip install -r r.txt -e .\n',
    'FROM python:3.14\nCOPY . .\nRUN▮ pip install -r r.txt -c c.txt\n',
  ],
  'split-stages': [
    `${GO}RUN▮ go build -o /app .\nCMD /app\n`,
    `${GO}RUN▮ go build -o /app .\nRUN strip /app\nCMD ["/app"]\n`,
    `${GO}RUN▮ go build -o /app .\nCMD ["/other"]\n`,
    `${GO}RUN▮ go build -o /out/ ./...\nCMD ["/out/app"]\n`,
    `${GO}RUN▮ cd x && go build -o app .\nCMD ["/src/app"]\n`,
    `${GO}RUN▮ go build -o /app .\nHEALTHCHECK CMD curl localhost\nCMD ["/app"]\n`,
    `${GO}RUN▮ go build -o /app . && useradd app\nUSER app\nCMD ["/app"]\n`,
    `${GO}ARG V\nRUN▮ go build -o /app .\nLABEL version=$V\nCMD ["/app"]\n`,
    `${GO}ARG C\nENV CGO_ENABLED=$C\nRUN▮ go build -o /app .\nCMD ["/app"]\n`,
    'FROM golang:1.26-alpine\nRUN apk add --no-cache gcc musl-dev\nENV CGO_ENABLED=1\nRUN▮ go build -o /app .\nCMD ["/app"]\n',
    'FROM alpine:3.23\nRUN▮ go build -o /app .\nCMD ["/app"]\n',
    'FROM golang:1.26 AS a\nRUN▮ go build -o /app .\nFROM a\nCMD ["/app"]\n',
  ],
};
