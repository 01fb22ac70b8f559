import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import type { Program } from '../../../src/go/project.ts';
import { filesOf, listener, place, program, project, source } from '../facts.ts';

const configured = (configuredBy: string[], port = 8080) => listener(port, { bind: 'loopback', configuredBy });
const reads = (path: string) => ({ ...place, path, source: path, certainty: 'known' }) as const;

async function written(text: string, change: Partial<Program>, choices: Choices = {}): Promise<string> {
  const facts = program({ runtimeFiles: [reads('conf/app.yaml')], ...change });
  const { files } = await plan(project({ programs: [facts] }), filesOf({ ...source, 'conf/app.yaml': text }), choices);
  return files.map(({ path, text: content }) => `# ${path}\n${content}`).join('');
}

describe('a configuration file that keeps the program on loopback', () => {
  const table: readonly [text: string, keys: string[], line: string][] = [
    ['server:\n  host: localhost\n  port: 8080\n', ['config:server.host', 'config:server.port'], 'host: 0.0.0.0'],
    ['server:\n  Host: "127.0.0.1" # mine\n', ['config:server.host'], 'Host: "0.0.0.0" # mine'],
    ['address: localhost:8080\n', ['config:address'], 'address: 0.0.0.0:8080'],
    ["http: { addr: '[::1]:8080' }\n", ['config:http.addr'], "http: { addr: '0.0.0.0:8080' }"],
  ];
  for (const [text, keys, line] of table) {
    it(`is mounted with all addresses: ${line}`, async () => {
      const files = await written(text, { listens: [configured(keys)] });
      assert.ok(files.includes(line), files);
      assert.match(files, /containerPort: 8080/);
      assert.match(files, /mountPath: \/app\/conf\/app\.yaml\n +subPath: app\.yaml\n +readOnly: true/);
    });
  }

  const stays: readonly [why: string, text: string, listens: Program['listens']][] = [
    ['it says nothing of the address', 'name: shop\n', [configured(['config:host'])]],
    ['it holds a secret', 'host: localhost\ndb_password: hunter2\n', [configured(['config:host'])]],
    [
      'it holds one on a line with others',
      '{"host": "localhost", "db": {"password": "hunter2"}}\n',
      [configured(['config:host'])],
    ],
    [
      'an address in it has a password',
      'host: localhost\ndb: postgres://shop:s3cr3t@db/shop\n',
      [configured(['config:host'])],
    ],
    ['it holds credentials by another name', 'host: localhost\ndb:\n  pwd: hunter2\n', [configured(['config:host'])]],
    [
      'it holds a private key',
      'host: localhost\nkey: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MIIE\n',
      [configured(['config:host'])],
    ],
    [
      'another listener is open, so that this one is meant',
      'host: localhost\n',
      [listener(80), configured(['config:host'], 81)],
    ],
    ['a variable opens it', 'host: localhost\n', [configured(['config:host', 'env:HOST'])]],
  ];
  for (const [why, text, listens] of stays) {
    it(`stays as it is where ${why}`, async () => {
      assert.doesNotMatch(await written(text, { listens }), /subPath/);
    });
  }

  it('is a template of a chart, too, its braces kept', async () => {
    const files = await written(
      'host: localhost\nformat: "{{ .Name }}"\n',
      { listens: [configured(['config:host'])] },
      { layout: 'helm' },
    );
    assert.match(files, /app\.yaml: \|\n +host: 0\.0\.0\.0\n +format: "\{\{ "\{\{" \}\} \.Name \}\}"/);
    assert.match(files, /configMap:\n +name: \{\{ include "shop\.name" \. \}\}-settings/);
  });
});
