import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMPOSE_FILES, composeOf } from '../../../src/contract/compose/examples.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const MAIN =
  'package main\n\nimport (\n\t"log"\n\t"net/http"\n\t"os"\n\t"time"\n)\n\nfunc main() {\n\tif os.Getenv("REGION") == "" {\n\t\tlog.Fatal("REGION is not set")\n\t}\n\twait, err := time.ParseDuration(os.Getenv("WAIT_TIME"))\n\tprintln(os.Getenv("REDIS_ADDR"), wait, err)\n\thttp.HandleFunc("/healthz", nil)\n\tport := os.Getenv("PORT")\n\tif port == "" {\n\t\tport = "8080"\n\t}\n\t_ = http.ListenAndServe(":"+port, nil)\n}\n';
const ALPINE = (COMPOSE_FILES['Dockerfile'] ?? '').replace('gcr.io/distroless/static-debian13', 'alpine:3.23');
const service = (lines: string, more: Texts = {}): Texts => ({
  ...COMPOSE_FILES,
  'main.go': MAIN,
  'compose.yaml': composeOf(lines),
  ...more,
});
const set = (lines: string, others = '') => {
  const texts = service(`environment:\n  REGION: eu\n${lines}`);
  return { ...texts, 'compose.yaml': `${texts['compose.yaml'] ?? ''}${others}` };
};
const REDIS = '  redis:\n    image: redis:8\n';
const checked = (test: string) =>
  service(`environment: { REGION: eu }\nhealthcheck:\n  test: ${test}`, { Dockerfile: ALPINE });

/** A program that writes a file. */
const writing = (lines: string, path = '/var/cache/shop/prices.json', more = '') =>
  service(`environment: { REGION: eu }\n${lines}`, {
    'main.go': MAIN.replace('\thttp.HandleFunc', `\t_ = os.WriteFile("${path}", nil, 0o600)\n\thttp.HandleFunc`),
    Dockerfile: `${COMPOSE_FILES['Dockerfile'] ?? ''}${more}`,
  });
const READ_ONLY = 'compose-read-only: true: Mount an empty folder at `/var/cache/shop`';

const RULES = /^compose-/;
const found = finder(RULES);

describe('says of a service of compose', () => {
  const table: readonly [what: string, texts: Texts, expected: string][] = [
    ['another port', set('ports: ["8080:80"]'), 'compose-port-listened: 80: Change 80 to 8080'],
    [
      'another port with an address',
      set('ports:\n  - 127.0.0.1:80:9000/tcp'),
      'compose-port-listened: 9000: Change 9000 to 8080',
    ],
    ['another target', set('ports: [{ target: 80, published: 8080 }]'), 'compose-port-listened: 80: Change 80 to 8080'],
    [
      'a port that a variable moves',
      set('  PORT: "9000"\nports: ["8080:8080"]'),
      'compose-port-listened: 8080: Change 8080 to 9000',
    ],
    [
      'another port of what an entry point starts',
      set('entrypoint: [/shop]\nports: ["8080:80"]'),
      'compose-port-listened: 80: Change 80 to 8080',
    ],
    [
      'another port beside an entry point that is left open',
      set('entrypoint:\ncommand:\nports: ["8080:80"]'),
      'compose-port-listened: 80: Change 80 to 8080',
    ],
    ['a write to a read-only file system', writing('read_only: true'), READ_ONLY],
    ['another mount beside it', writing('read_only: true\ntmpfs: [/run]'), READ_ONLY],
    [
      'a write below the working folder',
      writing('read_only: true\nworking_dir: /var', 'cache/shop/prices.json'),
      READ_ONLY,
    ],
    ['a path that the image does not have', set('entrypoint: [/shops]'), 'compose-command: /shops: '],
    ['a slip', set('  WIAT_TIME: 5s'), 'compose-environment: WIAT_TIME: Change to `WAIT_TIME`'],
    [
      'a slip in a list',
      service('environment:\n  - REGION=eu\n  - WIAT_TIME=5s'),
      'compose-environment: WIAT_TIME: Change to `WAIT_TIME`',
    ],
    [
      'a word that is cut short',
      {
        ...set('  DATA_SUBDIR: web'),
        'main.go': MAIN.replace('REDIS_ADDR', 'DATA_SUBDIRECTORY'),
      },
      'compose-environment: DATA_SUBDIR: Change to `DATA_SUBDIRECTORY`',
    ],
    ['a value of another type', set('  WAIT_TIME: "5"'), 'compose-environment: "5": Change to `5s` | Change to `5ms`'],
    ['another server on loopback', set('  REDIS_ADDR: localhost:6379'), 'compose-environment: localhost:6379: '],
    [
      'on loopback what the source calls by the name of a service',
      {
        ...set('  BACK: localhost:6379', REDIS),
        'main.go': MAIN.replace(
          'wait, err :=',
          'back := os.Getenv("BACK")\n\tif back == "" {\n\t\tback = "redis:6379"\n\t}\n\tprintln(back)\n\twait, err :=',
        ),
      },
      'compose-environment: localhost:6379: ',
    ],
    ['a host that no service is called', set('  REDIS_ADDR: cache:6379'), 'compose-service-exists: cache:6379: '],
    [
      'a host that is nearly called so',
      set('  REDIS_ADDR: "redsi:6379"', REDIS),
      'compose-service-exists: "redsi:6379": Change to `redis`',
    ],
    [
      'a service that it waits for',
      set('depends_on: [redsi]', REDIS),
      'compose-service-exists: redsi: Change to `redis`',
    ],
    [
      'a service that is never healthy',
      set('depends_on:\n  redis: { condition: service_healthy }', REDIS),
      'compose-service-exists: service_healthy: ',
    ],
    ['a variable that it needs', service('environment: { WAIT_TIME: 5s }'), 'compose-environment: shop: '],
    [
      'a check on another port',
      checked('[CMD, wget, -q, "http://localhost:80/healthz"]'),
      'compose-healthcheck: "http://localhost:80/healthz": ',
    ],
    [
      'a check of another path',
      checked('wget -q -O- http://127.0.0.1:8080/health || exit 1'),
      'compose-healthcheck: wget -q -O- http://127.0.0.1:8080/health || exit 1: ',
    ],
    [
      'a check that the image cannot start',
      service(
        'environment: { REGION: eu }\nhealthcheck:\n  test: [CMD-SHELL, "curl -f http://localhost:8080/healthz"]',
      ),
      'compose-healthcheck: "curl -f http://localhost:8080/healthz": ',
    ],
    [
      'a stage that the build stops at',
      service('environment: { REGION: eu }\nports: ["80:80"]', {
        Dockerfile: `${ALPINE}FROM scratch AS other\nENTRYPOINT ["/other"]\n`.replace(
          'FROM alpine:3.23',
          'FROM alpine:3.23 AS shop',
        ),
        'compose.yaml': composeOf('environment: { REGION: eu }\nports: ["80:80"]').replace(
          'build: .',
          'build: { context: ., target: shop }',
        ),
      }),
      'compose-port-listened: 80: Change 80 to 8080',
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await found(texts), [`compose.yaml: ${expected}`]));
  }
  it('mends it', () => assertFixesMend(table, RULES, found));
});

