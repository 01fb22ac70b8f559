import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../src/contract/examples/example-files.ts';
import { outboundAddress } from '../../src/contract/network/outbound-address.ts';
import { say } from '../../src/words/message.ts';
import { findingsOf, type Texts } from './workspace.ts';

const RULES = new Set([
  'dependency-on-loopback',
  'go-memory-limit',
  'go-runtime-fits-limits',
  'secret-variable-in-secret',
]);

/** `file: rule: the marked text: message` */
async function found(texts: Texts): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings
      .filter(({ rule }) => RULES.has(rule))
      .map(
        ({ rule, start, end, message }) => `${file}: ${rule}: ${texts[file]?.slice(start, end) ?? ''}: ${say(message)}`,
      ),
  );
}

/** A program that reads these variables; each may have a default. */
function reading(variables: Readonly<Record<string, string>>, imports: readonly string[] = [], go = '1.26'): Texts {
  const reads = Object.entries(variables).map(([name, or]) => {
    return `\tprintln(len(cmp.Or(os.Getenv("${name}"), ${JSON.stringify(or)})))`;
  });
  const lines = ['"cmp"', '"os"', '"net/http"', ...imports].map((line) => `\t${line}`);
  return {
    'go.mod': `module example.com/shop\n\ngo ${go}\n`,
    'main.go': `package main\n\nimport (\n${lines.join('\n')}\n)\n\nfunc main() {\n${reads.join('\n')}\n\t_ = http.ListenAndServe(":8080", nil)\n}\n`,
  };
}

const ENV = (name: string, value: string) => `env:\n  - name: ${name}\n    value: ${value}`;
const FROM = 'envFrom:\n  - configMapRef:\n      name: shop';
const CONFIG = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  ${data}\n`;
const IMAGE = (lines: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM alpine:3.22\nCOPY --from=build /shop /shop\n${lines}\nENTRYPOINT ["/shop"]\n`;
const LIMITS = (lines: string) => `resources:\n  limits:\n    ${lines}`;
const OVERLAY = (memory: string, lines: string): Texts => ({
  'base/d.yaml': deploymentOf(lines),
  'base/kustomization.yaml': 'kind: Kustomization\nresources: [d.yaml]\n',
  'prod/kustomization.yaml': `kind: Kustomization\nresources: [../base]\npatches:\n  - target: { kind: Deployment, name: shop }\n    patch: |-\n      - op: replace\n        path: /spec/template/spec/containers/0/resources/limits\n        value: { memory: ${memory} }\n`,
});
const BESIDE = (lines: string) => `${deploymentOf('env: []')}        - name: proxy\n          image: proxy:1\n${lines}`;

