import type { Change, Seed } from '../seed.ts';

const DEPLOYMENT = 'deploy/base/deployment.yaml';
const CONFIG = 'deploy/base/configmap.yaml';
const KUSTOMIZATION = 'deploy/base/kustomization.yaml';
const SOURCE = 'internal/config/config.go';

const reference = (name: string) =>
  `            - name: ${name}\n              valueFrom:\n                secretKeyRef:\n                  name: shop-secrets\n                  key: ${name}\n                  optional: true\n`;
/** The manifest no longer takes it from a Secret. */
const without = (name: string): Change => ({ file: DEPLOYMENT, from: reference(name), to: '' });
const inConfig = (line: string): Change => ({ file: CONFIG, from: '\ndata:\n', to: `\ndata:\n  ${line}\n` });
/** The program ends where it is not set. */
const demand = (name: string): Change => ({
  file: 'cmd/shop/main.go',
  from: '\tcfg, err := config.Load()\n',
  to: `\tif os.Getenv("${name}") == "" {\n\t\treturn errors.New("${name} is not set")\n\t}\n\tcfg, err := config.Load()\n`,
});
const SERVICE: Change = {
  file: 'deploy/base/db.yaml',
  write:
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: ExternalName\n  externalName: db.example.com\n  ports:\n    - port: 5432\n',
};
const MEMORY = '            - name: GOMEMLIMIT\n              value: 230MiB\n';
const LIMIT = (cpu: string): Change => ({
  file: DEPLOYMENT,
  from: 'limits:\n',
  to: `limits:\n              cpu: ${cpu}\n`,
});

