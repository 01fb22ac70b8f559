import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const shop = path.join(import.meta.dirname, '..', '..', 'samples', 'shop');
const go = (...args: string[]) => promisify(execFile)('go', args, { cwd: shop, env: { ...process.env, GOTOOLCHAIN: 'local' } });

test('the sample is formatted, vetted and its own tests pass', async () => {
  const { stdout: unformatted } = await promisify(execFile)('gofmt', ['-l', '.'], { cwd: shop });
  assert.equal(unformatted, '');
  await go('vet', './...');
  const { stdout } = await go('test', './...');
  assert.match(stdout, /^ok\s+example\.com\/shop\//m);
});
