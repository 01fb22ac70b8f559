import assert from 'node:assert/strict';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { credentialsFor } from '../../src/docker/credentials.ts';
import { Problem } from '../../src/words/problem.ts';
import { temporaryFolder } from './temporary-folder.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const auths = {
  'localhost:5000': { auth: base64('ann:pa:ss') },
  'https://index.docker.io/v1/': { auth: base64('hub:secret') },
  'https://old.example.com/v1/': { auth: base64('old:secret') },
  'ghcr.io': { username: 'plain', password: 'words' },
  'azure.example.com': { auth: base64('00000000-0000:'), identitytoken: 'token' },
  'logged-out.example.com': {},
  'broken.example.com': { auth: '%%%' },
};

const stored: Readonly<Record<string, object | undefined>> = {
  'localhost:5000': { username: 'ann', password: 'pa:ss' },
  'docker.io': { username: 'hub', password: 'secret' },
  'index.docker.io': { username: 'hub', password: 'secret' },
  'old.example.com': { username: 'old', password: 'secret' },
  'ghcr.io': { username: 'plain', password: 'words' },
  'azure.example.com': { username: '00000000-0000', password: '', identityToken: 'token' },
  'logged-out.example.com': undefined,
  'broken.example.com': undefined,
  'localhost:5001': undefined,
};

describe('credentials in config.json', () => {
  const home = temporaryFolder({ '.docker/config.json': JSON.stringify({ auths }) });
  for (const [registry, credentials] of Object.entries(stored)) {
    test(registry, async () => {
      assert.deepEqual(await credentialsFor(registry, {}, home), credentials);
    });
  }

  test('no config.json: no credentials', async () => {
    assert.equal(await credentialsFor('ghcr.io', { DOCKER_CONFIG: join(home, 'none') }, home), undefined);
  });

  test('a broken config.json is a problem that does not repeat its text', async () => {
    const folder = temporaryFolder({ 'config.json': '{"auths": {"x": {"auth": "canary"' });
    await assert.rejects(credentialsFor('x', { DOCKER_CONFIG: folder }, home), (error: Error) => {
      return (
        error instanceof Problem && /not a JSON object/.test(error.message) && !JSON.stringify(error).includes('canary')
      );
    });
  });
});

describe('credential helpers', { skip: process.platform === 'win32' && 'the helpers here are shell scripts' }, () => {
  const home = temporaryFolder({
    '.docker/config.json': JSON.stringify({
      auths: { 'all.example.com': { auth: base64('file:ignored') } },
      credsStore: 'all',
      credHelpers: {
        'one.example.com': 'one',
        'token.example.com': 'token',
        'gone.example.com': 'gone',
        'path.example.com': '../all',
        'failing.example.com': 'failing',
        'babbling.example.com': 'babbling',
      },
    }),
    'bin/docker-credential-all':
      '#!/bin/sh\nread -r host\necho "$1 $host" >> "$CALLS"\n' +
      'case "$host" in all.*|https*) echo "{\\"ServerURL\\":\\"$host\\",\\"Username\\":\\"all\\",\\"Secret\\":\\"s\\"}";; ' +
      '*) echo "credentials not found in native keychain"; exit 1;; esac\n',
    'bin/docker-credential-one': '#!/bin/sh\necho \'{"Username":"one","Secret":"1"}\'\n',
    'bin/docker-credential-token': '#!/bin/sh\ncat >/dev/null\necho \'{"Username":"<token>","Secret":"refresh"}\'\n',
    'bin/docker-credential-failing': '#!/bin/sh\ncat >/dev/null\necho canary; exit 1\n',
    'bin/docker-credential-babbling': '#!/bin/sh\ncat >/dev/null\necho canary\n',
  });
  for (const name of ['all', 'one', 'token', 'failing', 'babbling']) {
    chmodSync(join(home, 'bin', `docker-credential-${name}`), 0o755);
  }
  const env = { PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}`, CALLS: join(home, 'calls') };

  const answers: Readonly<Record<string, object | undefined>> = {
    'one.example.com': { username: 'one', password: '1' },
    'token.example.com': { username: '', password: '', identityToken: 'refresh' },
    'all.example.com': { username: 'all', password: 's' },
    'docker.io': { username: 'all', password: 's' },
    'unknown.example.com': undefined,
  };
  for (const [registry, credentials] of Object.entries(answers)) {
    test(`${registry} by its helper`, async () => {
      assert.deepEqual(await credentialsFor(registry, env, home), credentials);
    });
  }

  test('a helper is asked with get and the name that docker login stored', async () => {
    await credentialsFor('docker.io', env, home);
    assert.ok(readFileSync(env.CALLS, 'utf8').endsWith('get https://index.docker.io/v1/\n'));
  });

  const refusals: Readonly<Record<string, RegExp>> = {
    'gone.example.com': /`docker-credential-gone` cannot be run.*config\.json.*Install it/,
    'path.example.com': /cannot be run/,
    'failing.example.com': /`docker-credential-failing` failed for `failing\.example\.com`/,
    'babbling.example.com': /failed/,
  };
  for (const [registry, says] of Object.entries(refusals)) {
    test(`${registry}: a problem that holds no secret`, async () => {
      await assert.rejects(credentialsFor(registry, env, home), (error) => {
        assert.ok(error instanceof Problem);
        assert.equal(error.details.kind, 'credentials');
        assert.match(error.message, says);
        assert.doesNotMatch(`${error.stack ?? ''}${JSON.stringify(error.details)}`, /canary/);
        return true;
      });
    });
  }

  test('a helper that waits is ended by the signal', async () => {
    const waiting = temporaryFolder({
      'config.json': '{"credsStore":"waiting"}',
      'docker-credential-waiting': '#!/bin/sh\nexec sleep 60\n',
    });
    chmodSync(join(waiting, 'docker-credential-waiting'), 0o755);
    const controller = new AbortController();
    const asked = credentialsFor(
      'x',
      { DOCKER_CONFIG: waiting, PATH: `${waiting}:/bin:/usr/bin` },
      '/',
      controller.signal,
    );
    setImmediate(() => {
      controller.abort();
    });
    await assert.rejects(asked, (error) => error instanceof Problem && error.details.kind === 'cancelled');
  });
});
