import type { Change, Seed } from '../seed.ts';

const CHART = 'deploy/charts/shop';
const DEPLOYMENT = `${CHART}/templates/deployment.yaml`;
const SERVICE = `${CHART}/templates/service.yaml`;
const HELPERS = `${CHART}/templates/_helpers.tpl`;
const VALUES = `${CHART}/values.yaml`;
const MAIN = 'cmd/shop/main.go';
const ROUTES = 'internal/server/server.go: probe-path-exists: "GET /readyz"';

const inValues = (text: string): Change => ({ file: VALUES, from: 'replicas: 2\n', to: `replicas: 2\n${text}` });
const inTemplate = (from: string, to: string): Change => ({ file: DEPLOYMENT, from, to });
const demand = (name: string): Change => ({
  file: MAIN,
  from: '\tcfg, err := config.Load()\n',
  to: `\tif os.Getenv("${name}") == "" {\n\t\treturn errors.New("${name} is not set")\n\t}\n\tcfg, err := config.Load()\n`,
});
const reference = (name: string) =>
  `            - name: ${name}\n              valueFrom:\n                secretKeyRef:\n                  name: {{ .Values.secretName }}\n                  key: ${name}\n                  optional: true\n`;
const READINESS = `          readinessProbe:
            httpGet:
              path: /readyz
              port: http
            periodSeconds: 5
            timeoutSeconds: 3
`;

/** Broken edges in the chart that *Containerize* writes. */
export const chartSeeds: readonly Seed[] = [
  {
    what: 'a port that is written in the template',
    sample: 'shop',
    change: [inTemplate('containerPort: 8080', 'containerPort: 9090')],
    found: [`${DEPLOYMENT}: container-port-listened: 9090`],
    leadsTo: VALUES,
    mends: true,
  },
  {
    what: 'a port that the image sets, where values may hold variables and hold none',
    sample: 'shop',
    change: [
      { file: VALUES, from: 'config:\n', to: 'config: {}\nother:\n' },
      { file: 'Dockerfile', from: 'EXPOSE 8080', to: 'ENV PORT=9090\nEXPOSE 9090' },
    ],
    found: [`${DEPLOYMENT}: container-port-listened: 8080`],
    leadsTo: MAIN,
    mends: true,
  },
  {
    what: 'a port that values give',
    sample: 'shop',
    change: [
      inTemplate('containerPort: 8080', 'containerPort: {{ .Values.service.port | int }}'),
      inValues('service:\n  port: 9090 # of the container\n'),
    ],
    found: [`${VALUES}: container-port-listened: 9090`],
    leadsTo: MAIN,
    mends: true,
  },
  {
    what: 'a port that a helper writes',
    sample: 'shop',
    change: [
      inTemplate(
        '            - name: http\n              containerPort: 8080',
        '            {{- include "shop.ports" . | nindent 12 }}',
      ),
      {
        file: HELPERS,
        from: '{{- define "shop.labels" -}}',
        to: '{{- define "shop.ports" -}}\n- name: http\n  containerPort: 9090\n{{- end }}\n\n{{- define "shop.labels" -}}',
      },
    ],
    found: [`${HELPERS}: container-port-listened: 9090`],
    mends: true,
  },
  {
    what: 'a value that two places take',
    sample: 'shop',
    change: [
      inTemplate('containerPort: 8080', 'containerPort: {{ .Values.port }}'),
      { file: SERVICE, from: 'port: 80\n', to: 'port: {{ .Values.port }}\n' },
      inValues('port: 9090\n'),
    ],
    found: [`${VALUES}: container-port-listened: 9090`],
    mends: true,
  },
  {
    what: 'a path that is written in the template',
    sample: 'shop',
    change: [inTemplate('path: /readyz', 'path: /ready')],
    found: [`${DEPLOYMENT}: probe-path-exists: /ready`, ROUTES],
    leadsTo: 'internal/server/server.go',
    mends: true,
  },
  {
    what: 'a probe that is in the values as a whole',
    sample: 'shop',
    change: [
      inTemplate(
        READINESS,
        '          {{- with .Values.readinessProbe }}\n          readinessProbe: {{- toYaml . | nindent 12 }}\n          {{- end }}\n',
      ),
      inValues('readinessProbe:\n  httpGet:\n    port: http\n    path: "/ready"\n'),
    ],
    found: [`${VALUES}: probe-path-exists: "/ready"`, ROUTES],
    mends: true,
  },
  {
    what: 'a path that is put together',
    sample: 'shop',
    change: [inTemplate('path: /readyz', 'path: {{ printf "%s/ready" .Values.base }}'), inValues('base: /api\n')],
    found: [`${DEPLOYMENT}: probe-path-exists: {{ printf "%s/ready" .Values.base }}`, ROUTES],
    leadsTo: 'internal/server/server.go',
    mends: true,
  },
  {
    what: 'a port that a probe asks',
    sample: 'shop',
    change: [inTemplate('port: http\n            periodSeconds: 20', 'port: 9999\n            periodSeconds: 20')],
    found: [`${DEPLOYMENT}: container-port-listened: 9999`],
    mends: true,
  },
  {
    what: 'a port of the Service',
    sample: 'shop',
    change: [{ file: SERVICE, from: 'targetPort: http', to: 'targetPort: 9090' }],
    found: [`${SERVICE}: service-port-listened: 9090`],
    mends: true,
  },
  {
    what: 'the port of the program, in the values',
    sample: 'shop',
    change: [{ file: VALUES, from: 'PORT: "8080"', to: 'PORT: "9090"' }],
    found: [`${DEPLOYMENT}: container-port-listened: 8080`],
    leadsTo: VALUES,
    mends: true,
  },
  {
    what: 'a variable that the program needs',
    sample: 'shop',
    change: [demand('SHOP_REGION')],
    found: [`${DEPLOYMENT}: required-variable-set: shop`, `${MAIN}: required-variable-set: os.Getenv("SHOP_REGION")`],
    leadsTo: MAIN,
    mends: true,
  },
  {
    what: 'a value of another type',
    sample: 'shop',
    change: [{ file: VALUES, from: 'READ_TIMEOUT: 5s', to: 'READ_TIMEOUT: five' }],
    found: [`${VALUES}: variable-value-fits: five`],
    mends: true,
  },
  {
    what: 'a misspelt variable',
    sample: 'shop',
    change: [{ file: VALUES, from: 'LOG_LEVEL: info', to: 'LOG_LVEL: info' }],
    found: [`${VALUES}: variable-read: LOG_LVEL`],
    mends: true,
  },
  {
    what: 'a secret in a ConfigMap',
    sample: 'shop',
    change: [
      inTemplate(reference('DATABASE_URL'), ''),
      { file: VALUES, from: 'config:\n', to: 'config:\n  DATABASE_URL: host=db user=shop password=correct-horse\n' },
    ],
    found: [`${VALUES}: secret-variable-in-secret: host=db user=shop password=correct-horse`],
  },
  {
    what: 'an address on the loopback interface',
    sample: 'shop',
    change: [{ file: VALUES, from: 'https://payments.example.com/v1/charges', to: 'http://localhost:9000/charges' }],
    found: [`${VALUES}: dependency-on-loopback: http://localhost:9000/charges`],
  },
  {
    what: 'too little time to stop',
    sample: 'shop',
    change: [inTemplate('terminationGracePeriodSeconds: 30', 'terminationGracePeriodSeconds: 12')],
    found: [`${DEPLOYMENT}: grace-period-fits-shutdown: 12`],
    leadsTo: MAIN,
    mends: true,
  },
  {
    what: 'a shell that the image does not have',
    sample: 'shop',
    change: [inTemplate('          ports:\n', '          command: ["/bin/sh", "-c", "/shop"]\n          ports:\n')],
    found: [`${DEPLOYMENT}: command-in-image: "/bin/sh"`],
    leadsTo: 'Dockerfile',
  },
];

