import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { arrangeEnvironment } from '../../../src/containerize/settings/environment.ts';
import { exampleVariables } from '../../../src/containerize/settings/example-variables.ts';
import type { EnvVariable, Program } from '../../../src/go/project.ts';
import { filesOf, place, program, variable } from '../facts.ts';

function arrange(env: readonly EnvVariable[], settings: Record<string, string> = {}) {
  const { config, secrets, decisions } = arrangeEnvironment(program({ env }), new Map(Object.entries(settings)));
  return { config: Object.fromEntries(config), secrets, because: decisions.map(({ because }) => because).join('\n') };
}

describe('environment variables', () => {
  it('defaults become the ConfigMap, sorted by name', () => {
    const { config } = arrange([variable('B', { default: '2' }), variable('A', { default: '1' })]);
    assert.deepEqual(Object.entries(config), [
      ['A', '1'],
      ['B', '2'],
    ]);
  });

  it('an address that the program binds to is no other server', () => {
    const { config, secrets } = arrange([
      variable('SHOP_LISTEN_ADDR', { default: 'localhost:2379' }),
      variable('STORE_ADDR', { default: 'localhost:6379' }),
    ]);
    assert.deepEqual(config, { SHOP_LISTEN_ADDR: 'localhost:2379' });
    assert.deepEqual(secrets, [{ name: 'STORE_ADDR', optional: true }]);
  });

  const leftOut: readonly [what: string, variable: EnvVariable][] = [
    ['no default', variable('X')],
    ['an empty default means unset', variable('X', { default: '' })],
    ['what the system sets', variable('HOSTNAME', { default: 'here' })],
    ['what systemd gives', variable('NOTIFY_SOCKET', { required: true })],
    ['what the plan sets itself', variable('GOMEMLIMIT', { default: '1GiB' })],
    ['a name that Kubernetes refuses', variable('MY VAR', { default: 'x' })],
    ['a value that no environment holds', variable('X', { default: 'a\0b' })],
    ['what another command reads', variable('X', { default: 'x', required: true, isAside: true })],
    ['a path that a shell would expand', variable('X', { default: '$HOME/shop.json' })],
    ['where settings are looked for that the image does not have', variable('X', { default: '/etc/shop/shop.yml' })],
    ['the home of a user', variable('X', { default: '~/.shop' })],
  ];
  for (const [what, subject] of leftOut) {
    it(`${what} is left out`, () => {
      const { config, secrets } = arrange([subject]);
      assert.deepEqual([config, secrets], [{}, []]);
    });
  }

  it('what the plan makes of a variable is not called its default', () => {
    const env = [variable('ADDR', { default: ':80' }), variable('MODE', { default: 'dev' }), variable('PORT')];
    const settings = new Map(Object.entries({ ADDR: ':8080', PORT: '8080' }));
    assert.deepEqual(
      arrangeEnvironment(program({ env }), settings).decisions.map(({ chosen, because }) => `${chosen}: ${because}`),
      [
        'MODE: The program reads these; the values are its defaults',
        'ADDR, PORT: The program reads these; the values are what the plan makes of them',
      ],
    );
  });

  it('what has no default and need not be set is named, not set', () => {
    const { config, because } = arrange([variable('REDIS_ADDR'), variable('MODE', { default: 'dev' })]);
    assert.deepEqual(config, { MODE: 'dev' });
    assert.match(because, /^Read without a default, and nothing says/m);
    const many = Array.from({ length: 12 }, (_, index) => variable(`V_${index + 10}`));
    const { decisions } = arrangeEnvironment(program({ env: many }), new Map());
    assert.deepEqual(
      decisions.map(({ what, chosen }) => [what, chosen]),
      [['not set', 'V_10, V_11, V_12, V_13, V_14, V_15, V_16, V_17, V_18, V_19 +2']],
    );
  });

  it('what the configuration file may say is demanded where the image has no such file', () => {
    const env = [variable('KEY', { secret: true, orInFile: true })];
    const needed = (runtimeFiles: Program['runtimeFiles']) =>
      arrangeEnvironment(program({ env, runtimeFiles }), new Map()).secrets.map(({ optional }) => !optional);
    const file = { ...place, path: 'shop.toml', certainty: 'known' } as const;
    assert.deepEqual([needed([]), needed([{ ...file, source: null }]), needed([file])], [[true], [true], [false]]);
  });

  it('of several names for the same the one that goes before is set', () => {
    const { config, secrets } = arrange([
      variable('ADDR', { default: ':80' }),
      variable('OLD_ADDR', { default: ':80', behind: 'ADDR' }),
      variable('TOKEN', { secret: true }),
      variable('OLD_TOKEN', { secret: true, behind: 'TOKEN' }),
    ]);
    assert.deepEqual(config, { ADDR: ':80' });
    assert.deepEqual(secrets, [{ name: 'TOKEN', optional: true }]);
  });

  it('a secret is a reference, optional unless the program does not start without it', () => {
    const { config, secrets } = arrange([
      variable('TOKEN', { secret: true, required: null, default: 'changeme' }),
      variable('DATABASE_URL', { secret: true, required: true }),
      variable('API_KEY', { secret: true, required: false }),
    ]);
    assert.deepEqual(config, {});
    assert.deepEqual(secrets, [
      { name: 'API_KEY', optional: true },
      { name: 'DATABASE_URL', optional: false },
      { name: 'TOKEN', optional: true },
    ]);
  });

  it('a default that carries a password is a secret, whatever its name', () => {
    const { config, secrets } = arrange([variable('DB', { default: 'postgres://shop:hunter2@db/shop' })]);
    assert.deepEqual([config, secrets.map(({ name }) => name)], [{}, ['DB']]);
  });

  it('read twice, it is as secret and as required as the stricter place says', () => {
    const { secrets } = arrange([variable('K', { required: false }), variable('K', { secret: true, required: true })]);
    assert.deepEqual(secrets, [{ name: 'K', optional: false }]);
  });

  it('settings of the plan win over defaults', () => {
    assert.deepEqual(arrange([variable('PORT', { default: '80' })], { PORT: '8080' }).config, { PORT: '8080' });
  });

  it('required without default comes from the Secret that is created on the cluster, and is not invented', () => {
    const { config, secrets, because } = arrange([variable('REGION', { required: true })]);
    assert.deepEqual([config, secrets], [{}, [{ name: 'REGION', optional: false }]]);
    assert.match(because, /Required and without a default/);
  });

  for (const value of ['localhost:5432', 'http://127.0.0.1:9200/x', 'a:1,localhost:2', 'localhost']) {
    it(`${value} points at the Pod itself`, () => {
      const { config, secrets, because } = arrange([variable('X', { default: value })]);
      assert.deepEqual([config, secrets], [{}, [{ name: 'X', optional: true }]]);
      assert.match(because, /points at the Pod itself: the real address is part of the Secret/);
    });
  }

  it('the address under which users see the program itself stays in the ConfigMap', () => {
    const { config, secrets, because } = arrange([variable('BASE_URL', { default: 'http://localhost:8080/' })]);
    assert.deepEqual([config, secrets], [{ BASE_URL: 'http://localhost:8080/' }, []]);
    assert.match(because, /set the real address in the ConfigMap/);
  });

  for (const value of ['mylocalhost:1', 'http://db:5432', 'localhostess']) {
    it(`${value} does not point at the Pod`, () => {
      assert.doesNotMatch(arrange([variable('X', { default: value })]).because, /points at the Pod/);
    });
  }
});

