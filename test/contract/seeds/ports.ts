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
];
