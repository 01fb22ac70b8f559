import { PROW } from './library-paths.ts';
import { METRICS_ADAPTER } from './server-types.ts';
import type { HealthRoute } from '../answers.ts';

/** Handlers of these answer health checks, whatever their path. */
export const HEALTH_HANDLERS: readonly string[] = [
  'github.com/hellofresh/health-go.',
  'github.com/alexliesenfeld/health.NewHandler',
  'github.com/etherlabsio/healthcheck.',
  'github.com/InVisionApp/go-health/handlers.',
  'github.com/dimiro1/health.',
  'github.com/nelkinda/health-go.',
  'github.com/heptiolabs/healthcheck.Handler.',
  'k8s.io/apiserver/pkg/server/healthz.',
  'sigs.k8s.io/controller-runtime/pkg/healthz.',
  'github.com/distribution/distribution/health.StatusHandler',
  'github.com/docker/distribution/health.StatusHandler',
];

type Purpose = HealthRoute['purpose'];

/** A call of a library that adds health checks by itself. */
export interface LibraryHealth {
  readonly protocol?: HealthRoute['protocol'];
  /** What it adds without further words; of grpc the service's name. */
  readonly adds: readonly { readonly path: string; readonly purpose: Purpose; readonly field?: string }[];
  /** Index of the argument that is the path instead. */
  readonly path?: number;
  /**
   * Where its routes hang: on the router that is an argument, or that the call is given to (`r.Use(…)`), or wherever what
   * it makes is served. Left out: the program's only listener of the protocol.
   */
  readonly on?: number | 'user' | 'made';
  /** The port it opens by itself unless configured otherwise. */
  readonly port?: number;
  /** The version that began with it. */
  readonly since?: { readonly module: string; readonly version: string };
}

const HEALTHZ = { path: '/healthz', purpose: 'health' } as const;
const LIVEZ = { path: '/livez', purpose: 'liveness' } as const;
const READYZ = { path: '/readyz', purpose: 'readiness' } as const;
const PING = { path: '/ping', purpose: 'health' } as const;
const GRPC: LibraryHealth = { protocol: 'grpc', adds: [{ path: '', purpose: 'health' }] };
const LIVE_AND_READY: LibraryHealth = {
  adds: [
    { path: '/live', purpose: 'liveness' },
    { path: '/ready', purpose: 'readiness' },
  ],
  on: 'made',
};
/** What protoc makes of the service anywhere has the function's name; this is where gRPC itself has it. */
export const GRPC_HEALTH = 'google.golang.org/grpc/health/grpc_health_v1.RegisterHealthServer';
const APISERVER_HEALTH = 'k8s.io/apiserver/pkg/server/healthz';
const FIBER_HEALTH = 'github.com/gofiber/fiber/middleware/healthcheck';
const GO_ZERO: LibraryHealth = { ...GRPC, since: { module: 'github.com/zeromicro/go-zero', version: '1.4.1' } };

export const HEALTH_CALLS: ReadonlyMap<string, readonly LibraryHealth[]> = new Map<string, readonly LibraryHealth[]>([
  [
    'gofr.dev/pkg/gofr.New',
    [
      {
        adds: [
          { path: '/.well-known/health', purpose: 'health' },
          { path: '/.well-known/alive', purpose: 'liveness' },
        ],
        on: 'made',
      },
    ],
  ],
  ...PROW.map((path): readonly [string, readonly LibraryHealth[]] => [
    `${path}/pjutil.NewHealthOnPort`,
    [{ adds: [HEALTHZ, { path: '/healthz/ready', purpose: 'readiness' }], port: 8081 }],
  ]),
  ['github.com/go-chi/chi/middleware.Heartbeat', [{ adds: [PING], path: 0, on: 'user' }]],
  ['github.com/go-pkgz/rest.Ping', [{ adds: [PING], on: 'user' }]],
  ['github.com/go-pkgz/rest.Health', [{ adds: [{ path: '/health', purpose: 'health' }], path: 0, on: 'user' }]],
  [
    `${FIBER_HEALTH}.New`,
    [
      {
        adds: [
          { ...LIVEZ, field: 'LivenessEndpoint' },
          { ...READYZ, field: 'ReadinessEndpoint' },
        ],
        on: 'user',
      },
    ],
  ],
  ['github.com/tavsec/gin-healthcheck.New', [{ adds: [HEALTHZ], on: 0 }]],
  [`${APISERVER_HEALTH}.InstallHandler`, [{ adds: [HEALTHZ], on: 0 }]],
  [`${APISERVER_HEALTH}.InstallLivezHandler`, [{ adds: [LIVEZ], on: 0 }]],
  [`${APISERVER_HEALTH}.InstallReadyzHandler`, [{ adds: [READYZ], on: 0 }]],
  [`${APISERVER_HEALTH}.InstallPathHandler`, [{ adds: [HEALTHZ], path: 1, on: 0 }]],
  ...['NewCloudControllerManagerCommand', 'Run'].map(
    (name) => [`k8s.io/cloud-provider/app.${name}`, [{ adds: [HEALTHZ], port: 10258 }]] as const,
  ),
  ['k8s.io/kubernetes/cmd/kube-scheduler/app.NewSchedulerCommand', [{ adds: [HEALTHZ, LIVEZ, READYZ], port: 10259 }]],
  ['k8s.io/apiserver/pkg/server.NewConfig', [{ adds: [HEALTHZ, LIVEZ, READYZ] }]],
  ['k8s.io/apiserver/pkg/server.NewRecommendedConfig', [{ adds: [HEALTHZ, LIVEZ, READYZ] }]],
  [METRICS_ADAPTER, [{ adds: [HEALTHZ, LIVEZ, READYZ] }]],
  ...['NewHandler', 'NewMetricsHandler'].map(
    (name) => [`github.com/heptiolabs/healthcheck.${name}`, [LIVE_AND_READY]] as const,
  ),
  ['github.com/grpc-ecosystem/grpc-gateway/runtime.WithHealthzEndpoint', [{ adds: [HEALTHZ], on: 'user' }]],
  ['github.com/grpc-ecosystem/grpc-gateway/runtime.WithHealthEndpointAt', [{ adds: [HEALTHZ], path: 1, on: 'user' }]],
  [GRPC_HEALTH, [GRPC]],
  ...['connectrpc.com/grpchealth', 'github.com/bufbuild/connect-grpchealth-go'].map(
    (path) => [`${path}.NewHandler`, [{ ...GRPC, on: 'user' }]] as const,
  ),
  ['github.com/go-kratos/kratos/transport/grpc.NewServer', [GRPC]],
  ['github.com/zeromicro/go-zero/zrpc.MustNewServer', [GO_ZERO]],
  ['github.com/zeromicro/go-zero/zrpc.NewServer', [GO_ZERO]],
  [
    'github.com/ory/x/healthx.Handler.SetHealthRoutes',
    [
      {
        adds: [
          { path: '/health/alive', purpose: 'liveness' },
          { path: '/health/ready', purpose: 'readiness' },
        ],
        on: 0,
      },
    ],
  ],
  ['github.com/pocketbase/pocketbase.New', [{ adds: [{ path: '/api/health', purpose: 'health' }] }]],
]);
