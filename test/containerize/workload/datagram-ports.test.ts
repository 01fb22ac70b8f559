import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import { filesOf, listener, program, project, source } from '../facts.ts';

test('one number over TCP and UDP is two ports with names of their own, in container and Service', async () => {
  const listens = [listener(53, { protocol: 'udp' }), listener(53, { protocol: 'tcp' })];
  const { files } = await plan(project({ programs: [program({ listens })] }), filesOf(source));
  const text = (path: string) => files.find((file) => file.path === path)?.text ?? '';
  assert.match(text('Dockerfile'), /EXPOSE 53\nEXPOSE 53\/udp\n/);
  for (const path of ['deploy/base/deployment.yaml', 'deploy/base/service.yaml']) {
    const names = [...text(path).matchAll(/name: (tcp|udp-53)\n/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(names)].sort(), ['tcp', 'udp-53'], text(path));
    assert.equal(text(path).match(/protocol: UDP/g)?.length, 1, text(path));
  }
});

test('what one setting moves for TCP and UDP is moved for both, and clients find both where they look', async () => {
  const dns = { configuredBy: ['flag:listen'], defaults: { 'flag:listen': ':53' } };
  const listens = [listener(53, { protocol: 'udp', ...dns }), listener(53, { protocol: 'tcp', ...dns })];
  const { files } = await plan(project({ programs: [program({ listens })] }), filesOf(source));
  const text = (path: string) => files.find((file) => file.path === path)?.text ?? '';
  const deployment = text('deploy/base/deployment.yaml');
  assert.match(deployment, /- "--listen=:8053"\n/);
  assert.deepEqual(deployment.match(/containerPort: \d+/g), ['containerPort: 8053', 'containerPort: 8053']);
  assert.doesNotMatch(deployment, /sysctls/);
  assert.deepEqual(text('deploy/base/service.yaml').match(/port: \d+\n/g), ['port: 53\n', 'port: 53\n']);
});
