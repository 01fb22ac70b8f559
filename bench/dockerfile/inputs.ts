/** A typical service: about 30 lines, with the small sins that reviews find. */
export const TYPICAL = `# syntax=docker/dockerfile:1
ARG GO_VERSION=1.26
FROM golang:\${GO_VERSION} AS build
WORKDIR /src
RUN apt-get update && apt-get install -y --no-install-recommends \\
    git \\
    make \\
 && rm -rf /var/lib/apt/lists/*
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
ARG VERSION=dev
RUN --mount=type=cache,target=/go/pkg/mod \\
    --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w -X main.version=\${VERSION}" -o /out/shop ./cmd/shop

FROM debian:12-slim
LABEL org.opencontainers.image.title="shop"
RUN apt-get update \\
 && apt-get install -y curl ca-certificates \\
 && curl -fsSL https://example.com/tool.tar.gz | tar -xz -C /usr/local/bin \\
 && rm -rf /var/lib/apt/lists/*
ENV PORT=8080 \\
    LOG_LEVEL=info
COPY --from=build /out/shop /usr/local/bin/shop
EXPOSE 8080
USER 65532:65532
HEALTHCHECK --interval=30s CMD curl -f http://localhost:8080/healthz || exit 1
ENTRYPOINT ["/usr/local/bin/shop"]
`;

/** About 800 lines: stages of many kinds, most lines shell code with pipes, loops, tests and heredocs. */
export function longDockerfile(): string {
  const parts = ['ARG DEBIAN=12\nFROM debian:${DEBIAN}-slim AS base\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n'];
  for (let index = 0; index < 25; index++) parts.push(stage(index));
  parts.push('FROM gcr.io/distroless/static-debian13:nonroot\nCOPY --from=tool-24 /out /\nENTRYPOINT ["/app"]\n');
  return parts.join('\n');
}

function stage(index: number): string {
  const version = `1.${index}.${(index * 7) % 10}`;
  return `# Tool ${index}
FROM base AS tool-${index}
ARG TOOL_VERSION=${version}
ARG TARGETARCH
ENV TOOL_HOME=/opt/tool-${index} \\
    PATH=/opt/tool-${index}/bin:$PATH
WORKDIR /work
RUN set -eux; \\
    apt-get update; \\
    apt-get install -y --no-install-recommends \\
        ca-certificates \\
        curl \\
        gnupg; \\
    rm -rf /var/lib/apt/lists/*
RUN set -eu; \\
    case "$TARGETARCH" in \\
      amd64) arch=x86_64 ;; \\
      arm64) arch=aarch64 ;; \\
      *) echo "no build for $TARGETARCH" >&2; exit 1 ;; \\
    esac; \\
    curl -fsSL "https://example.com/v\${TOOL_VERSION}/tool-$arch.tar.gz" -o tool.tar.gz; \\
    echo "$(cat tool.sha256)  tool.tar.gz" | sha256sum -c -; \\
    tar -xzf tool.tar.gz -C "$TOOL_HOME" --strip-components=1 && rm tool.tar.gz
RUN <<EOF
set -e
for name in a b c; do
  if [ -n "$name" ]; then
    mkdir -p /out/"$name" && cp -r $TOOL_HOME/$name /out/
  fi
done
EOF
COPY --chown=65532:65532 config/tool-${index}.yaml /etc/tool/`;
}
