import type { Seed } from '../seed.ts';

const DEPLOYMENT = 'deploy/base/deployment.yaml';
const WORKFLOW = '.github/workflows/ci.yml';
const worked = (steps: string) => ({
  file: WORKFLOW,
  write: `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n${steps}`,
});

/** What stands between source and container: builds, workflows, signals. */
export const waySeeds: readonly Seed[] = [
  {
    what: 'a gRPC probe asks for a service that the health server does not know',
    sample: 'gateway-grpc',
    change: [
      {
        file: DEPLOYMENT,
        from: 'livenessProbe:\n            httpGet:\n              path: /healthz\n              port: http',
        to: 'livenessProbe:\n            grpc:\n              port: 9090\n              service: liveness',
      },
    ],
    found: [`${DEPLOYMENT}: probe-protocol: liveness`],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the binary is copied from the folder of the source',
    sample: 'gateway-grpc',
    change: [{ file: 'Dockerfile', from: 'COPY --from=build /out/gateway', to: 'COPY --from=build /src/gateway' }],
    found: ['Dockerfile: built-file-copied: /src/gateway'],
    mends: true,
  },
  {
    what: 'the image stops a worker by a signal that it does not wait for',
    sample: 'mailer-worker',
    change: [{ file: 'Dockerfile', from: 'USER 65532', to: 'STOPSIGNAL SIGQUIT\nUSER 65532' }],
    found: [
      'Dockerfile: stop-signal-handled: SIGQUIT',
      'main.go: stop-signal-handled: signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)',
    ],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a workflow builds for other nodes than the pods run on',
    sample: 'notes-sqlite',
    change: [
      worked(
        '      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          platforms: linux/amd64\n          tags: notes:dev\n',
      ),
      {
        file: DEPLOYMENT,
        from: '      containers:',
        to: '      nodeSelector:\n        kubernetes.io/arch: arm64\n      containers:',
      },
    ],
    found: [`${DEPLOYMENT}: image-architecture: arm64`],
    leadsTo: WORKFLOW,
  },
  {
    what: 'a workflow builds a package that is not there',
    sample: 'notes-sqlite',
    change: [worked('      - run: go build ./cmd/notes\n')],
    found: [`${WORKFLOW}: build-path-exists: ./cmd/notes`],
  },
  {
    what: 'the Dockerfile makes the binary of a package that is no program',
    sample: 'shop',
    change: [{ file: 'Dockerfile', from: '-o /out/shop ./cmd/shop', to: '-o /out/shop ./internal/server' }],
    found: ['Dockerfile: go-package-exists: ./internal/server'],
    mends: true,
  },
  {
    what: 'the health check of an image needs a shell that it lacks',
    sample: 'notes-sqlite',
    change: [
      {
        file: 'Dockerfile',
        from: 'USER 65532',
        to: 'HEALTHCHECK CMD curl -f http://localhost:8080/healthz\nUSER 65532',
      },
    ],
    found: ['Dockerfile: healthcheck-in-image: curl -f http://localhost:8080/healthz'],
  },
  {
    what: 'a compose file stops the build at a stage that is not there',
    sample: 'notes-sqlite',
    change: [
      { file: 'compose.yaml', write: 'services:\n  notes:\n    build:\n      context: .\n      target: final\n' },
    ],
    found: ['compose.yaml: build-target-exists: final'],
  },
];
