import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRealEnvSecret } from '../../src/kubernetes/secrets/secret-values.ts';

const secrets: readonly (readonly [name: string, value: string])[] = [
  ['DB_PASSWORD', 'q7Vw2ZpX9'],
  ['CLIENT_SECRET', 'q7Vw2ZpX9'],
  ['clientSecret', 'q7Vw2ZpX9'],
  ['SECRET_KEY_BASE', 'q7Vw2ZpX9'],
  ['AUTH_KEY', 'q7Vw2/ZpX9'],
];
for (const [name, value] of secrets) {
  test(`${name}=${value} opens something`, () => assert.ok(isRealEnvSecret(name, value)));
}

const others: readonly (readonly [name: string, value: string])[] = [
  ['SALES_AUTH_KEYS_FOLDER', 'zarf/keys/'],
  ['SIGNING_KEY', 'keys/signing.pem'],
  ['SECRETSYNC_CONFIG', 'config.yaml'],
  ['SECRETARY_ROOM', 'house-12-b'],
  ['DB_PASSWORD', ''],
];
for (const [name, value] of others) {
  test(`${name}=${value} opens nothing`, () => assert.ok(!isRealEnvSecret(name, value)));
}
