import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { isSlip } from '../../../src/contract/variables/misspelt.ts';
import { say } from '../../../src/words/message.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const RULES = new Set(['required-variable-set', 'variable-read', 'variable-value-fits']);

/** `file: rule: the marked text: message`, without the sides in Go. */
async function found(texts: Texts): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings
      .filter(({ rule }) => RULES.has(rule) && !file.endsWith('.go'))
      .map(
        ({ rule, start, end, message }) => `${file}: ${rule}: ${texts[file]?.slice(start, end) ?? ''}: ${say(message)}`,
      ),
  );
}

/** A program of these statements, with os, log, strconv and time at hand. */
function program(code: string, more = ''): Texts {
  return {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'main.go': `package main\n\nimport (\n\t"cmp"\n\t"log"\n\t"os"\n\t"strconv"\n\t"time"\n${more})\n\nfunc main() {\n${code}\n}\n`,
  };
}

const REQUIRED = 'if os.Getenv("REGION") == "" { log.Fatal("no REGION") }';
const SECRET = 'if os.Getenv("API_TOKEN") == "" { log.Fatal("no API_TOKEN") }';
const LEVEL = 'println(cmp.Or(os.Getenv("LOG_LEVEL"), "info"))';
const TIMEOUT = 'd, err := time.ParseDuration(cmp.Or(os.Getenv("TIMEOUT"), "5s"))\nprintln(d, err)';
const ENV = (name: string, value = '"x"') => `env:\n  - name: ${name}\n    value: ${value}`;
const OF_POD = (name: string, path: string) =>
  `env:\n  - name: ${name}\n    valueFrom:\n      fieldRef:\n        fieldPath: ${path}`;
const FROM = (name: string, kind = 'configMapRef') => `envFrom:\n  - ${kind}:\n      name: ${name}`;
const CONFIG = (data: string, name = 'shop') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  ${data}\n`;
const IMAGE = (lines = '', entry = '["/shop"]') =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM alpine:3.22\nCOPY --from=build /shop /shop\n${lines}\nENTRYPOINT ${entry}\n`;

/** Listens on the port that PORT holds. */
const listening = (address: string, before = '', usual = '"8080"') =>
  program(
    `port := cmp.Or(os.Getenv("PORT"), ${usual})\n${before}\nlog.Fatal(http.ListenAndServe(${address}, nil))`,
    '\t"fmt"\n\t"net"\n\t"net/http"\n\t"strings"\n',
  );
const COLON = (text: string) =>
  `d.yaml: variable-value-fits: ${text}: \`shop\` puts a colon before the port in \`PORT\`, and \`${text.replaceAll('"', '')}\` is no number`;

