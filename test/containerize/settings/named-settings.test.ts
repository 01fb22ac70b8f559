import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Program } from '../../../src/go/project.ts';
import { filesOf, listener, program, project, source, variable } from '../facts.ts';

const left = listener(null, { configuredBy: ['config:http.address'], certainty: 'unknown' });
const facts: Partial<Program> = { listens: [left], env: [variable('CONFIG_PATH')] };
const says = (address: string) => `http:\n  address: ${address}\nstorage: data/shop.db\n`;

async function planned(texts: Readonly<Record<string, string>>, change: Partial<Program> = facts) {
  const { files, decisions } = await plan(project({ programs: [program(change)] }), filesOf({ ...source, ...texts }));
  const chosen = decisions.find(({ what }) => what === 'configuration file');
  return { chosen, text: files.map(({ text }) => text).join('') };
}

describe('a configuration file that only a variable names', () => {
  it('is the one with the keys of the listener: its port counts, and the folder of its database', async () => {
    const { chosen, text } = await planned({ 'config/local.yaml': says('0.0.0.0:8082'), 'config/log.yaml': 'a: b\n' });
    assert.equal(chosen?.chosen, 'config/local.yaml');
    assert.match(text, /CONFIG_PATH: config\/local\.yaml/);
    assert.match(text, /COPY config\/local\.yaml \/app\/config\/local\.yaml/);
    assert.match(text, /containerPort: 8082/);
    assert.match(text, /mountPath: \/app\/data/);
  });

  it('comes from a ConfigMap where it keeps the program on loopback', async () => {
    const { text } = await planned({ 'config/local.yaml': says('localhost:8082') });
    assert.match(text, /address: 0\.0\.0\.0:8082/);
    assert.match(text, /subPath: local\.yaml/);
  });

  it('is the one for production where there are several, the others are offered', async () => {
    const { chosen } = await planned({
      'config/local.yaml': says(':1'),
      'config/prod.yaml': says(':2'),
      'config/config.example.yaml': says(':3'),
    });
    assert.deepEqual([chosen?.chosen, chosen?.alternatives], ['config/prod.yaml', ['config/local.yaml']]);
  });

  it('says what else is required', async () => {
    const env = [variable('CONFIG_PATH'), variable('STORAGE', { required: true })];
    assert.match((await planned({ 'config.yaml': says(':8082') }, { ...facts, env })).text, /STORAGE: data\/shop\.db/);
  });

  const not: readonly [why: string, texts: Readonly<Record<string, string>>, change: Partial<Program>][] = [
    ['no file has the keys', { 'config/local.yaml': 'name: shop\n' }, facts],
    [
      'two variables name files',
      { 'config.yaml': says(':1') },
      { ...facts, env: [variable('CONFIG'), variable('LOG_CONFIG')] },
    ],
    ['the source decides a port', { 'config.yaml': says(':1') }, { ...facts, listens: [left, listener(8080)] }],
  ];
  for (const [why, texts, change] of not) {
    it(`is not chosen where ${why}`, async () => {
      assert.equal((await planned(texts, change)).chosen, undefined);
    });
  }
});