describe('says nothing of', () => {
  const table: Readonly<Record<string, Texts>> = {
    'what is right': set('  WAIT_TIME: 5s\n  REDIS_ADDR: redis:6379\nports: ["8080:8080"]', REDIS),
    'a write to a file system that is not read-only': writing(''),
    'a write to a tmpfs': writing('read_only: true\ntmpfs: ["/var/cache:size=10m"]'),
    'a write to a volume': writing('read_only: true\nvolumes: ["cache:/var/cache/shop"]'),
    'a write to a volume of the image': writing('read_only: true', undefined, 'VOLUME /var/cache/shop\n'),
    'a switch that a variable is': writing('read_only: ${READ_ONLY}'),
    'another name of a service': set('  REDIS_ADDR: cache:6379', `${REDIS}    container_name: cache\n`),
    'a network of others': set('  REDIS_ADDR: cache:6379', 'networks:\n  default: { external: true }\n'),
    'a machine elsewhere': set('  REDIS_ADDR: cache.example.com:6379'),
    'a service that may have a check': set(
      'depends_on:\n  db: { condition: service_healthy }',
      '  db:\n    image: acme/db:1\n',
    ),
    'a service that has a check': set(
      'depends_on:\n  redis: { condition: service_healthy }',
      `${REDIS}    healthcheck: { test: [CMD, redis-cli, ping] }\n`,
    ),
    'a service of another file': service('environment: { REGION: eu, REDIS_ADDR: "cache:6379" }\ndepends_on: [cache]', {
      'compose.override.yaml': 'services:\n  cache:\n    image: redis:8\n',
    }),
    'a port from outside': set('ports: ["8080:${PORT}"]'),
    'a port that a variable from outside moves': set('  PORT: ${PORT}\nports: ["9000:9000"]'),
    'a range of ports': set('ports: ["8000-8010:8000-8010"]'),
    'a port more, for a debugger': set('ports: ["8080:8080", "40000:40000"]'),
    'variables in a file': service('env_file: .env\nports: ["8080:8080"]'),
    'variables in a second file': service('environment: { WAIT_TIME: 5s }', {
      'compose.override.yaml': 'services:\n  shop:\n    environment: { REGION: eu }\n',
    }),
    'variables of whoever calls': service('environment:\n  - REGION\n  - WAIT_TIME'),
    'another program': service('command: [air]', { Dockerfile: ALPINE.replace('ENTRYPOINT', 'CMD') }),
    'another entry point': service('entrypoint: [sleep]\nports: ["80:80"]'),
    'the network of the host': set('network_mode: host\nports: ["80:80"]'),
    'a check by the program itself': service('environment: { REGION: eu }\nhealthcheck:\n  test: [CMD, /shop, health]'),
    'a check that is turned off': service('environment: { REGION: eu }\nhealthcheck:\n  test: [NONE]'),
    'a check of what is served': checked('[CMD, wget, -q, "http://localhost:8080/healthz"]'),
    'an image from elsewhere': {
      ...COMPOSE_FILES,
      'compose.yaml': 'services:\n  shop:\n    image: shop:1\n    ports: ["80:80"]\n',
    },
    'a file that is broken': { ...COMPOSE_FILES, 'compose.yaml': 'services:\n  shop: [\n    build: .\n' },
  };
  for (const [what, texts] of Object.entries(table)) it(what, async () => assert.deepEqual(await found(texts), []));
});