describe('says what is wrong with settings', () => {
  const table: Readonly<Record<string, readonly [texts: Texts, ...expected: string[]]>> = {
    'a database on loopback in a ConfigMap': [
      { ...reading({ DB_HOST: '' }), 'd.yaml': deploymentOf(FROM), 'c.yaml': CONFIG('DB_HOST: localhost') },
      'c.yaml: dependency-on-loopback: localhost: `DB_HOST` points at `localhost`, and nothing in this pod listens there',
    ],
    'an address on loopback in a ConfigMap': [
      { ...reading({ REDIS_ADDR: '' }), 'd.yaml': deploymentOf(FROM), 'c.yaml': CONFIG('REDIS_ADDR: localhost:6379') },
      'c.yaml: dependency-on-loopback: localhost:6379: `REDIS_ADDR` points at `localhost:6379`, and nothing in this pod listens there',
    ],
    'a default on loopback that nothing replaces': [
      { ...reading({ AMQP_URL: 'amqp://guest:guest@localhost:5672/' }), 'd.yaml': deploymentOf('env: []') },
      'd.yaml: dependency-on-loopback: shop: Nothing sets `AMQP_URL`, and its default points at `localhost:5672` in this pod',
    ],
    'another service on loopback': [
      {
        ...reading({ STOCK_SERVICE_URL: 'http://localhost:8081' }),
        'd.yaml': deploymentOf('env: []'),
        's.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: stock\nspec:\n  ports:\n    - port: 80\n',
      },
      'd.yaml: dependency-on-loopback: shop: Nothing sets `STOCK_SERVICE_URL`, and its default points at `localhost:8081` in this pod',
    ],
    'loopback in the image': [
      {
        ...reading({ REDIS_ADDR: '' }),
        Dockerfile: IMAGE('ENV REDIS_ADDR=localhost:6379'),
        'd.yaml': deploymentOf('env: []'),
      },
      'Dockerfile: dependency-on-loopback: localhost:6379: `REDIS_ADDR` points at `localhost:6379`, and nothing in this pod listens there',
    ],
    'GOMEMLIMIT of a ConfigMap above the limit': [
      {
        ...reading({}),
        'd.yaml': deploymentOf(`${FROM}\n${LIMITS('memory: 256Mi')}`),
        'c.yaml': CONFIG('GOMEMLIMIT: 1GiB'),
      },
      'c.yaml: go-runtime-fits-limits: 1GiB: `GOMEMLIMIT=1GiB` is more than the memory limit, `256Mi`',
    ],
    'GOMEMLIMIT of the image above the limit': [
      {
        ...reading({}),
        Dockerfile: IMAGE('ENV GOMEMLIMIT=512MiB'),
        'd.yaml': deploymentOf(LIMITS('memory: 256Mi')),
      },
      'Dockerfile: go-runtime-fits-limits: 512MiB: `GOMEMLIMIT=512MiB` is more than the memory limit, `256Mi`',
    ],
    'GOMEMLIMIT above the limit of an overlay': [
      { ...reading({}), ...OVERLAY('200Mi', `${ENV('GOMEMLIMIT', '230MiB')}\n${LIMITS('memory: 256Mi')}`) },
      'prod/kustomization.yaml: go-memory-limit: 200Mi: `GOMEMLIMIT=230MiB` is more than the memory limit, `200Mi`',
    ],
    'GOMEMLIMIT of the image above the limit of an overlay': [
      { ...reading({}), Dockerfile: IMAGE('ENV GOMEMLIMIT=230MiB'), ...OVERLAY('200Mi', LIMITS('memory: 256Mi')) },
      'Dockerfile: go-runtime-fits-limits: 230MiB: `GOMEMLIMIT=230MiB` is more than the memory limit, `200Mi`',
      'prod/kustomization.yaml: go-runtime-fits-limits: 200Mi: `GOMEMLIMIT=230MiB` is more than the memory limit, `200Mi`',
    ],
    'GOMAXPROCS as a quantity': [
      { ...reading({}), 'd.yaml': deploymentOf(ENV('GOMAXPROCS', '250m')) },
      'd.yaml: go-runtime-fits-limits: 250m: `GOMAXPROCS=250m` is no whole number: Go ignores it',
    ],
    'GOMAXPROCS above the CPU limit': [
      { ...reading({}), 'd.yaml': deploymentOf(`${ENV('GOMAXPROCS', '"8"')}\n${LIMITS('cpu: 1500m')}`) },
      'd.yaml: go-runtime-fits-limits: "8": `GOMAXPROCS=8` is more than the CPU limit, `1500m`',
    ],
    'a secret in what a generator lists': [
      {
        ...reading({ JWT_SECRET: '' }),
        'd.yaml': deploymentOf(FROM),
        'kustomization.yaml':
          'kind: Kustomization\nresources: [d.yaml]\nconfigMapGenerator:\n  - name: shop\n    literals: [JWT_SECRET=9c1f77aa02be]\n',
      },
      'kustomization.yaml: secret-variable-in-secret: 9c1f77aa02be: `shop` takes `JWT_SECRET` for a secret',
    ],
    'a secret that the container takes of a generated ConfigMap by its key': [
      {
        ...reading({ JWT_SECRET: '' }),
        'd.yaml': deploymentOf(
          'env: [{ name: JWT_SECRET, valueFrom: { configMapKeyRef: { name: shop, key: jwt-secret } } }]',
        ),
        'kustomization.yaml':
          'kind: Kustomization\nresources: [d.yaml]\nconfigMapGenerator:\n  - name: shop\n    literals: [jwt-secret=9c1f77aa02be]\n',
      },
      'kustomization.yaml: secret-variable-in-secret: 9c1f77aa02be: `shop` takes `JWT_SECRET` for a secret',
    ],
    'a secret of words in a ConfigMap': [
      { ...reading({ JWT_SECRET: '' }), 'd.yaml': deploymentOf(FROM), 'c.yaml': CONFIG('JWT_SECRET: correcthorse') },
      'c.yaml: secret-variable-in-secret: correcthorse: `shop` takes `JWT_SECRET` for a secret',
    ],
    'a secret in a ConfigMap whose variable the container takes from elsewhere': [
      {
        ...reading({ JWT_SECRET: '' }),
        'd.yaml': deploymentOf(
          `${FROM}\nenv: [{ name: JWT_SECRET, valueFrom: { secretKeyRef: { name: shop, key: JWT_SECRET } } }]`,
        ),
        'c.yaml': CONFIG('JWT_SECRET: correcthorse'),
      },
      'c.yaml: secret-variable-in-secret: correcthorse: `shop` takes `JWT_SECRET` for a secret',
    ],
    'a word in an address of the image': [
      {
        ...reading({ MYSQL_DSN: '' }),
        Dockerfile: IMAGE('ENV MYSQL_DSN=app:correct-horse@tcp(db:3306)/shop'),
        'd.yaml': deploymentOf('env: []'),
      },
      'Dockerfile: secret-variable-in-secret: app:correct-horse@tcp(db:3306)/shop: `shop` takes `MYSQL_DSN` for a secret',
    ],
  };
  for (const [what, [texts, ...expected]] of Object.entries(table)) {
    it(what, async () => assert.deepEqual(await found(texts), expected));
  }
});