describe('says what is wrong with variables', () => {
  const table: Readonly<Record<string, readonly [texts: Texts, ...expected: string[]]>> = {
    'a colon where the program puts one itself': [
      { ...listening('":"+port'), 'd.yaml': deploymentOf(ENV('PORT', '":9090"')) },
      COLON('":9090"'),
    ],
    'a protocol behind a port': [
      { ...listening('fmt.Sprintf(":%s", port)'), 'd.yaml': deploymentOf(ENV('PORT', '8080/tcp')) },
      COLON('8080/tcp'),
    ],
    'a host before a port that is joined with one': [
      { ...listening('net.JoinHostPort("", port)'), 'd.yaml': deploymentOf(ENV('PORT', '0.0.0.0:8080')) },
      COLON('0.0.0.0:8080'),
    ],
    'a colon before a port that is parsed': [
      {
        ...program(
          'port, err := strconv.Atoi(os.Getenv("PORT"))\nif err != nil { log.Fatal(err) }\nlog.Fatal(http.ListenAndServe(fmt.Sprintf(":%d", port), nil))',
          '\t"fmt"\n\t"net/http"\n',
        ),
        'd.yaml': deploymentOf(ENV('PORT', '":9090"')),
      },
      'd.yaml: variable-value-fits: ":9090": `shop` parses `PORT` as a whole number, and `:9090` is none',
    ],
    'the name of the pod for a port': [
      { ...listening('":"+port'), 'd.yaml': deploymentOf(OF_POD('PORT', 'metadata.name')) },
      COLON('metadata.name'),
    ],
    'the address of the pod for a duration': [
      { ...program(TIMEOUT), 'd.yaml': deploymentOf(OF_POD('TIMEOUT', 'status.podIP')) },
      'd.yaml: variable-value-fits: status.podIP: `shop` parses `TIMEOUT` as a duration such as `5s`, and `status.podIP` is none',
    ],
    'a required variable that nothing sets': [
      { ...program(REQUIRED), 'd.yaml': deploymentOf('env: []') },
      'd.yaml: required-variable-set: shop: `shop` does not start without `REGION`',
    ],
    'a required variable that a ConfigMap lacks': [
      { ...program(REQUIRED), 'd.yaml': deploymentOf(FROM('shop')), 'c.yaml': CONFIG('TZ: UTC') },
      'd.yaml: required-variable-set: shop: `shop` does not start without `REGION`',
    ],
    'a required variable that the image lacks, too': [
      { ...program(REQUIRED), Dockerfile: IMAGE('ENV TZ=UTC'), 'd.yaml': deploymentOf('env: []') },
      'd.yaml: required-variable-set: shop: `shop` does not start without `REGION`',
    ],
    'a variable of an image that only gets packages besides': [
      {
        ...program(LEVEL),
        Dockerfile: IMAGE('RUN apk add --no-cache ca-certificates\nENV COLOUR=red').replace('scratch', 'alpine:3.23'),
        'd.yaml': deploymentOf('env: []'),
      },
      'Dockerfile: variable-read: COLOUR: `shop` does not read `COLOUR`',
    ],
    'a misspelt name in env': [
      { ...program(LEVEL), 'd.yaml': deploymentOf(ENV('LOG_LEVLE')) },
      'd.yaml: variable-read: LOG_LEVLE: `shop` reads no `LOG_LEVLE`, but `LOG_LEVEL`',
    ],
    'a misspelt key of a ConfigMap': [
      { ...program(REQUIRED), 'd.yaml': deploymentOf(FROM('shop')), 'c.yaml': CONFIG('REGOIN: eu') },
      'c.yaml: variable-read: REGOIN: `shop` reads no `REGOIN`, but `REGION`',
    ],
    'a misspelt literal of a generator': [
      {
        ...program(LEVEL),
        'd.yaml': deploymentOf(FROM('shop')),
        'kustomization.yaml':
          'resources: [d.yaml]\nconfigMapGenerator:\n  - name: shop\n    literals:\n      - LOGLEVEL=debug\n',
      },
      'kustomization.yaml: variable-read: LOGLEVEL: `shop` reads no `LOGLEVEL`, but `LOG_LEVEL`',
    ],
    'a misspelt literal of an overlay, whose base has the right one': [
      {
        ...program(LEVEL),
        'base/d.yaml': deploymentOf(FROM('shop')),
        'base/kustomization.yaml':
          'resources: [d.yaml]\nconfigMapGenerator:\n  - { name: shop, literals: [LOG_LEVEL=info] }\n',
        'prod/kustomization.yaml':
          'resources: [../base]\nconfigMapGenerator:\n  - { name: shop, behavior: merge, literals: [LOG_LEVLE=warn] }\n',
      },
      'prod/kustomization.yaml: variable-read: LOG_LEVLE: `shop` reads no `LOG_LEVLE`, but `LOG_LEVEL`',
    ],
    'a slip of a demanded variable among names that libraries have': [
      {
        ...program('if os.Getenv("NATS_URL") == "" { log.Fatal("no NATS_URL") }'),
        'd.yaml': deploymentOf(ENV('NATS_URI', 'nats://nats:4222')),
      },
      'd.yaml: variable-read: NATS_URI: `shop` reads no `NATS_URI`, but `NATS_URL`',
    ],
    'nothing of such a name where the program does without the other': [
      {
        ...program('println(cmp.Or(os.Getenv("NATS_URL"), "nats://nats:4222"))'),
        'd.yaml': deploymentOf(ENV('NATS_URI', 'nats://nats:4222')),
      },
    ],
    'a key that nobody reads': [
      { ...program(LEVEL), 'd.yaml': deploymentOf(FROM('shop')), 'c.yaml': CONFIG('COLOUR: red\n  LOG_LEVEL: info') },
      'c.yaml: variable-read: COLOUR: `shop` does not read `COLOUR`',
    ],
    'nothing of one that a program which it starts may read': [
      {
        ...program(LEVEL),
        'run.go': 'package main\n\nimport "os/exec"\n\nfunc init() { _ = exec.Command("gpg").Run() }\n',
        'd.yaml': deploymentOf('env: [{ name: GNUPGHOME, value: /keys }]'),
      },
    ],
    'a duration without unit in a ConfigMap': [
      { ...program(TIMEOUT), 'd.yaml': deploymentOf(FROM('shop')), 'c.yaml': CONFIG('TIMEOUT: "30"') },
      'c.yaml: variable-value-fits: "30": `shop` parses `TIMEOUT` as a duration such as `5s`, and `30` is none',
    ],
    'a duration without unit in the image': [
      { ...program(TIMEOUT), Dockerfile: IMAGE('ENV TIMEOUT=30'), 'd.yaml': deploymentOf('env: []') },
      'Dockerfile: variable-value-fits: 30: `shop` parses `TIMEOUT` as a duration such as `5s`, and `30` is none',
    ],
    'a number that is none': [
      {
        ...program('n, err := strconv.Atoi(os.Getenv("SIZE"))\nprintln(n, err)'),
        'd.yaml': deploymentOf(ENV('SIZE', 'large')),
      },
      'd.yaml: variable-value-fits: large: `shop` parses `SIZE` as a whole number, and `large` is none',
    ],
    'a switch that is none': [
      {
        ...program('b, err := strconv.ParseBool(os.Getenv("FAST"))\nprintln(b, err)'),
        'd.yaml': deploymentOf(ENV('FAST', '"yes"')),
      },
      'd.yaml: variable-value-fits: "yes": `shop` parses `FAST` as true or false, and `yes` is neither',
    ],
  };
  for (const [what, [texts, ...expected]] of Object.entries(table)) {
    it(what, async () => assert.deepEqual(await found(texts), expected));
  }
});

