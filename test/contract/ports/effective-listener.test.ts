import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { effectiveListener } from '../../../src/contract/ports/effective-listener.ts';
import { baseName, comparableName, imageBaseName } from '../../../src/contract/images/image-name.ts';
import type { Listener } from '../../../src/go/project.ts';

const source: Listener = {
  file: 'main.go',
  start: 0,
  end: 1,
  line: 1,
  port: 8080,
  protocol: 'http',
  bind: 'all',
  configuredBy: [],
  certainty: 'known',
};

function effective(
  change: Partial<Listener>,
  env: Record<string, string | null> = {},
  args: readonly string[] | null = [],
): string {
  const { port, bind } = effectiveListener({ ...source, ...change }, { env: (name) => env[name], args });
  return `${String(bind)}:${String(port)}`;
}

/** Of a listener with a flag, where a variable is set that the source is not seen to read. */
function ofUnread(name: string): string {
  const settings = { env: () => ':9000', args: [], unread: () => [name] };
  const { port, bind } = effectiveListener({ ...source, configuredBy: ['flag:listen-addr'] }, settings);
  return `${String(bind)}:${String(port)}`;
}

/** Of a listener with a flag, with other flags of the standard library before it. */
function withPlainFlags(...args: string[]): string {
  const settings = { env: () => undefined, args, plainFlags: true };
  const { port, bind } = effectiveListener({ ...source, configuredBy: ['flag:listen-addr'] }, settings);
  return `${String(bind)}:${String(port)}`;
}

const PORT = { configuredBy: ['env:PORT'] } as const;
const FLAG_FIRST = { configuredBy: ['flag:port', 'env:PORT'] } as const;
const ADDR = { configuredBy: ['env:ADDR'], bind: 'loopback' } as const;

describe('where a program listens in its container', () => {
  const table: readonly [what: string, result: string, expected: string][] = [
    ['one dash, of flags that have no short forms', withPlainFlags('-interval=10m', '-v=2'), 'all:8080'],
    ['one dash, of a flag that may name a file which says so', withPlainFlags('-config=a.yaml'), 'null:null'],
    [
      'one dash, where it may be short forms',
      effective({ configuredBy: ['flag:a'] }, {}, ['-interval=10m']),
      'null:null',
    ],
    ['nothing configures it', effective({}), 'all:8080'],
    ['a variable that is not set', effective(PORT), 'all:8080'],
    ['a port', effective(PORT, { PORT: '9000' }), 'all:9000'],
    ['an empty value changes nothing', effective(PORT, { PORT: '' }), 'all:8080'],
    ['a value that the files do not say', effective(PORT, { PORT: null }), 'null:null'],
    ['a value that is no address', effective(PORT, { PORT: 'http' }), 'null:null'],
    ['one that would move it is not set', effective({ movedBy: ['env:IN_DOCKER'] }), 'all:8080'],
    ['one that moves it', effective({ movedBy: ['env:IN_DOCKER'] }, { IN_DOCKER: '1' }), 'null:null'],
    ['an address', effective(ADDR, { ADDR: ':9000' }), 'all:9000'],
    ['an address on loopback', effective({ ...ADDR, bind: 'all' }, { ADDR: '127.0.0.1:9000' }), 'loopback:9000'],
    ['IPv6 loopback', effective(ADDR, { ADDR: '[::1]:9000' }), 'loopback:9000'],
    ['a host alone', effective({ ...ADDR, configuredBy: ['env:HOST'] }, { HOST: '0.0.0.0' }), 'all:8080'],
    ['a flag without arguments', effective({ configuredBy: ['flag:addr'] }), 'all:8080'],
    ['a flag with arguments that nobody sees', effective({ configuredBy: ['flag:addr'] }, {}, null), 'null:null'],
    ['a flag that is given', effective({ configuredBy: ['flag:port'] }, {}, ['--port=9090']), 'all:9090'],
    ['a flag and its value as words', effective({ configuredBy: ['flag:addr'] }, {}, ['-addr', ':9090']), 'all:9090'],
    ['a flag wins over a variable', effective(FLAG_FIRST, { PORT: '1' }, ['--port', '2']), 'all:2'],
    ['a flag wins over what nobody knows', effective(FLAG_FIRST, { PORT: null }, ['--port', ':2']), 'all:2'],
    ['a flag of a port alone leaves open where', effective(FLAG_FIRST, { PORT: null }, ['--port', '2']), 'null:2'],
    ['another flag that says nothing of it', effective({ configuredBy: ['flag:port'] }, {}, ['--v=2']), 'null:null'],
    ['a long flag of something else', effective({ configuredBy: ['flag:port'] }, {}, ['--verbose']), 'all:8080'],
    [
      'a flag that may be another name',
      effective({ configuredBy: ['flag:port'] }, {}, ['--http-addr=:1']),
      'null:null',
    ],
    ['a flag from a variable', effective({ configuredBy: ['flag:port'] }, {}, ['--port=$(PORT)']), 'null:null'],
    ['a variable named as the flag', ofUnread('SHOP_LISTEN_ADDR'), 'null:null'],
    ['a variable of something else', ofUnread('SHOP_ADDRESS'), 'all:8080'],
    ['a settings file', effective({ configuredBy: ['file:config.yaml'] }), 'null:null'],
    ['unknown in the source', effective({ port: null, bind: null, certainty: 'unknown' }), 'null:null'],
    [
      'unknown in the source, set here',
      effective({ ...PORT, port: null, bind: null, certainty: 'unknown' }, { PORT: '1' }),
      'null:1',
    ],
  ];
  for (const [what, result, expected] of table) {
    it(`${what}: ${expected}`, () => {
      assert.equal(result, expected);
    });
  }
});

it('names of images and binaries', () => {
  assert.deepEqual(
    ['shop', 'shop:1', 'localhost:5000/shop', 'localhost:5000/team/shop:dev@sha256:abc', ''].map(imageBaseName),
    ['shop', 'shop', 'shop', 'shop', ''],
  );
  assert.deepEqual(['Shop_API', 'shop-api', '-x-'].map(comparableName), ['shop-api', 'shop-api', 'x']);
  assert.deepEqual(['/usr/local/bin/shop', 'shop'].map(baseName), ['shop', 'shop']);
});
