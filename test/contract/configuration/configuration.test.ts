import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  configuredDeployment,
  decodingFiles,
  deploymentOf,
  SERVICE,
} from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import { mended } from '../seed.ts';
import { findingsOf, projectOf, type Texts } from '../workspace.ts';

const FIELDS = `type config struct {
	ListenAddr string        \`yaml:"listen_addr" json:"listen_addr" mapstructure:"listen_addr"\`
	Timeout    time.Duration \`yaml:"timeout" json:"timeout" mapstructure:"timeout"\`
	Workers    int
	Debug      bool
	Database   struct{ URL string }
	Routes     []struct{ Path string }
}
`;
const SOURCE = (decodingFiles()['main.go'] ?? '').replace(/type config struct \{.*?\n\}\n/s, FIELDS);
const READ = 'yaml.Unmarshal(data, &cfg)';
/** The program with another way to decode, and the file in its ConfigMap. */
const shop = (lines: string, { decode = READ, read = '', ...more }: Texts = {}): Texts => ({
  ...decodingFiles(),
  'main.go': SOURCE.replace(READ, decode).replace('os.ReadFile("/etc/shop/config.yaml")', (all) => read || all),
  'deploy.yaml': configuredDeployment(...lines.split('\n')),
  ...more,
});
const STRICT = 'yaml.UnmarshalStrict(data, &cfg)';
const found = finder(/^configuration-/);
/** What an image runs that is built here may be given settings. */
const DOCKERFILE =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n';
const given = (env: string, lines: string) =>
  (shop(lines)['deploy.yaml'] ?? '').replace('          volumeMounts:', `          ${env}\n          volumeMounts:`);

const FAULTS: readonly (readonly [what: string, texts: Texts, found: string])[] = [
  ['another case', shop('debug: true\nlistenAddr: :80'), 'key-read: listenAddr: Change to `listen_addr`'],
  ['a typing error', shop('debug: true\nworkrs: 3'), 'key-read: workrs: Change to `workers`'],
  ['a key of a section', shop('database:\n  uri: x'), 'key-read: uri: Change to `url`'],
  ['a key of an element', shop('routes:\n  - path: /a\n  - paht: /b'), 'key-read: paht: Change to `path`'],
  ['a key of nobody', shop('debug: true\ncolour: red'), 'key-read: colour: '],
  ['a duration without a unit', shop('timeout: "30"'), 'value-fits: "30": Change to `30s` | Change to `30ms`'],
  ['a word for a number', shop('workers: many'), 'value-fits: many: '],
  ['a number in quotes', shop("workers: '3'"), "value-fits: '3': Change to `3`"],
  ['a word for a switch', shop('debug: enabled'), 'value-fits: enabled: Change to `true`'],
  ['a value for a section', shop('database: postgres://db/shop'), 'value-fits: postgres://db/shop: '],
  ['a section for a value', shop('workers: { max: 3 }'), 'value-fits: { max: 3 }: '],
  [
    'the file that an argument names',
    shop('', {
      Dockerfile: DOCKERFILE,
      'main.go': SOURCE.replace('"net/http"', '"flag"\n\t"net/http"')
        .replace('func main() {', 'func main() {\n\tpath := flag.String("config", "", "")\n\tflag.Parse()')
        .replace('os.ReadFile("/etc/shop/config.yaml")', 'os.ReadFile(*path)'),
      'deploy.yaml': given('args: [--config, /etc/shop/config.yaml]', 'workers: many'),
    }),
    'value-fits: many: ',
  ],
  [
    'the file that a variable names',
    shop('', {
      Dockerfile: DOCKERFILE,
      read: 'os.ReadFile(os.Getenv("CONFIG_FILE"))',
      'deploy.yaml': given('env: [{ name: CONFIG_FILE, value: /etc/shop/config.yaml }]', 'workers: many'),
    }),
    'value-fits: many: ',
  ],
  [
    'a file that a kustomization makes a ConfigMap of',
    shop('', {
      'deploy.yaml': configuredDeployment('').replace(/^.*?---\n/s, ''),
      'settings/shop.yml': 'workers: many\n',
      'kustomization.yaml':
        'resources: [deploy.yaml]\nconfigMapGenerator:\n  - { name: shop, files: [config.yaml=settings/shop.yml] }\n',
    }),
    'value-fits: many: ',
  ],
  [
    'lines that end as on Windows',
    { ...shop(''), 'deploy.yaml': configuredDeployment('debug: true', 'workers: many').replaceAll('\n', '\r\n') },
    'value-fits: many: ',
  ],
];