describe('is silent', () => {
  const table: Readonly<Record<string, Texts>> = {
    'a bare port': { ...listening('":"+port'), 'd.yaml': deploymentOf(ENV('PORT', '"9090"')) },
    'the name of a port': { ...listening('":"+port'), 'd.yaml': deploymentOf(ENV('PORT', 'http')) },
    'an address as the program wants it': {
      ...listening('port', '', '":8080"'),
      'd.yaml': deploymentOf(ENV('PORT', '":9090"')),
    },
    'a colon that the program looks for': {
      ...listening('port', 'if !strings.HasPrefix(port, ":") { port = ":" + port }'),
      'd.yaml': deploymentOf(ENV('PORT', '":9090"')),
    },
    'a colon that the program takes away': {
      ...listening('":"+port', 'port = strings.TrimPrefix(port, ":")'),
      'd.yaml': deploymentOf(ENV('PORT', '":9090"')),
    },
    'a port that other variables make': {
      ...listening('":"+port'),
      'd.yaml': deploymentOf(ENV('PORT', '"$(OTHER)"')),
    },
    'a port that a Secret holds': {
      ...listening('":"+port'),
      'd.yaml': deploymentOf('env:\n  - name: PORT\n    valueFrom: { secretKeyRef: { name: s, key: k } }'),
    },
    'a label of the pod for a port': {
      ...listening('":"+port'),
      'd.yaml': deploymentOf(OF_POD('PORT', "metadata.labels['port']")),
    },
    'the name of the pod for a text': {
      ...program(LEVEL),
      'd.yaml': deploymentOf(OF_POD('LOG_LEVEL', 'metadata.name')),
    },
    'a required variable in env': { ...program(REQUIRED), 'd.yaml': deploymentOf(ENV('REGION')) },
    'a required variable in a ConfigMap': {
      ...program(REQUIRED),
      'd.yaml': deploymentOf(FROM('shop')),
      'c.yaml': CONFIG('REGION: eu'),
    },
    'a required variable in the image': {
      ...program(REQUIRED),
      Dockerfile: IMAGE('ENV REGION=eu'),
      'd.yaml': deploymentOf('env: []'),
    },
    'a required variable that an unseen Secret may hold': {
      ...program(SECRET),
      'd.yaml': deploymentOf(FROM('shop', 'secretRef')),
    },
    'a required variable by an unseen key': {
      ...program(SECRET),
      'd.yaml': deploymentOf(
        'env:\n  - name: API_TOKEN\n    valueFrom:\n      secretKeyRef: { name: shop, key: token }',
      ),
    },
    'a required variable that a patch may set': {
      ...program(REQUIRED),
      'd.yaml': deploymentOf('env: []'),
      'kustomization.yaml':
        'resources: [d.yaml]\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: shop }\n      spec: { template: { spec: { containers: [{ name: shop, env: [{ name: REGION, value: eu }] }] } } }\n',
    },
    'a script before the program may set it': {
      ...program(REQUIRED),
      Dockerfile: IMAGE('', '["/entrypoint.sh", "/shop"]'),
      'd.yaml': deploymentOf('env: []'),
    },
    'another command of the program': { ...program(REQUIRED), 'd.yaml': deploymentOf('args: [migrate]') },
    'a shell runs the program': { ...program(REQUIRED), 'd.yaml': deploymentOf('command: [sh, -c, ". /x && shop"]') },
    'a variable with a default': { ...program(LEVEL), 'd.yaml': deploymentOf('env: []') },
    'a required variable of another program': {
      ...program(REQUIRED),
      'd.yaml': deploymentOf('env: []').replace('shop:1.2.3', 'nginx:1.29'),
    },
    'names that others read': {
      ...program(LEVEL),
      'd.yaml': deploymentOf(
        'env:\n  - { name: GOGC, value: "50" }\n  - { name: TZ, value: UTC }\n  - { name: AWS_REGION, value: eu }\n  - { name: OTEL_SERVICE_NAME, value: shop }\n  - { name: HTTPS_PROXY, value: "http://p" }\n  - { name: POD_NAME, value: x }',
      ),
    },
    'a name that another entry refers to': {
      ...program(LEVEL),
      'd.yaml': deploymentOf('env:\n  - { name: COLOUR, value: red }\n  - { name: LOG_LEVEL, value: "$(COLOUR)" }'),
    },
    'a name that an argument refers to': {
      ...program(LEVEL),
      'd.yaml': deploymentOf(`args: ["--x=$(COLOUR)"]\n${ENV('COLOUR')}`),
    },
    'a program that may read anything': {
      ...program('println(len(os.Environ()))'),
      'd.yaml': deploymentOf(ENV('COLOUR')),
    },
    'a program with a library that nobody knows': {
      ...program('println(config.Load())', '\t"example.org/acme/config"\n'),
      'd.yaml': deploymentOf(ENV('COLOUR')),
    },
    'a key that a volume shows, too': {
      ...program(LEVEL),
      'd.yaml': `${deploymentOf(FROM('shop'))}      volumes:\n        - name: c\n          configMap:\n            name: shop\n`,
      'c.yaml': CONFIG('COLOUR: red'),
    },
    'a key that another program may read': {
      ...program(LEVEL),
      'd.yaml': deploymentOf(FROM('shop')),
      'e.yaml': deploymentOf(FROM('shop'))
        .replaceAll('name: shop\n  selector', 'name: other\n  selector')
        .replace('shop:1.2.3', 'other:1'),
      'c.yaml': CONFIG('COLOUR: red'),
    },
    'a key that a container before it may read': {
      ...program(LEVEL),
      'd.yaml': `${deploymentOf(FROM('shop'))}      initContainers:\n        - name: migrate\n          image: migrate:1\n          envFrom:\n            - configMapRef: { name: shop }\n`,
      'c.yaml': CONFIG('COLOUR: red'),
    },
    'a ConfigMap that is taken one key at a time': {
      ...program(LEVEL),
      'd.yaml': deploymentOf(
        'env:\n  - name: LOG_LEVEL\n    valueFrom:\n      configMapKeyRef: { name: shop, key: level }',
      ),
      'c.yaml': CONFIG('level: info\n  other: x'),
    },
    'a script in the image that reads it': {
      ...program(LEVEL),
      Dockerfile: IMAGE('HEALTHCHECK CMD wget localhost:$COLOUR'),
      'd.yaml': deploymentOf(ENV('COLOUR')),
    },
    'values that fit': {
      ...program(`${TIMEOUT}\nn, e := strconv.Atoi(os.Getenv("SIZE"))\nprintln(n, e)`),
      'd.yaml': deploymentOf('env:\n  - { name: TIMEOUT, value: 1m30s }\n  - { name: SIZE, value: "-3" }'),
    },
    'a value that is put together': { ...program(TIMEOUT), 'd.yaml': deploymentOf(ENV('TIMEOUT', '"$(T)"')) },
    'an empty value': { ...program(TIMEOUT), 'd.yaml': deploymentOf(ENV('TIMEOUT', '""')) },
    'a value of the image that the manifest replaces': {
      ...program(TIMEOUT),
      Dockerfile: IMAGE('ENV TIMEOUT=30'),
      'd.yaml': deploymentOf(ENV('TIMEOUT', '30s')),
    },
    'half-typed manifests': {
      ...program(`${TIMEOUT}\n${REQUIRED}`),
      'd.yaml': deploymentOf('env:\n  - name:\nenvFrom:\n  - configMapRef:'),
    },
  };
  for (const [what, texts] of Object.entries(table)) {
    it(what, async () => assert.deepEqual(await found(texts), []));
  }
});

