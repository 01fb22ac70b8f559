import type { Seed } from '../seed.ts';

const DEPLOYMENT = 'deploy/base/deployment.yaml';
const SERVICE = 'deploy/base/service.yaml';

export const portSeeds: readonly Seed[] = [
  {
    what: 'the manifest declares another port than the program listens on',
    sample: 'shop',
    change: [{ file: DEPLOYMENT, from: 'containerPort: 8080', to: 'containerPort: 8081' }],
    found: [`${DEPLOYMENT}: container-port-listened: 8081`],
    leadsTo: 'cmd/shop/main.go',
    mends: true,
  },
  {
    what: 'a ConfigMap moves the listener away from the port that the manifest declares',
    sample: 'shop',
    change: [{ file: 'deploy/base/configmap.yaml', from: 'PORT: "8080"', to: 'PORT: "9090"' }],
    found: [`${DEPLOYMENT}: container-port-listened: 8080`],
    leadsTo: 'deploy/base/configmap.yaml',
    mends: true,
  },
  {
    what: 'the Dockerfile exposes another port',
    sample: 'notes-sqlite',
    change: [{ file: 'Dockerfile', from: 'EXPOSE 8080', to: 'EXPOSE 3000' }],
    found: ['Dockerfile: exposed-port-listened: 3000'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a probe asks a port where nothing listens',
    sample: 'notes-sqlite',
    change: [
      {
        file: DEPLOYMENT,
        from: 'path: /healthz\n              port: http',
        to: 'path: /healthz\n              port: 8081',
      },
    ],
    found: [`${DEPLOYMENT}: container-port-listened: 8081`],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a Service sends to a number where nothing listens',
    sample: 'notes-sqlite',
    change: [{ file: SERVICE, from: 'targetPort: http', to: 'targetPort: 8000' }],
    found: [`${SERVICE}: service-port-listened: 8000`],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a Service without targetPort sends to its own port',
    sample: 'gallery-web',
    change: [{ file: SERVICE, from: '      targetPort: http\n', to: '' }],
    found: [`${SERVICE}: service-port-listened: 80`],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the program listens on loopback',
    sample: 'notes-sqlite',
    change: [{ file: 'main.go', from: 'Addr: ":8080"', to: 'Addr: "127.0.0.1:8080"' }],
    found: [
      'main.go: listens-on-loopback: server.ListenAndServe()',
      `${DEPLOYMENT}: listens-on-loopback: 8080`,
      'Dockerfile: exposes-loopback: 8080',
    ],
    leadsTo: DEPLOYMENT,
    mends: true,
  },
  {
    what: 'a health route is renamed in Go',
    sample: 'shop',
    change: [{ file: 'internal/server/server.go', from: '/healthz', to: '/healthy' }],
    found: [
      `${DEPLOYMENT}: probe-path-exists: /healthz`,
      `${DEPLOYMENT}: probe-path-exists: /healthz`,
      'internal/server/server.go: probe-path-exists: "GET /healthy"',
    ],
    leadsTo: 'internal/server/server.go',
    mends: true,
  },
  {
    what: 'a probe asks a path that no route has',
    sample: 'notes-sqlite',
    change: [{ file: DEPLOYMENT, from: 'path: /healthz', to: 'path: /ping' }],
    found: [`${DEPLOYMENT}: probe-path-exists: /ping`, 'main.go: probe-path-exists: "GET /healthz"'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the route for health gets another name in Go',
    sample: 'gallery-web',
    change: [{ file: 'main.go', from: '"/healthz"', to: '"/health"' }],
    found: [
      'main.go: probe-path-exists: "/health"',
      ...['', ''].map(() => `${DEPLOYMENT}: probe-path-exists: /healthz`),
    ],
    leadsTo: DEPLOYMENT,
    mends: true,
  },
  {
    what: 'the program loses its only route for health',
    sample: 'gallery-web',
    change: [
      {
        file: 'main.go',
        from: '\trouter.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusNoContent) })\n',
        to: '',
      },
    ],
    found: [
      'main.go: probe-path-exists: server.ListenAndServe()',
      `${DEPLOYMENT}: probe-path-exists: /healthz`,
      `${DEPLOYMENT}: probe-path-exists: /healthz`,
    ],
    leadsTo: DEPLOYMENT,
    mends: true,
  },
  {
    what: 'a liveness probe asks whether the program is ready',
    sample: 'shop',
    change: [
      {
        file: DEPLOYMENT,
        from: 'livenessProbe:\n            httpGet:\n              path: /healthz',
        to: 'livenessProbe:\n            httpGet:\n              path: /readyz',
      },
    ],
    found: [
      `${DEPLOYMENT}: liveness-asks-life: /readyz`,
      'internal/server/server.go: liveness-asks-life: "GET /readyz"',
    ],
    leadsTo: 'internal/server/server.go',
    mends: true,
  },
  {
    what: 'an HTTP probe asks the port of gRPC',
    sample: 'gateway-grpc',
    change: [
      {
        file: DEPLOYMENT,
        from: 'path: /healthz\n              port: http',
        to: 'path: /healthz\n              port: grpc-9090',
      },
    ],
    found: [`${DEPLOYMENT}: probe-protocol: grpc-9090`, 'main.go: probe-protocol: net.Listen("tcp", ":9090")'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a gRPC probe asks a program that speaks HTTP',
    sample: 'notes-sqlite',
    change: [
      {
        file: DEPLOYMENT,
        from: 'httpGet:\n              path: /healthz\n              port: http',
        to: 'grpc:\n              port: 8080',
      },
    ],
    found: [`${DEPLOYMENT}: probe-protocol: 8080`, 'main.go: probe-protocol: server.ListenAndServe()'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a probe asks in HTTPS what is served in HTTP',
    sample: 'shop',
    change: [
      {
        file: DEPLOYMENT,
        from: 'path: /readyz\n              port: http',
        to: 'path: /readyz\n              port: http\n              scheme: HTTPS',
      },
    ],
    found: [`${DEPLOYMENT}: probe-protocol: http`, 'cmd/shop/main.go: probe-protocol: srv.ListenAndServe()'],
    leadsTo: 'cmd/shop/main.go',
    mends: true,
  },
];
