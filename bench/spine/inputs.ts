/** A believable Dockerfile of about 100 lines: eight services from one builder, some careless lines among them. */
export function dockerfileText(): string {
  const services = ['api', 'orders', 'payments', 'catalogue', 'mailer', 'reports', 'search', 'admin'];
  const lines = [
    'ARG GO_VERSION=1.26',
    'FROM golang:${GO_VERSION} AS base',
    'WORKDIR /src',
    'ENV CGO_ENABLED=0',
    'COPY go.mod go.sum ./',
    'RUN --mount=type=cache,target=/go/pkg/mod go mod download',
    'COPY . .',
    '',
  ];
  for (const service of services) {
    lines.push(
      `# ${service}`,
      `FROM base AS build-${service}`,
      'ARG TARGETOS TARGETARCH',
      'RUN --mount=type=cache,target=/go/pkg/mod \\',
      '    --mount=type=cache,target=/root/.cache/go-build \\',
      '    GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath \\',
      `    -ldflags="-s -w" -o /out/${service} ./cmd/${service}`,
      '',
      `FROM gcr.io/distroless/static-debian13:nonroot AS ${service}`,
      `COPY --from=build-${service} /out/${service} /${service}`,
      `ENTRYPOINT ["/${service}"]`,
      '',
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Deployments and Services of eight programs, about 300 lines. */
export function manifestText(): string {
  const names = ['api', 'orders', 'payments', 'catalogue', 'mailer', 'reports', 'search'];
  return names.map(deploymentAndService).join('---\n');
}

function deploymentAndService(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels: { app: ${name} }
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
          image: registry.example.com/${name}:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /readyz
              port: http
          resources:
            requests:
              cpu: 100m
              memory: 64Mi
          securityContext:
            runAsNonRoot: true
            readOnlyRootFilesystem: true
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: ${name}
  ports:
    - port: 80
      targetPort: http
`;
}
