import { container, cronJob, deployment, pod, workload, type Agreement, type Cases } from './cases.ts';

const env = (name: string, value: string) => container(`env:\n  - name: ${name}\n    value: ${value}\n`);
const initEnv = (name: string, value: string) =>
  `initContainers:\n  - name: first\n    image: a:1\n    env: [{ name: ${name}, value: ${value} }]\n${container()}`;
const fromSecret = container(
  'env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef: { name: db, key: password }\n',
);
const allFromSecret = container('envFrom:\n  - secretRef: { name: db }\n');
const fromConfig = container(
  'env:\n  - name: DB_PASSWORD\n    valueFrom:\n      configMapKeyRef: { name: db, key: password }\nenvFrom:\n  - configMapRef: { name: app }\n',
);
const initSecret = `initContainers:\n  - name: first\n    image: a:1\n    env:\n      - name: A\n        valueFrom: { secretKeyRef: { name: db, key: a } }\n${container()}`;

const config = (...data: readonly string[]) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n${data.map((one) => `  ${one}\n`).join('')}`;

const kubescapeEnv: Cases = {
  speaks: [
    pod(env('DB_PASSWORD', 'abc123')),
    deployment(env('API_KEY', 'q7Vw2Z')),
    cronJob(env('jwt', 'x')),
    workload('apps/v1', 'StatefulSet', env('AUTH', '"Bearer abc"')),
    pod(env('TOKEN_TTL', '15m')),
    deployment(env('CERT', '"-----BEGIN RSA PRIVATE KEY-----"')),
  ],
  silent: [
    pod(env('DB_HOST', 'db')),
    pod(env('DB_PASSWORD', '""')),
    pod(env('DB_PASSWORD_FILE', '/run/secrets/db')),
    deployment(fromSecret),
    deployment(initEnv('DB_PASSWORD', 'abc123')),
    workload('v1', 'ReplicationController', env('DB_PASSWORD', 'abc123')),
  ],
};

/** Secrets where everybody can read them. */
export const secretTables: Agreement = {
  'kube-linter:env-var-secret': {
    speaks: [
      pod(env('API_SECRET', 'abc')),
      deployment(env('my_secret_key', 'abc')),
      cronJob(env('Secret', '"1"')),
      deployment(initEnv('API_SECRET', 'abc')),
      pod(env('SECRET_NAME', 'db')),
    ],
    silent: [
      pod(env('DB_PASSWORD', 'abc123')),
      pod(env('API_SECRET', '""')),
      deployment(
        container('env:\n  - name: API_SECRET\n    valueFrom: { secretKeyRef: { name: api, key: secret } }\n'),
      ),
      pod(container('env: [{ name: API_SECRET }]\n')),
    ],
  },
  'polaris:sensitiveContainerEnvVar': {
    speaks: [
      pod(env('DB_PASSWORD', 'abc123')),
      deployment(env('AWS_SECRET_ACCESS_KEY', 'abc')),
      cronJob(env('AZURE_STORAGE_KEY', 'abc')),
      deployment(initEnv('GITHUB_TOKEN', 'abc')),
      pod(env('CERT', '"-----BEGIN EC PRIVATE KEY-----"')),
      pod(env('DB_PASSWORD', '""')),
    ],
    silent: [
      pod(env('DB_HOST', 'db')),
      pod(env('API_KEY', 'abc')),
      deployment(fromSecret),
      deployment(fromConfig),
      pod(env('AWS_SECRET', 'x').replace('AWS_SECRET', 'AWS_REGION')),
    ],
  },
  'kubescape:C-0259': kubescapeEnv,
  'kubescape:C-0012': {
    speaks: [
      ...kubescapeEnv.speaks,
      config('password: abc123'),
      config('api-key: x'),
      config('auth: "Bearer abc"'),
      config('cert: "-----BEGIN RSA PRIVATE KEY-----"'),
      config('settings: "db_secret_name"'),
    ],
    silent: [...kubescapeEnv.silent, config('host: db'), config('password: ""'), config('level: debug')],
  },
  'kube-linter:read-secret-from-env-var': {
    speaks: [
      pod(fromSecret),
      deployment(fromSecret),
      cronJob(fromSecret),
      deployment(initSecret),
      workload('v1', 'ReplicationController', fromSecret),
    ],
    silent: [pod(fromConfig), deployment(allFromSecret), pod(env('DB_PASSWORD', 'abc')), pod(container())],
  },
  'checkov:CKV_K8S_35': {
    speaks: [pod(fromSecret), deployment(allFromSecret), cronJob(fromSecret), deployment(initSecret)],
    silent: [
      pod(fromConfig),
      deployment(env('DB_PASSWORD', 'abc')),
      pod(container()),
      deployment(container('envFrom: []\n')),
    ],
  },
  'kubescape:C-0207': {
    speaks: [pod(fromSecret), deployment(fromSecret), cronJob(fromSecret), workload('batch/v1', 'Job', fromSecret)],
    silent: [
      pod(fromConfig),
      deployment(allFromSecret),
      deployment(initSecret),
      workload('v1', 'ReplicationController', fromSecret),
    ],
  },
  'polaris:sensitiveConfigmapContent': {
    speaks: [
      config('DB_PASSWORD: abc'),
      config('token-ttl: 15m'),
      config('azure_storage_key: abc'),
      config('cert: "-----BEGIN PRIVATE KEY-----"'),
      config('host: db', 'bearer: abc'),
    ],
    silent: [
      config('host: db'),
      config('api_key: abc'),
      config('app.ini: "password = abc"'),
      config('cert: "-----BEGIN CERTIFICATE-----"'),
    ],
  },
  'trivy:KSV-0109': {
    speaks: [
      config('DB_PASSWORD: abc'),
      config('app.ini: "password = abc"'),
      config('app.yaml: |', '  db:', '    token: abc'),
      config('bypass: "1"'),
      config('AWS_ACCESS_KEY_ID: x'),
    ],
    silent: [
      config('host: db'),
      config('app.ini: "password="'),
      config('app.ini: "password=${DB}"'),
      config('text: "The word of the day is blue"'),
      'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: { password: abc }\n',
    ],
  },
  'trivy:KSV-01010': {
    speaks: [
      config('username: app'),
      config('app.ini: "user_email = a"'),
      config('contact: ops@example.com'),
      config('checksum: "SHA1=abc"'),
      config('level: INFO'),
      config('account: "DE89370400440532013000"'),
    ],
    silent: [
      config('host: database'),
      config('level: debug'),
      config('path: /etc/app/config'),
      config('app.ini: "level = debug"'),
    ],
  },
};