describe('an example of a .env file', () => {
  const arranged = async (env: readonly EnvVariable[], texts: Record<string, string>) => {
    const subject = program({ env });
    const examples = await exampleVariables(filesOf(texts), subject);
    const { config, secrets, decisions } = arrangeEnvironment(subject, new Map(), [], examples);
    return { config: Object.fromEntries(config), secrets: secrets.map(({ name }) => name), decisions };
  };

  for (const file of ['.env.example', '.env.sample', '.env-sample', 'example.env', 'cmd/shop/.env.dist']) {
    it(`${file} has the value of what the program demands`, async () => {
      const { config, secrets, decisions } = await arranged([variable('REGION', { required: true })], {
        [file]: 'REGION=eu-1 # where\n',
      });
      assert.deepEqual([config, secrets], [{ REGION: 'eu-1' }, []]);
      assert.deepEqual(
        decisions.map(({ chosen, because }) => [chosen, because.includes(`\`${file}\``)]),
        [['REGION', true]],
      );
    });
  }

  const open = variable('X', { required: true });
  const others: readonly [what: string, variable: EnvVariable, text: string, config: object, secrets: string[]][] = [
    [
      'what may be needed',
      variable('X', { required: null }),
      'X=https://api.shop.io/bot',
      { X: 'https://api.shop.io/bot' },
      [],
    ],
    ['what it does without', variable('X'), 'X=1', {}, []],
    ['what has a default', variable('X', { default: '2', required: null }), 'X=1', { X: '2' }, []],
    ['a secret', variable('X', { secret: true, required: true }), 'X=1', {}, ['X']],
    ['a value with a password', open, 'X=postgres://shop:hunter2@db/shop', {}, ['X']],
    ['a value that may be a key', open, 'X=sk-4f9a8b7c6d5e4f3a2b1c', {}, ['X']],
    ['a server beside whoever wrote it', open, 'X=http://localhost:9200', {}, ['X']],
    ['a path of whoever wrote it', open, 'X=./shop.db', {}, ['X']],
    ['a placeholder', open, 'X=your-shop-id', {}, ['X']],
    ['a name in brackets', open, 'X=<shop id>', {}, ['X']],
    ['an address that is nobody’s', open, 'X=https://api.example.com', {}, ['X']],
    ['nothing', open, 'X=', {}, ['X']],
  ];
  for (const [what, subject, text, config, secrets] of others) {
    it(`with ${what}`, async () => {
      const found = await arranged([subject], { '.env.example': text });
      assert.deepEqual([found.config, found.secrets], [config, secrets]);
    });
  }
});
