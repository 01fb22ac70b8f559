import type { Change, Seed } from '../seed.ts';

const PROD = 'deploy/overlays/prod/kustomization.yaml';
const CONTAINER = '/spec/template/spec/containers/0';
const END = '  - ../../base\n';

/** The overlay with operations on an object, and whatever else is wrong then. */
const operated = (kind: string, name: string, operation: string): readonly Change[] => [
  {
    file: PROD,
    from: END,
    to: `${END}patches:\n  - target: { kind: ${kind}, name: ${name} }\n    patch: |-\n      - ${operation}\n`,
  },
];

const merged = (kind: string, name: string, lines: readonly string[], apiVersion = 'v1'): readonly Change[] => {
  const body = [`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata:', `  name: ${name}`, ...lines];
  return [
    { file: PROD, from: END, to: `${END}patches:\n  - patch: |-\n${body.map((line) => `      ${line}\n`).join('')}` },
  ];
};

/** Bugs that are in no file by itself: in what an overlay makes of the base. */
export const madeByOverlays: readonly Seed[] = [
  {
    what: 'an operation lets the Service lead to a port where nobody listens',
    sample: 'shop',
    change: operated('Service', 'shop', '{ op: replace, path: /spec/ports/0/targetPort, value: 8081 }'),
    found: [`${PROD}: service-port-listened: 8081`],
    leadsTo: 'cmd/shop/main.go',
  },
  {
    what: 'an operation takes the volume away that the program writes to',
    sample: 'notes-sqlite',
    change: operated('Deployment', 'notes', `{ op: remove, path: ${CONTAINER}/volumeMounts }`),
    found: [`${PROD}: writes-to-volume: ${CONTAINER}/volumeMounts`, 'main.go: writes-to-volume: folder'],
    leadsTo: 'main.go',
  },
  {
    what: 'an operation lengthens the hook beyond what is left to stop',
    sample: 'shop',
    change: operated(
      'Deployment',
      'shop',
      `{ op: replace, path: ${CONTAINER}/lifecycle/preStop/sleep/seconds, value: 25 }`,
    ),
    found: [`${PROD}: grace-period-fits-shutdown: 25`],
    leadsTo: 'deploy/base/deployment.yaml',
  },
  {
    what: 'a key of the ConfigMap lets the program take longer to stop than it has in one overlay',
    sample: 'shop',
    change: merged('ConfigMap', 'shop-config', ['data:', '  SHUTDOWN_TIMEOUT: 2m']),
    found: [`${PROD}: grace-period-fits-shutdown: 2m`],
    leadsTo: 'deploy/base/deployment.yaml',
  },
  {
    what: 'the liveness probe of one overlay asks what says whether the program is ready',
    sample: 'shop',
    change: merged(
      'Deployment',
      'shop',
      [
        'spec:',
        '  template:',
        '    spec:',
        '      containers:',
        '        - name: shop',
        '          livenessProbe:',
        '            httpGet:',
        '              path: /readyz',
      ],
      'apps/v1',
    ),
    found: [`${PROD}: liveness-asks-life: /readyz`, 'internal/server/server.go: liveness-asks-life: "GET /readyz"'],
    leadsTo: 'internal/server/server.go',
  },
  {
    what: 'a value of one overlay is none that the program reads',
    sample: 'shop',
    change: merged('ConfigMap', 'shop-config', ['data:', '  PAYMENT_TIMEOUT: 5 seconds']),
    found: [`${PROD}: variable-value-fits: 5 seconds`],
    leadsTo: 'internal/config/config.go',
  },
  {
    what: 'what an image shows is said once beside what an overlay makes',
    sample: 'shop',
    change: [
      ...operated('Service', 'shop', '{ op: replace, path: /spec/ports/0/targetPort, value: 8081 }'),
      { file: 'Dockerfile', from: 'EXPOSE 8080', to: 'EXPOSE 9090' },
      { file: 'deploy/base/deployment.yaml', from: 'path: /readyz', to: 'path: /ready' },
    ],
    found: [
      `${PROD}: service-port-listened: 8081`,
      'Dockerfile: exposed-port-listened: 9090',
      'deploy/base/deployment.yaml: probe-path-exists: /ready',
      'internal/server/server.go: probe-path-exists: "GET /readyz"',
    ],
  },
  {
    what: 'a patch that says what the base says changes nothing',
    sample: 'shop',
    change: [
      ...operated('Service', 'shop', '{ op: replace, path: /spec/ports/0/targetPort, value: http }'),
      { file: 'deploy/base/deployment.yaml', from: 'path: /readyz', to: 'path: /ready' },
    ],
    found: [
      'deploy/base/deployment.yaml: probe-path-exists: /ready',
      'internal/server/server.go: probe-path-exists: "GET /readyz"',
    ],
  },
];