/** What looks like one and is none: whoever installs the chart sets it, or nobody knows. */
export const soundCharts: readonly (readonly [what: string, change: readonly Change[]])[] = [
  [
    'a variable that may be among others',
    [
      demand('SHOP_REGION'),
      inTemplate(
        '          env:\n',
        '          env:\n            {{- with .Values.extraEnv }}\n            {{- toYaml . | nindent 12 }}\n            {{- end }}\n',
      ),
    ],
  ],
  [
    'a variable of a list with something in it',
    [
      demand('SHOP_REGION'),
      inTemplate('          env:\n', '          env:\n            {{- toYaml .Values.env | nindent 12 }}\n'),
      inValues('env:\n  - name: TZ\n    value: UTC\n'),
    ],
  ],
  [
    'a variable that a loop may set',
    [
      demand('SHOP_REGION'),
      inTemplate(
        '          env:\n',
        '          env:\n            {{- range $name, $value := .Values.env }}\n            - name: {{ $name }}\n              value: {{ $value | quote }}\n            {{- end }}\n',
      ),
      inValues('env: {}\n'),
    ],
  ],
  [
    'a value that whoever installs the chart fills in',
    [
      demand('SHOP_REGION'),
      inTemplate(
        '          env:\n',
        '          env:\n            - name: SHOP_REGION\n              value: {{ .Values.region | quote }}\n',
      ),
      inValues('region: ""\n'),
    ],
  ],
  [
    'a variable behind a switch that is off',
    [
      demand('SHOP_REGION'),
      inTemplate(
        '          env:\n',
        '          env:\n            {{- if .Values.region.enabled }}\n            - name: SHOP_REGION\n              value: {{ .Values.region.name }}\n            {{- end }}\n',
      ),
      inValues('region:\n  enabled: false\n'),
    ],
  ],
  [
    'more sources of variables',
    [
      demand('SHOP_REGION'),
      inTemplate(
        '                name: {{ include "shop.name" . }}-config\n',
        '                name: {{ include "shop.name" . }}-config\n            {{- with .Values.envFrom }}\n            {{- toYaml . | nindent 12 }}\n            {{- end }}\n',
      ),
    ],
  ],
  [
    'a configuration that is empty',
    [demand('SHOP_REGION'), { file: VALUES, from: 'config:\n', to: 'config: {}\nother:\n' }],
  ],
  [
    'a variable that is empty by default',
    [
      demand('SHOP_REGION'),
      inTemplate(
        '          env:\n',
        '          env:\n            - name: SHOP_REGION\n              value: {{ .Values.region | quote }}\n            - name: READ_TIMEOUT\n              value: {{ .Values.timeout }}\n',
      ),
      inValues('region: ""\n'),
    ],
  ],
  ['a path that nobody knows', [inTemplate('path: /readyz', 'path: {{ .Values.path }}')]],
  ['a port that nobody knows', [inTemplate('containerPort: 8080', 'containerPort: {{ .Values.port }}')]],
  [
    'another image',
    [{ file: VALUES, from: 'repository: shop', to: 'repository: nginx' }, inTemplate('path: /readyz', 'path: /ready')],
  ],
  [
    'a template of a library',
    [
      inTemplate('path: /readyz', 'path: /ready'),
      inTemplate('replicas:', '{{- include "common.spec" . }}\n  replicas:'),
    ],
  ],
];