export const environmentSeeds: readonly Seed[] = [
  {
    what: 'a variable that the program needs is in no ConfigMap',
    sample: 'shop',
    change: [demand('SHOP_REGION')],
    found: [
      `${DEPLOYMENT}: required-variable-set: shop`,
      'cmd/shop/main.go: required-variable-set: os.Getenv("SHOP_REGION")',
    ],
    leadsTo: 'cmd/shop/main.go',
    mends: true,
  },
  {
    what: 'a variable that the program needs is in no ConfigMap that a kustomization generates',
    sample: 'shop',
    change: [
      demand('SHOP_REGION'),
      { file: CONFIG, write: '' },
      {
        file: KUSTOMIZATION,
        from: '  - configmap.yaml\n',
        to: '',
      },
      {
        file: KUSTOMIZATION,
        from: 'kind: Kustomization\n',
        to: 'kind: Kustomization\nconfigMapGenerator:\n  - name: shop-config\n    literals:\n      - PORT=8080\n',
      },
    ],
    found: [
      `${DEPLOYMENT}: required-variable-set: shop`,
      'cmd/shop/main.go: required-variable-set: os.Getenv("SHOP_REGION")',
    ],
    leadsTo: 'cmd/shop/main.go',
    mends: true,
  },
  {
    what: 'a secret that the program needs comes from nowhere',
    sample: 'shop',
    change: [demand('PAYMENT_API_KEY'), without('PAYMENT_API_KEY')],
    found: [
      `${DEPLOYMENT}: required-variable-set: shop`,
      'cmd/shop/main.go: required-variable-set: os.Getenv("PAYMENT_API_KEY")',
    ],
    leadsTo: 'cmd/shop/main.go',
    mends: true,
  },
  {
    what: 'a key of the ConfigMap is misspelt',
    sample: 'shop',
    change: [{ file: CONFIG, from: 'LOG_LEVEL', to: 'LOG_LEVLE' }],
    found: [`${CONFIG}: variable-read: LOG_LEVLE`],
    leadsTo: SOURCE,
    mends: true,
  },
  {
    what: 'a variable that the image sets is misspelt in the ConfigMap',
    sample: 'shop',
    change: [
      demand('SHOP_REGION'),
      { file: 'Dockerfile', from: 'ENTRYPOINT', to: 'ENV SHOP_REGION=eu\nENTRYPOINT' },
      inConfig('SHOP_REGOIN: us'),
    ],
    found: [`${CONFIG}: variable-read: SHOP_REGOIN`],
    mends: true,
  },
  {
    what: 'the name of a secret is misspelt in the manifest',
    sample: 'shop',
    change: [{ file: DEPLOYMENT, from: 'name: DATABASE_URL', to: 'name: DATABSE_URL' }],
    found: [`${DEPLOYMENT}: variable-read: DATABSE_URL`],
    leadsTo: SOURCE,
    mends: true,
  },
  {
    what: 'the source reads another name than the ConfigMap has',
    sample: 'shop',
    change: [{ file: SOURCE, from: '"CURRENCY"', to: '"SHOP_CURRENCY"' }],
    found: [`${CONFIG}: variable-read: CURRENCY`],
    mends: true,
  },
  {
    what: 'a timeout has no unit',
    sample: 'shop',
    change: [{ file: CONFIG, from: 'READ_TIMEOUT: 5s', to: 'READ_TIMEOUT: "5"' }],
    found: [`${CONFIG}: variable-value-fits: "5"`],
    leadsTo: SOURCE,
    mends: true,
  },
  {
    what: 'a number has a sign behind it',
    sample: 'shop',
    change: [{ file: CONFIG, from: 'TAX_PERCENT: "20"', to: 'TAX_PERCENT: 20%' }],
    found: [`${CONFIG}: variable-value-fits: 20%`],
    leadsTo: SOURCE,
    mends: true,
  },
  {
    what: 'the port is the name of one',
    sample: 'shop',
    change: [{ file: CONFIG, from: 'PORT: "8080"', to: 'PORT: web' }],
    found: [`${CONFIG}: variable-value-fits: web`],
    leadsTo: SOURCE,
    mends: true,
  },
  {
    what: 'the image sets a timeout without unit',
    sample: 'shop',
    change: [
      { file: CONFIG, from: '  WRITE_TIMEOUT: 10s\n', to: '' },
      { file: 'Dockerfile', from: 'EXPOSE 8080', to: 'ENV WRITE_TIMEOUT=10\nEXPOSE 8080' },
    ],
    found: ['Dockerfile: variable-value-fits: 10'],
    leadsTo: SOURCE,
    mends: true,
  },
  {
    what: 'the address of the database stands in the ConfigMap, with its password',
    sample: 'shop',
    change: [
      without('DATABASE_URL'),
      inConfig('DATABASE_URL: host=db port=5432 user=shop password=correct-horse dbname=shop'),
    ],
    found: [`${CONFIG}: secret-variable-in-secret: host=db port=5432 user=shop password=correct-horse dbname=shop`],
    leadsTo: SOURCE,
    mends: true,
    needs: 'a PostgreSQL',
  },
  {
    what: 'the image holds the address of the database, with its password',
    sample: 'shop',
    change: [
      without('DATABASE_URL'),
      {
        file: 'Dockerfile',
        from: 'EXPOSE 8080',
        to: 'ENV DATABASE_URL="host=db user=shop password=correct-horse"\nEXPOSE 8080',
      },
    ],
    found: ['Dockerfile: secret-variable-in-secret: "host=db user=shop password=correct-horse"'],
    leadsTo: SOURCE,
  },
  {
    what: 'the ConfigMap has the database of the developer’s machine',
    sample: 'shop',
    change: [
      without('DATABASE_URL'),
      inConfig('DATABASE_URL: postgres://localhost:5432/shop?sslmode=disable'),
      SERVICE,
    ],
    found: [`${CONFIG}: dependency-on-loopback: postgres://localhost:5432/shop?sslmode=disable`],
    leadsTo: SOURCE,
    mends: true,
    needs: 'a PostgreSQL',
  },
  {
    what: 'the default in the source is the database of the developer’s machine',
    sample: 'shop',
    change: [
      without('DATABASE_URL'),
      {
        file: SOURCE,
        from: 'os.Getenv("DATABASE_URL")',
        to: 'getEnv("DATABASE_URL", "postgres://localhost:5432/shop")',
      },
      SERVICE,
    ],
    found: [`${DEPLOYMENT}: dependency-on-loopback: shop`],
    leadsTo: SOURCE,
    mends: true,
    needs: 'a PostgreSQL',
  },
  {
    what: 'Go may take more memory than the container has',
    sample: 'shop',
    change: [{ file: DEPLOYMENT, from: MEMORY, to: '' }, inConfig('GOMEMLIMIT: 1GiB')],
    found: [`${CONFIG}: go-runtime-fits-limits: 1GiB`],
    mends: true,
  },
  {
    what: 'nothing tells Go of the memory limit',
    sample: 'shop',
    change: [{ file: DEPLOYMENT, from: MEMORY, to: '' }],
    found: [`${DEPLOYMENT}: go-runtime-fits-limits: 256Mi`],
    mends: true,
  },
  {
    what: 'a Go that does not look at its container has a CPU limit',
    sample: 'shop',
    change: [LIMIT('"2"'), { file: 'go.mod', from: 'go 1.26', to: 'go 1.24' }],
    found: [`${DEPLOYMENT}: go-runtime-fits-limits: "2"`],
    mends: true,
    unproved: 'an older `go` line asks for older modules than go.sum has',
  },
  {
    what: 'Go runs more threads than the container has processors',
    sample: 'shop',
    change: [LIMIT('500m'), inConfig('GOMAXPROCS: "4"')],
    found: [`${CONFIG}: go-runtime-fits-limits: "4"`],
    mends: true,
  },
  {
    what: 'no egress rule lets the program reach its database',
    sample: 'shop',
    change: [
      {
        file: 'deploy/base/networkpolicy.yaml',
        write:
          'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector:\n    matchLabels:\n      app.kubernetes.io/name: shop\n  policyTypes:\n    - Egress\n  egress:\n    - ports:\n        - protocol: UDP\n          port: 53\n        - protocol: TCP\n          port: 443\n',
      },
      { file: KUSTOMIZATION, from: '  - service.yaml\n', to: '  - networkpolicy.yaml\n  - service.yaml\n' },
    ],
    found: ['deploy/base/networkpolicy.yaml: egress-to-dependency: egress'],
    leadsTo: SOURCE,
    mends: true,
  },
  {
    what: 'an egress rule forgets DNS',
    sample: 'shop',
    change: [
      {
        file: 'deploy/base/networkpolicy.yaml',
        write:
          'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector:\n    matchLabels:\n      app.kubernetes.io/name: shop\n  policyTypes:\n    - Egress\n  egress:\n    - ports:\n        - port: 5432\n        - port: 443\n',
      },
      { file: KUSTOMIZATION, from: '  - service.yaml\n', to: '  - networkpolicy.yaml\n  - service.yaml\n' },
      without('DATABASE_URL'),
      inConfig('DATABASE_URL: postgres://db:5432/shop'),
    ],
    found: ['deploy/base/networkpolicy.yaml: egress-to-names: egress'],
    leadsTo: SOURCE,
    mends: true,
    needs: 'a PostgreSQL',
  },
  {
    what: 'a variable sends the program to a server on its own pod',
    sample: 'shop',
    change: [
      {
        file: 'deploy/base/configmap.yaml',
        from: 'https://payments.example.com/v1/charges',
        to: 'http://localhost:9000/v1/charges',
      },
    ],
    found: ['deploy/base/configmap.yaml: dependency-on-loopback: http://localhost:9000/v1/charges'],
    leadsTo: 'internal/config/config.go',
  },
  {
    what: 'variables of viper are set without its prefix',
    sample: 'greeter-cli',
    change: [{ file: 'deploy/base/configmap.yaml', from: 'GREETER_GREETING: Hello\n', to: 'GREETING: Hello\n' }],
    found: ['deploy/base/configmap.yaml: variable-read: GREETING'],
    leadsTo: 'cmd/root.go',
    mends: true,
  },
  {
    what: 'all variables of a ConfigMap get a prefix that the program does not know',
    sample: 'greeter-cli',
    change: [
      {
        file: 'deploy/base/deployment.yaml',
        from: 'envFrom:\n            - configMapRef',
        to: 'envFrom:\n            - prefix: APP_\n              configMapRef',
      },
    ],
    found: [
      'deploy/base/configmap.yaml: variable-read: GREETER_GREETING',
      'deploy/base/configmap.yaml: variable-read: GREETER_PORT',
    ],
  },
  {
    what: 'the image sets a variable that nothing reads',
    sample: 'notes-sqlite',
    change: [{ file: 'Dockerfile', from: 'EXPOSE', to: 'ENV NOTES_FOLDER=/data\nEXPOSE' }],
    found: ['Dockerfile: variable-read: NOTES_FOLDER'],
  },
  {
    what: 'a build argument puts the address of the database, with its password, into the image',
    sample: 'shop',
    change: [{ file: 'Dockerfile', from: 'EXPOSE', to: 'ARG DATABASE_URL\nENV DATABASE_URL=$DATABASE_URL\nEXPOSE' }],
    found: ['Dockerfile: secret-variable-in-secret: $DATABASE_URL'],
    leadsTo: 'internal/config/config.go',
  },
];