describe('is silent', () => {
  const table: Readonly<Record<string, Texts>> = {
    'an address in the cluster': {
      ...reading({ REDIS_ADDR: 'localhost:6379' }),
      'd.yaml': deploymentOf(ENV('REDIS_ADDR', 'redis:6379')),
    },
    'a container beside it may listen': { ...reading({ REDIS_ADDR: 'localhost:6379' }), 'd.yaml': BESIDE('') },
    'a container before it may go on listening': {
      ...reading({ REDIS_ADDR: 'localhost:6379' }),
      'd.yaml': `${deploymentOf('env: []')}      initContainers:\n        - name: redis\n          image: redis:8\n          restartPolicy: Always\n`,
    },
    'a container that the cluster puts beside it': {
      ...reading({ DATABASE_URL: 'postgres://localhost:5432/x' }),
      'd.yaml': deploymentOf('env: []').replace(
        'labels: { app: shop }\n    spec:',
        'labels: { app: shop }\n      annotations: { dapr.io/enabled: "true" }\n    spec:',
      ),
    },
    'the network of the node': {
      ...reading({ REDIS_ADDR: 'localhost:6379' }),
      'd.yaml': deploymentOf('env: []').replace('      containers:', '      hostNetwork: true\n      containers:'),
    },
    'the port that the program itself listens on': {
      ...reading({ CACHE_URL: 'redis://localhost:8080' }),
      'd.yaml': deploymentOf('env: []'),
    },
    'a default that a Secret may replace': {
      ...reading({ REDIS_ADDR: 'localhost:6379' }),
      'd.yaml': deploymentOf('envFrom:\n  - secretRef:\n      name: shop'),
    },
    'a default that another setting may leave unused': {
      ...reading({ DB_URL: 'postgres://localhost:5432/x', DB_DRIVER: 'sqlite' }),
      'd.yaml': deploymentOf('env: []'),
    },
    'what others call the program by': {
      ...reading({ PUBLIC_URL: 'http://localhost:3000', CORS_ORIGIN: 'http://localhost:5173' }),
      'd.yaml': deploymentOf('env: []'),
    },
    'an agent on every node': {
      ...reading({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4317', STATSD_ADDR: 'localhost:8125' }),
      'd.yaml': deploymentOf('env: []'),
    },
    'a server of no known kind': {
      ...reading({ UPSTREAM: 'http://localhost:9999' }),
      'd.yaml': deploymentOf('env: []'),
    },
    'a script that may set it': {
      ...reading({ REDIS_ADDR: 'localhost:6379' }),
      Dockerfile: IMAGE('').replace('["/shop"]', '["/start.sh"]'),
      'd.yaml': deploymentOf('env: []'),
    },
    'GOMEMLIMIT below the limit': {
      ...reading({}),
      'd.yaml': deploymentOf(`${ENV('GOMEMLIMIT', '230MiB')}\n${LIMITS('memory: 256Mi')}`),
    },
    'GOMEMLIMIT that a patch of the limit may fit': {
      ...reading({}),
      'd.yaml': deploymentOf(LIMITS('memory: 256Mi')),
      'kustomization.yaml':
        'resources: [d.yaml]\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: shop }\n      spec: { template: { spec: { containers: [{ name: shop, resources: {} }] } } }\n',
    },
    'a program that fits itself to its memory': {
      ...reading({}, ['_ "github.com/KimMachineGun/automemlimit"']),
      'd.yaml': deploymentOf(LIMITS('memory: 256Mi')),
    },
    'a program that fits itself to its processors': {
      ...reading({}, ['_ "go.uber.org/automaxprocs"'], '1.22'),
      'd.yaml': deploymentOf(LIMITS('cpu: 2')),
    },
    'a CPU limit that Go knows of': { ...reading({}), 'd.yaml': deploymentOf(LIMITS('cpu: 2')) },
    'GOMAXPROCS of the limit itself': {
      ...reading({}, [], '1.24'),
      'd.yaml': deploymentOf(
        `env:\n  - name: GOMAXPROCS\n    valueFrom: { resourceFieldRef: { resource: limits.cpu } }\n${LIMITS('cpu: 2')}`,
      ),
    },
    'no limits': { ...reading({}, [], '1.22'), 'd.yaml': deploymentOf('env: []') },
    'a secret from a Secret': {
      ...reading({ JWT_SECRET: '' }),
      'd.yaml': deploymentOf('env:\n  - name: JWT_SECRET\n    valueFrom: { secretKeyRef: { name: s, key: k } }'),
    },
    'values that stand for others': {
      ...reading({ JWT_SECRET: '', API_TOKEN: '', MYSQL_DSN: '' }),
      'd.yaml': deploymentOf(
        'env:\n  - { name: JWT_SECRET, value: changeme }\n  - { name: API_TOKEN, value: "$(OTHER)" }\n  - { name: MYSQL_DSN, value: "app:${WORD}@tcp(db)/x" }',
      ),
    },
    'what is about a secret': {
      ...reading({ TOKEN_PROVIDER: '', PASSWORD_HASHER: '' }),
      'd.yaml': deploymentOf(
        'env:\n  - { name: TOKEN_PROVIDER, value: github }\n  - { name: PASSWORD_HASHER, value: bcrypt }',
      ),
    },
    'an address without a word in it': {
      ...reading({ DATABASE_URL: '', MYSQL_DSN: '' }),
      'd.yaml': deploymentOf(
        'env:\n  - { name: DATABASE_URL, value: "postgres://db:5432/shop" }\n  - { name: MYSQL_DSN, value: "tcp(db:3306)/shop" }',
      ),
    },
    'what the rules on manifests say already': {
      ...reading({ API_TOKEN: '', DATABASE_URL: '' }),
      'd.yaml': deploymentOf(
        'env:\n  - { name: API_TOKEN, value: q7Vw2ZpX9 }\n  - { name: DATABASE_URL, value: "postgres://app:q7Vw2ZpX9@db/shop" }',
      ),
    },
  };
  for (const [what, texts] of Object.entries(table)) {
    it(what, async () => {
      const said = await found(texts);
      assert.deepEqual(
        said.filter((one) => !one.includes('does not know of its memory limit') || what.includes('memory')),
        [],
      );
    });
  }
});

it('reads the addresses that settings hold', () => {
  const read = (text: string) => {
    const address = outboundAddress(text);
    return address && `${address.host} ${address.port ?? '-'} ${text.slice(address.start).startsWith(address.host)}`;
  };
  assert.equal(read('postgres://user:w@db.example.com:5433/shop?sslmode=disable'), 'db.example.com 5433 true');
  assert.equal(read('redis://localhost'), 'localhost 6379 true');
  assert.equal(read('db:5432'), 'db 5432 true');
  assert.equal(read('app:word@tcp(127.0.0.1:3306)/shop?parseTime=true'), '127.0.0.1 3306 true');
  assert.equal(read('host=localhost port=5432 user=x'), 'localhost 5432 true');
  assert.equal(read('kafka-0:9092,kafka-1:9092'), 'kafka-0 9092 true');
  assert.equal(read('http://[::1]:8080/x'), '[::1] 8080 true');
  assert.equal(read('localhost'), 'localhost - true');
  assert.equal(read('two words'), null);
  assert.equal(read('db:99999'), null);
});