describe('a configuration file that its program does not take so', () => {
  for (const [what, texts, expected] of FAULTS) {
    it(what, async () => {
      const file = 'settings/shop.yml' in texts ? 'settings/shop.yml' : 'deploy.yaml';
      assert.deepEqual(await found(texts), [`${file}: configuration-${expected}`]);
    });
  }
  it('is mended by the fixes', () => assertFixesMend(FAULTS, /^configuration-/, found));
});

describe('a configuration file of JSON', () => {
  const decoding = {
    'main.go': SOURCE.replace(READ, 'json.Unmarshal(data, &cfg)').replace('gopkg.in/yaml.v3', 'encoding/json'),
  };
  const config = (written: string) => ({
    ...shop('', decoding),
    'main.go': decoding['main.go'].replace('config.yaml', 'config.json'),
    'deploy.yaml': configuredDeployment('').replace(/config\.yaml: .*?(?=---)/s, `config.json: ${written}\n`),
  });
  it('keeps the quotes of what a fix changes', async () => {
    const texts = config('|\n    {"listenAddr": ":80", "debug": true}');
    const [finding] =
      (await findingsOf(texts)).get('deploy.yaml')?.filter(({ rule }) => rule === 'configuration-key-read') ?? [];
    const [fix] = finding?.fixes ?? [];
    assert.match(
      (fix && mended(texts, 'deploy.yaml', fix)['deploy.yaml']) ?? '',
      /^ {4}\{"listen_addr": ":80", "debug": true\}$/m,
    );
  });
  it('is changed by no fix where it stands in quotes as a whole', async () => {
    const text = `'{"listenAddr": ":80", "debug": true}'`;
    assert.deepEqual(await found(config(text)), [`deploy.yaml: configuration-key-read: ${text}: `]);
  });
});

describe('nothing is said', () => {
  const painter = configuredDeployment('')
    .replace(/^.*?---\n/s, '---\n')
    .replaceAll(/shop( }|:1|\n {2}spec|\n(?=spec))/g, 'painter$1')
    .replace('- name: shop', '- name: painter');
  const table: Readonly<Record<string, Texts>> = {
    'of a file that fits': shop('listen_addr: :80\ntimeout: 1m\nworkers: 2\ndebug: yes\nroutes: []\ndatabase: {}'),
    'of keys without values': shop('timeout:\ndatabase:\nworkers: null'),
    'of keys that are there for anchors': shop('x-all: &all { path: /a }\nroutes:\n  - <<: *all'),
    'of values that are put in later': shop('workers: ${WORKERS}\ndebug: "{{ .Debug }}"'),
    'of a file for something else': shop('groups:\n  - name: alerts'),
    'where another program reads the file, too': {
      ...shop('debug: true\ncolour: red'),
      'deploy.yaml': `${configuredDeployment('debug: true', 'colour: red')}${painter}`,
    },
    'of numbers in quotes that viper parses': shop('workers: "3"', {
      decode: 'viper.Unmarshal(&cfg)',
      'main.go': SOURCE.replace('"gopkg.in/yaml.v3"', '"github.com/spf13/viper"')
        .replace(/data, err := .*?\n\t}\n/s, 'viper.SetConfigFile("/etc/shop/config.yaml")\n\tviper.ReadInConfig()\n')
        .replace(READ, 'viper.Unmarshal(&cfg)'),
    }),
  };
  for (const [what, texts] of Object.entries(table)) {
    it(what, async () => assert.deepEqual(await found(texts), []));
  }
});

describe('a key that nobody takes', () => {
  for (const [what, decode, severity] of [
    ['ends a program that is strict', STRICT, 'error'],
    ['does nothing elsewhere', READ, 'info'],
  ] as const) {
    it(what, async () => {
      const findings = await findingsOf(shop('debug: true\ncolour: red', { decode }));
      const own = findings.get('deploy.yaml')?.find(({ rule }) => rule === 'configuration-key-read');
      assert.equal(own?.severity, severity);
    });
  }
});

