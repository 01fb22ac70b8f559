import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { resolveEndpoint } from '../../src/docker/endpoint.ts';
import { Problem } from '../../src/words/problem.ts';
import { temporaryFolder } from './temporary-folder.ts';

const id = (context: string): string => createHash('sha256').update(context).digest('hex');
const meta = (context: string, docker: object): Record<string, string> => ({
  [`.docker/contexts/meta/${id(context)}/meta.json`]: JSON.stringify({
    Name: context,
    Metadata: {},
    Endpoints: { docker },
  }),
});

const home = temporaryFolder({
  '.docker/config.json': JSON.stringify({ currentContext: 'colima', auths: {} }),
  ...meta('colima', { Host: 'unix:///Users/me/.colima/default/docker.sock', SkipTLSVerify: false }),
  ...meta('remote', { Host: 'tcp://build.example.com', SkipTLSVerify: false }),
  ...meta('lazy', { Host: 'tcp://build.example.com:1234', SkipTLSVerify: true }),
  ...meta('over-ssh', { Host: 'ssh://me@build.example.com:2222' }),
  [`.docker/contexts/tls/${id('remote')}/docker/ca.pem`]: 'x',
  [`.docker/contexts/tls/${id('remote')}/docker/cert.pem`]: 'x',
  [`.docker/contexts/tls/${id('remote')}/docker/key.pem`]: 'x',
  [`.docker/contexts/meta/${id('torn')}/meta.json`]: '{"Name":',
  'other/config.json': '{}',
  'certificates/ca.pem': 'x',
});
const tlsFolder = join(home, '.docker/contexts/tls', id('remote'), 'docker');
const pem = (folder: string, ...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, join(folder, `${name}.pem`)]));

const cases: Readonly<Record<string, readonly [env: Record<string, string>, endpoint: object]>> = {
  'the current context of config.json': [
    {},
    { host: 'unix:///Users/me/.colima/default/docker.sock', source: 'context', context: 'colima' },
  ],
  'DOCKER_CONTEXT before config.json, with its certificates and the port of TLS': [
    { DOCKER_CONTEXT: 'remote' },
    {
      host: 'tcp://build.example.com:2376',
      source: 'context',
      context: 'remote',
      tls: pem(tlsFolder, 'ca', 'cert', 'key'),
    },
  ],
  'a context that does not verify': [
    { DOCKER_CONTEXT: 'lazy' },
    { host: 'tcp://build.example.com:1234', source: 'context', context: 'lazy', tls: { skipVerify: true } },
  ],
  'a context over ssh': [
    { DOCKER_CONTEXT: 'over-ssh' },
    { host: 'ssh://me@build.example.com:2222', source: 'context', context: 'over-ssh' },
  ],
  'DOCKER_HOST before DOCKER_CONTEXT': [
    { DOCKER_HOST: 'unix:///run/user/1000/docker.sock', DOCKER_CONTEXT: 'remote' },
    { host: 'unix:///run/user/1000/docker.sock', source: 'DOCKER_HOST' },
  ],
  'DOCKER_HOST without scheme and port': [
    { DOCKER_HOST: 'build.example.com' },
    { host: 'tcp://build.example.com:2375', source: 'DOCKER_HOST' },
  ],
  'DOCKER_TLS_VERIFY takes the files of DOCKER_CERT_PATH that are there': [
    { DOCKER_HOST: 'tcp://10.0.0.1', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: join(home, 'certificates') },
    { host: 'tcp://10.0.0.1:2376', source: 'DOCKER_HOST', tls: pem(join(home, 'certificates'), 'ca') },
  ],
  'DOCKER_TLS alone does not verify': [
    { DOCKER_HOST: 'tcp://10.0.0.1:2376', DOCKER_TLS: '1' },
    { host: 'tcp://10.0.0.1:2376', source: 'DOCKER_HOST', tls: { skipVerify: true } },
  ],
  'the default context by name': [
    { DOCKER_CONTEXT: 'default' },
    { host: 'unix:///var/run/docker.sock', source: 'default' },
  ],
  'DOCKER_CONFIG names another folder': [
    { DOCKER_CONFIG: join(home, 'other') },
    { host: 'unix:///var/run/docker.sock', source: 'default' },
  ],
  'no configuration at all': [
    { DOCKER_CONFIG: join(home, 'none') },
    { host: 'unix:///var/run/docker.sock', source: 'default' },
  ],
};

describe('the engine that the docker CLI would use', { skip: process.platform === 'win32' && 'paths of unix' }, () => {
  for (const [name, [env, endpoint]] of Object.entries(cases)) {
    test(name, async () => {
      assert.deepEqual(await resolveEndpoint(env, home), endpoint);
    });
  }

  const refusals: Readonly<Record<string, readonly [env: Record<string, string>, says: RegExp]>> = {
    'a context that does not exist': [
      { DOCKER_CONTEXT: 'gone' },
      /`gone` does not exist.*DOCKER_CONTEXT.*docker context/,
    ],
    'a context file that is cut off': [{ DOCKER_CONTEXT: 'torn' }, /`torn` cannot be read/],
    'a host that is none': [{ DOCKER_HOST: 'ftp://x' }, /`ftp:\/\/x` is not the address/],
    'a host without a name': [{ DOCKER_HOST: 'tcp://:99999' }, /is not the address/],
  };
  for (const [name, [env, says]] of Object.entries(refusals)) {
    test(`${name} is a problem with a next step`, async () => {
      await assert.rejects(resolveEndpoint(env, home), (error) => {
        assert.ok(error instanceof Problem);
        assert.equal(error.details.kind, 'no-engine');
        assert.ok(error.details.next);
        assert.match(error.message, says);
        return true;
      });
    });
  }

  test('a password in a wrong address is not repeated', async () => {
    const wrong = resolveEndpoint({ DOCKER_HOST: 'ftp://me:canary@x' }, home);
    await assert.rejects(wrong, (error: Error) => !error.message.includes('canary'));
  });
});
