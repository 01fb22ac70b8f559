import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ensureBaseImages } from '../base-images.ts';
import { startEngine } from '../engine.ts';
import { startRegistry } from '../registry.ts';
import { push } from './push.ts';

const engine = await startEngine();
after(engine.stop);
await ensureBaseImages(engine);
const [open, closed] = await Promise.all([startRegistry(), startRegistry({ users: { ann: 'open:sesame' } })]);
after(() => Promise.all([open.stop(), closed.stop()]));

test('an open registry takes a push from anybody', async () => {
  await push(engine, `${open.host}/team/app`);
  const tags = await fetch(`http://${open.host}/v2/team/app/tags/list`);
  assert.deepEqual(await tags.json(), { name: 'team/app', tags: ['1'] });
});

test('a registry with users refuses a push without credentials, and one with a wrong password', async () => {
  await assert.rejects(push(engine, `${closed.host}/team/app`), /no basic auth credentials/);
  await assert.rejects(push(engine, `${closed.host}/team/app`, { username: 'ann', password: 'no' }), /unauthorized/);
});

test('a registry with users takes a push with a password, and shows nothing without one', async () => {
  await push(engine, `${closed.host}/team/app`, { username: 'ann', password: 'open:sesame' });
  const list = `http://${closed.host}/v2/team/app/tags/list`;
  assert.equal((await fetch(list)).status, 401);
  const Authorization = `Basic ${Buffer.from('ann:open:sesame').toString('base64')}`;
  assert.equal((await fetch(list, { headers: { Authorization } })).status, 200);
});
