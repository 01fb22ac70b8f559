import type { Seed } from '../seed.ts';

const DEPLOYMENT = 'deploy/base/deployment.yaml';
const SERVICE = 'deploy/base/service.yaml';

const MONITOR = (port: string, path: string) =>
  `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: shop\n  endpoints:\n    - port: ${port}\n      path: ${path}\n`;
const INGRESS = (service: string, port: number) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  ingressClassName: nginx\n  rules:\n    - http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: ${service}\n                port:\n                  number: ${String(port)}\n`;

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
    what: 'a ConfigMap holds a colon before the port, and the program puts one itself',
    sample: 'gallery-web',
    change: [{ file: 'deploy/base/configmap.yaml', from: 'PORT: "8080"', to: 'PORT: ":8080"' }],
    found: ['deploy/base/configmap.yaml: variable-value-fits: ":8080"'],
    leadsTo: 'main.go',
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
    what: 'the Dockerfile exposes the port for the other protocol',
    sample: 'shop',
    change: [{ file: 'Dockerfile', from: 'EXPOSE 8080', to: 'EXPOSE 8080/udp' }],
    found: ['Dockerfile: exposed-port-listened: 8080/udp'],
    leadsTo: 'cmd/shop/main.go',
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
    what: 'a policy allows the port of the Service, not that of the pod',
    sample: 'notes-sqlite',
    change: [
      {
        file: 'deploy/base/networkpolicy.yaml',
        write:
          'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: notes\nspec:\n  podSelector: {}\n  policyTypes: [Ingress]\n  ingress:\n    - ports:\n        - port: 80\n',
      },
      {
        file: 'deploy/base/kustomization.yaml',
        from: '  - service.yaml\n',
        to: '  - networkpolicy.yaml\n  - service.yaml\n',
      },
    ],
    found: ['deploy/base/networkpolicy.yaml: ingress-to-listener: 80'],
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
      'main.go: listens-on-loopback: "127.0.0.1:8080"',
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
    found: [`${DEPLOYMENT}: probe-protocol: HTTPS`, 'cmd/shop/main.go: probe-protocol: srv.ListenAndServe()'],
    leadsTo: 'cmd/shop/main.go',
    mends: true,
  },
  {
    what: 'pod annotations lead Prometheus to another port',
    sample: 'shop',
    change: [
      {
        file: DEPLOYMENT,
        from: '    spec:\n      serviceAccountName',
        to: '      annotations:\n        prometheus.io/scrape: "true"\n        prometheus.io/port: "9090"\n    spec:\n      serviceAccountName',
      },
    ],
    found: [`${DEPLOYMENT}: pod-metrics-scraped: "9090"`],
    leadsTo: 'internal/server/server.go',
    mends: true,
  },
  {
    what: 'annotations of a Service lead Prometheus to another path',
    sample: 'shop',
    change: [
      {
        file: SERVICE,
        from: 'metadata:\n  name: shop\n',
        to: 'metadata:\n  name: shop\n  annotations:\n    prometheus.io/scrape: "true"\n    prometheus.io/path: /stats\n',
      },
    ],
    found: [`${SERVICE}: service-metrics-scraped: /stats`],
    leadsTo: 'internal/server/server.go',
    mends: true,
  },
  {
    what: 'a ServiceMonitor scrapes another path',
    sample: 'shop',
    change: [{ file: 'deploy/base/monitor.yaml', write: MONITOR('http', '/stats') }],
    found: ['deploy/base/monitor.yaml: monitor-scrapes-metrics: /stats'],
    leadsTo: 'internal/server/server.go',
    mends: true,
  },
  {
    what: 'the program listens on a port that its user may not open',
    sample: 'notes-sqlite',
    change: [
      { file: 'main.go', from: 'Addr: ":8080"', to: 'Addr: ":80"' },
      { file: DEPLOYMENT, from: 'containerPort: 8080', to: 'containerPort: 80' },
      { file: 'Dockerfile', from: 'EXPOSE 8080', to: 'EXPOSE 80' },
    ],
    found: [`${DEPLOYMENT}: low-port-allowed: 80`, 'main.go: low-port-allowed: server.ListenAndServe()'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'profiles are served on the port of the Service',
    sample: 'notes-sqlite',
    change: [
      { file: 'main.go', from: '"net/http"\n', to: '"net/http"\n\t"net/http/pprof"\n' },
      {
        file: 'main.go',
        from: '\tmux.HandleFunc("GET /healthz"',
        to: '\tmux.HandleFunc("/debug/pprof/", pprof.Index)\n\tmux.HandleFunc("GET /healthz"',
      },
    ],
    found: ['main.go: profiles-not-served: "/debug/pprof/"'],
    leadsTo: SERVICE,
  },
  {
    what: 'a Service says HTTP of a port of gRPC',
    sample: 'gateway-grpc',
    change: [{ file: SERVICE, from: 'appProtocol: grpc', to: 'appProtocol: http' }],
    found: [`${SERVICE}: app-protocol: http`],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'an Ingress sends HTTP to a port of gRPC',
    sample: 'gateway-grpc',
    change: [{ file: 'deploy/base/ingress.yaml', write: INGRESS('gateway', 9090) }],
    found: ['deploy/base/ingress.yaml: route-protocol: 9090'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a variable of viper moves the program away from its declared port',
    sample: 'greeter-cli',
    change: [{ file: 'deploy/base/configmap.yaml', from: 'GREETER_PORT: "8080"', to: 'GREETER_PORT: "9090"' }],
    found: [`${DEPLOYMENT}: container-port-listened: 8080`],
    leadsTo: 'cmd/root.go',
    mends: true,
  },
  {
    what: 'an argument moves the program away from its declared port',
    sample: 'greeter-cli',
    change: [
      { file: DEPLOYMENT, from: '          ports:\n', to: '          args: ["--port=9090"]\n          ports:\n' },
    ],
    found: [`${DEPLOYMENT}: container-port-listened: 8080`],
    leadsTo: 'cmd/root.go',
    mends: true,
  },
  {
    what: 'an argument gives the program a flag that it does not have',
    sample: 'greeter-cli',
    change: [
      { file: DEPLOYMENT, from: '          ports:\n', to: '          args: ["--prot=8080"]\n          ports:\n' },
    ],
    found: [`${DEPLOYMENT}: flags-accepted: "--prot=8080"`],
    leadsTo: 'cmd/root.go',
    mends: true,
  },
  {
    what: 'the health route that the liveness probe asks begins to ask the database',
    sample: 'shop',
    change: [
      { file: 'internal/server/server.go', from: '"GET /healthz", alive', to: '"GET /healthz", ready(services.Ready)' },
    ],
    found: [
      `${DEPLOYMENT}: liveness-asks-life: /healthz`,
      'internal/server/server.go: liveness-asks-life: "GET /healthz"',
    ],
    leadsTo: 'internal/server/server.go',
  },
  {
    what: 'the health route begins to call another server',
    sample: 'gallery-web',
    change: [
      {
        file: 'main.go',
        from: 'router.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusNoContent) })',
        to: 'router.GET("/healthz", func(c *gin.Context) { _, _ = http.Get("https://pictures.example.com/") })',
      },
    ],
    found: [`${DEPLOYMENT}: liveness-asks-life: /healthz`, 'main.go: liveness-asks-life: "/healthz"'],
    leadsTo: 'main.go',
  },
];
