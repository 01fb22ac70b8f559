import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RuleOptions } from '../../src/lint/rule.ts';
import { say } from '../../src/words/message.ts';
import { findingsOf as of, lintText } from './examples.ts';

const findingsOf = (rule: string, text: string, options: RuleOptions = {}) => of(rule, text, null, options);

/** What is said to come from elsewhere, in a file with these trusted registries. */
function foreign(text: string, ...registries: string[]): string[] {
  return findingsOf('trusted-registries', text, { registries }).map(({ start, end }) => text.slice(start, end));
}

describe('trusted registries', () => {
  const rows: [name: string, text: string, trusted: string[], foreign: string[]][] = [
    ['the registry itself', 'FROM good.example/x:1', ['good.example'], []],
    ['another one', 'FROM evil.example/x:1', ['good.example'], ['evil.example/x:1']],
    ['with its port', 'FROM good.example:5000/x:1', ['good.example:5000'], []],
    ['another port', 'FROM good.example:5000/x:1', ['good.example'], ['good.example:5000/x:1']],
    ['one that only ends like it', 'FROM notgood.example/x', ['good.example'], ['notgood.example/x']],
    [
      'one that hides it in its path',
      'FROM evil.example/good.example/x',
      ['good.example'],
      ['evil.example/good.example/x'],
    ],
    ['no registry: Docker Hub', 'FROM alpine:3', ['good.example'], ['alpine:3']],
    ['no registry, trusted', 'FROM alpine:3\nFROM a/b', ['docker.io'], []],
    ['Docker Hub by its other names', 'FROM alpine:3\nFROM index.docker.io/a/b:1', ['hub.docker.com'], []],
    ['scratch', 'FROM scratch', ['good.example'], []],
    [
      'stages',
      'FROM good.example/x:1 AS b\nFROM b\nCOPY --from=b a b\nCOPY --from=0 a b\nCOPY --from=B a b',
      ['good.example'],
      [],
    ],
    ['copied from', 'FROM scratch\nCOPY --from=evil.example/y:1 /a /a', ['good.example'], ['evil.example/y:1']],
    ['copied from Docker Hub', 'FROM scratch\nCOPY --chown=1 --from=nginx /a /a', ['good.example'], ['nginx']],
    [
      'mounted from',
      'FROM scratch\nRUN --mount=type=bind,from=evil.example/y:1,target=/y a',
      ['good.example'],
      ['evil.example/y:1'],
    ],
    [
      'mounted from, of several',
      'FROM scratch\nRUN --mount=type=cache,target=/c --mount=target=/y,from=alpine a',
      ['good.example'],
      ['alpine'],
    ],
    [
      'mounted from a stage',
      'FROM good.example/x AS b\nFROM scratch\nRUN --mount=from=b,target=/y a',
      ['good.example'],
      [],
    ],
    ['a platform before it', 'FROM --platform=linux/arm64 evil.example/a:1', ['good.example'], ['evil.example/a:1']],
    [
      'a digest',
      `FROM evil.example/a@sha256:${'0'.repeat(64)}`,
      ['good.example'],
      [`evil.example/a@sha256:${'0'.repeat(64)}`],
    ],
    ['the default of an ARG', 'ARG R=evil.example\nFROM ${R}/a:1', ['good.example'], ['${R}/a:1']],
    ['the default of an ARG, trusted', 'ARG R=good.example\nFROM ${R}/a:1', ['good.example'], []],
    ['what only the build knows', 'ARG R\nFROM ${R}/a:1\nCOPY --from=$X a b', ['good.example'], []],
    ['all below a domain', 'FROM a.good.example/x\nFROM b.a.good.example/x', ['*.good.example'], []],
    [
      'the domain itself is not below it',
      'FROM good.example/x\nFROM agood.example/x',
      ['*.good.example'],
      ['good.example/x', 'agood.example/x'],
    ],
    ['all that begin so', 'FROM good.example/x\nFROM good.org/x\nFROM goods.org/x', ['good.*'], ['goods.org/x']],
    ['everything', 'FROM evil.example/x\nFROM alpine', ['*'], []],
    [
      'a folder',
      'FROM ghcr.io/acme/x:1\nFROM ghcr.io/acme\nFROM ghcr.io/acmes/x:1',
      ['ghcr.io/acme'],
      ['ghcr.io/acmes/x:1'],
    ],
    [
      'a folder with a star',
      'FROM ghcr.io/acme/x:1\nFROM ghcr.io/other/x:1',
      ['ghcr.io/acme/*'],
      ['ghcr.io/other/x:1'],
    ],
    ['official images only', 'FROM golang:1\nFROM a/b:1', ['docker.io/library'], ['a/b:1']],
    ['one of several', 'FROM b.example/x', ['a.example', 'b.example'], []],
    ['nobody is told', 'FROM alpine', [], []],
  ];
  for (const [name, text, trusted, expected] of rows) {
    it(name, () => assert.deepEqual(foreign(text, ...trusted), expected));
  }
  it('says what comes from where', () => {
    const [one] = findingsOf('trusted-registries', 'FROM a/b:1', { registries: ['good.example'] });
    assert.deepEqual(
      [say(one?.message ?? ['']), one?.aliases],
      ['`a/b:1` comes from `docker.io`, which is not trusted here', ['hadolint:DL3026']],
    );
  });
  it('bears options of any kind', () => {
    for (const registries of ['docker.io', 3, null, [3, null]]) {
      assert.deepEqual(
        lintText('FROM scratch\nUSER 1', { rules: { 'trusted-registries': { options: { registries } } } }),
        [],
      );
    }
  });
});

describe('ignore comments where there should be none', () => {
  const rows: [text: string, aliases: string[][]][] = [
    ['# hadolint ignore=DL3020', [['hadolint:DL1001']]],
    ['# hadolint global ignore=DL3020', [[]]],
    ['# checkov:skip=CKV_DOCKER_3', [[]]],
    ['# an ordinary comment', []],
    ['# hadolint shell=bash', []],
  ];
  for (const [comment, aliases] of rows) {
    it(comment, () =>
      assert.deepEqual(
        findingsOf('no-ignore-comments', `FROM a:1\n${comment}\nADD a /a`).map((one) => one.aliases),
        aliases,
      ),
    );
  }
  it('are nobody’s concern by default', () => {
    assert.deepEqual(lintText('FROM alpine:3.23\n# hadolint ignore=DL3020\nADD a /a\nUSER 1'), []);
  });
});
