import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { beforeDump, networkWait } from '../../src/prove/network-wait.ts';

/** What Go writes on SIGQUIT, of each goroutine its state and the functions it is in, the innermost first. */
function dump(...goroutines: readonly (readonly [string, ...string[]])[]): string[] {
  return [
    'some words before',
    'SIGQUIT: quit',
    'PC=0x48bee1 m=0 sigcode=0',
    '',
    'goroutine 0 gp=0x9fe3e0 m=0 mp=0x9ff380 [idle]:',
    'runtime.futex(0x9ff4d8, 0x80)',
    '\truntime/sys_linux_amd64.s:569 +0x21 fp=0x7ffc00c35838 sp=0x7ffc00c35830 pc=0x48bee1',
    ...goroutines.flatMap(([state, ...functions], index) => [
      '',
      `goroutine ${index + 1} gp=0x17a71818c1e0 m=nil [${state}]:`,
      ...functions.flatMap((name) => [
        `${name}(0x17a718242140, {0x772320, 0x9f72a0})`,
        `\t${fileOf(name)} +0x83d fp=0x1 pc=0x2`,
      ]),
    ]),
  ];
}

function fileOf(name: string): string {
  if (name === 'main.main') return 'example.com/geo/cmd/geo/main.go:12';
  if (name.startsWith('example.com/geo/store.')) return 'example.com/geo/store/load.go:30';
  if (name.startsWith('example.com/lib/')) return 'example.com/lib@v1.2.0/fetch.go:7';
  return 'net/somewhere.go:1';
}

const ASKS = ['runtime.gopark', 'net/http.(*persistConn).roundTrip', 'net/http.(*Client).do', 'net/http.Get'] as const;
const LISTENS = ['IO wait', 'runtime.gopark', 'internal/poll.(*FD).Accept', 'net.(*TCPListener).Accept'] as const;

describe('what a program that listens nowhere waits for', () => {
  const waiting = (...goroutines: readonly (readonly [string, ...string[]])[]) =>
    networkWait(dump(...goroutines), 'cmd/geo/main.go');

  it('an answer of the network, and where its own code asks for it', () => {
    assert.deepEqual(waiting(['select', ...ASKS, 'example.com/geo/store.(*Store).Load', 'main.main']), {
      file: 'store/load.go',
      line: 30,
    });
    assert.deepEqual(waiting(['select', ...ASKS, 'example.com/lib/fetch.All', 'main.main']), {
      file: 'cmd/geo/main.go',
      line: 12,
    });
  });

  it('a name or a connection', () => {
    for (const name of ['net.(*Resolver).lookupIPAddr', 'net.(*netFD).connect', 'net.(*sysDialer).dialSerial']) {
      assert.ok(waiting(['IO wait', 'runtime.gopark', name, 'main.main']), name);
    }
  });

  it('the time until a library asks once more', () => {
    for (const name of [
      'github.com/cenkalti/backoff/v4.doRetryNotify[...]',
      'github.com/avast/retry-go/v4.Do',
      'github.com/sethvargo/go-retry.Do',
      'github.com/hashicorp/go-retryablehttp.(*Client).Do',
    ])
      assert.ok(waiting(['sync.WaitGroup.Wait', 'main.main'], ['select', 'runtime.gopark', name]), name);
    for (const name of ['example.com/geo/retry.NewPolicy', 'github.com/cenkalti/backoff/v4.(*Ticker).run'])
      assert.equal(waiting(['sync.WaitGroup.Wait', 'main.main'], ['select', 'runtime.gopark', name]), undefined, name);
  });

  it('what another goroutine asks counts for a main that waits for it', () => {
    assert.ok(waiting(['sync.WaitGroup.Wait', 'main.main'], ['select', ...ASKS, 'example.com/geo/store.Load']));
  });

  it('one that listens somewhere does not wait', () => {
    assert.equal(waiting(['select', ...ASKS, 'main.main'], [...LISTENS, 'main.main']), undefined);
    const datagrams = ['IO wait', 'internal/poll.(*FD).ReadFromInet4', 'net.(*UDPConn).ReadFrom'] as const;
    assert.equal(waiting(['select', ...ASKS, 'main.main'], [...datagrams, 'main.main']), undefined);
  });

  it('one that works or sleeps does not say what it waits for', () => {
    assert.equal(waiting(['running', 'crypto/rsa.GenerateKey', 'main.main']), undefined);
    assert.equal(waiting(['sleep', 'time.Sleep', 'main.main']), undefined);
  });

  it('the innermost place of the program is unknown where its paths are not those of its source', () => {
    assert.equal(networkWait(dump(['select', ...ASKS, 'main.main']), 'elsewhere/main.go'), 'unknown');
  });

  it('what it wrote itself is all before that', () => {
    assert.deepEqual(beforeDump(dump(['select', ...ASKS, 'main.main'])), ['some words before']);
    assert.deepEqual(beforeDump(['bye']), ['bye']);
  });

  it('one that ends on SIGQUIT in its own way says nothing', () => {
    assert.equal(networkWait(['bye'], 'cmd/geo/main.go'), undefined);
  });
});