it('knows slips from other names', () => {
  const slips = ['LOG_LEVLE', 'LOGLEVEL', 'log_level', 'LOG_LEVELS', 'LOG_LEVL'];
  assert.deepEqual(
    slips.filter((name) => !isSlip(name, 'LOG_LEVEL')),
    [],
  );
  assert.ok(
    isSlip('DB_PASS', 'DB_PASSWORD') &&
      isSlip('DATABASE_URI', 'DATABASE_URL') &&
      isSlip('RUNTIME_SUBDIR', 'RUNTIME_SUBDIRECTORY') &&
      isSlip('MAX_BODY_SIZE', 'MAX_BODY_BYTES'),
    'words for the same',
  );
  assert.ok(isSlip('BROKER_ULR', 'BROKER_URL'), 'short words with swapped letters');
  const others: readonly (readonly [string, string])[] = [
    ['DB_HOST', 'DB_PORT'],
    ['API_V2', 'API_V1'],
    ['READ_TIMEOUT', 'LEAD_TIMEOUT'],
    ['SHARD_10', 'SHARD_11'],
    ['MIN_CONNS', 'MAX_CONNS'],
    ['MAIL_TCP', 'MAIL_TLS'],
    ['API_V12', 'API_V21'],
    ['LOG_LEVEL', 'LOG_FORMAT'],
    ['USER_NAME', 'USER_NAME_SPACE'],
  ];
  assert.deepEqual(
    others.filter(([name, wanted]) => isSlip(name, wanted)),
    [],
  );
});