describe('a server on loopback in a configuration file', () => {
  const loopback = finder(/^dependency-on-loopback$/);
  const DATABASE =
    'apiVersion: v1\nkind: Service\nmetadata: { name: postgres }\nspec:\n  selector: { app: postgres }\n  ports: [{ port: 5432 }]\n';
  const point = (text: string, next: string) =>
    `deploy.yaml: dependency-on-loopback: ${text}: Point \`database.url\` at \`${next}\``;
  const table: readonly (readonly [what: string, texts: Texts, found: readonly string[]])[] = [
    [
      'is not in the pod',
      shop('database:\n  url: postgres://localhost:5432/shop', { 'db.yaml': DATABASE }),
      [point('postgres://localhost:5432/shop', 'postgres:5432')],
    ],
    ['may be elsewhere', shop('database:\n  url: postgres://postgres:5432/shop', { 'db.yaml': DATABASE }), []],
    ['may be the program itself', shop('listen_addr: localhost:8080'), []],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await loopback(texts), expected));
  }
  it('is mended by the fixes', () => assertFixesMend(table, /^dependency-on-loopback$/, loopback));
});

describe('a Service that a configuration file names', () => {
  const RULE = /^service-address-port$/;
  const service = finder(RULE);
  const cart = (address: string): Texts => ({
    ...decodingFiles(),
    'deploy.yaml': configuredDeployment(`cart_addr: ${address}`),
    'cart.yaml': SERVICE.replaceAll('shop', 'cart'),
  });
  const table: readonly [what: string, texts: Texts, ...expected: string[]][] = [
    [
      'at a port that it does not have',
      cart('cart:9000'),
      'deploy.yaml: service-address-port: cart:9000: Change 9000 to 80',
    ],
    ['by a slip', cart('catr:80'), 'deploy.yaml: service-address-port: catr:80: Change to `cart`'],
    ['as it is', cart('cart:80')],
  ];
  for (const [what, texts, ...expected] of table) {
    it(what, async () => assert.deepEqual(await service(texts), expected));
  }
  it('is mended by the fixes', () => assertFixesMend(table, RULE, service));
});

describe('an address on loopback in a configuration file', () => {
  const RULE = /^(?:listens-on-loopback|container-port-listened|exposes-loopback)$/;
  const listening = (address: string) => {
    const texts = shop(`listen_addr: ${address}`, { Dockerfile: DOCKERFILE });
    const ported = texts['deploy.yaml']?.replace(
      '          volumeMounts:',
      '          ports: [{ containerPort: 80 }]\n          volumeMounts:',
    );
    return { ...texts, 'deploy.yaml': ported ?? '' };
  };
  const bound = finder(RULE, (file) => file === 'deploy.yaml');
  const table = [['is reported there', listening('127.0.0.1:80')]] as const;
  it('is reported where it stands', async () => {
    const all = await bound(listening('127.0.0.1:80'));
    assert.equal(
      all.filter((one) => one.includes(': 127.0.0.1:80: Set `listen_addr` to `":80"`')).length,
      1,
      all.join('\n'),
    );
    assert.deepEqual(await bound(listening(':80')), []);
  });
  it('is mended by the fixes', () => assertFixesMend(table, RULE, bound));
});

describe('a configuration file that the image brings', () => {
  const inImage = (settings: string, more: Texts = {}): Texts => ({
    ...shop('', { Dockerfile: DOCKERFILE }),
    'main.go': SOURCE.replace('/etc/shop/config.yaml', 'config.yaml'),
    'config.yaml': settings,
    Dockerfile: DOCKERFILE.replace('ENTRYPOINT', 'COPY config.yaml /\nENTRYPOINT'),
    'deploy.yaml': deploymentOf('ports: [{ containerPort: 8080 }]'),
    ...more,
  });
  it('is held against its program, too', async () => {
    const texts = inImage('workers: many\n');
    assert.deepEqual(await found(texts), ['config.yaml: configuration-value-fits: many: ']);
    const project = await projectOf(texts);
    assert.deepEqual(
      project.findings('config.yaml').map(({ rule }) => rule),
      ['configuration-value-fits'],
    );
  });
  it('says nothing where another is mounted over it, or the image lacks it', async () => {
    assert.deepEqual(
      await found(
        inImage('workers: many\n', {
          'deploy.yaml': configuredDeployment('debug: true').replace('/etc/shop', '/config.yaml'),
        }),
      ),
      [],
    );
    assert.deepEqual(await found(inImage('workers: many\n', { Dockerfile: DOCKERFILE })), []);
  });
});
