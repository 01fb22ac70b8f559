import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planEnding } from '../../../src/containerize/workload/ending.ts';
import { program } from '../facts.ts';
import { dockerfile } from '../written-dockerfile.ts';

describe('a library that links to what a newer Go keeps to itself', () => {
  const built = async (version: string, go: string) => {
    const requires = [{ path: 'golang.org/x/net', version, indirect: true }];
    return /-ldflags="([^"]*)"/.exec(await dockerfile({ module: { go, requires } }))?.[1];
  };

  it('is linked all the same', async () => {
    for (const version of ['v0.0.0-20211209124913-491a49abca63', 'v0.0.0-20220722155237-a158d28d115b']) {
      assert.equal(await built(version, '1.18'), '-s -w -checklinkname=0');
    }
  });

  it('needs no word in versions that do not', async () => {
    for (const version of ['v0.0.0-20211118161319-6a13c67c3ce4', 'v0.0.0-20220906165146-f3363e06e74c', 'v0.1.0']) {
      assert.equal(await built(version, '1.18'), '-s -w');
    }
  });
});

describe('the signal that stops a container', () => {
  const stopped = async (signals: readonly string[], graceful: boolean) =>
    /STOPSIGNAL .*/.exec(
      await dockerfile({ program: { shutdown: { signals, graceful, timeoutSeconds: null, certainty: 'known' } } }),
    )?.[0];

  it('is the one that the program waits for', async () => {
    assert.equal(await stopped(['SIGINT'], true), 'STOPSIGNAL SIGINT');
  });

  it('is the one that the plan says ends a Pod', () => {
    const shutdown = { signals: ['SIGHUP', 'SIGINT'], graceful: true, timeoutSeconds: 5, certainty: 'known' } as const;
    assert.match(planEnding(program({ shutdown }), true).decision.because, /then SIGINT ends it in up to 5 s/);
  });

  it('is the usual one where the program knows it, or does not end gracefully', async () => {
    assert.equal(await stopped(['SIGINT', 'SIGTERM'], true), undefined);
    assert.equal(await stopped(['SIGINT'], false), undefined);
  });
});
