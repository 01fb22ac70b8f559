import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSecretName, sharedPrefix } from '../../../src/go/environment/secret-names.ts';

const secrets = [
  'DB_PASSWORD', 'PASSWORD', 'POSTGRES_PASSWD', 'JWT_SECRET', 'CLIENT_SECRET', 'GITHUB_TOKEN', 'PAYMENT_API_KEY', 'APIKEY',
  'AWS_SECRET_ACCESS_KEY', 'SIGNING_KEY', 'ENCRYPTION_KEY', 'SESSION_KEY', 'LINKS_ADMIN_KEY', 'DATABASE_URL', 'REDIS_URL', 'MONGODB_URI', 'SENTRY_DSN',
  'DB_CONNECTION_STRING', 'SMTP_PASS', 'apiToken', 'GOOGLE_CREDENTIALS', 'PAT_SECURELOGINPASSWORD', 'APP_DBPASSWORD',
  'APP_CLIENTSECRET', 'APP_NEWRELIC_KEY', 'SENDGRID_KEY', 'OPENAI_KEY',
]; // prettier-ignore
const plain = [
  'PORT', 'DB_USERNAME', 'DB_USER', 'PASSWORD_FILE', 'TOKEN_PATH', 'SECRET_NAME', 'TOKEN_TTL', 'MAX_TOKENS', 'PASSWORD_MIN_LENGTH', 'TOKEN_URL',
  'PAYMENT_URL', 'PUBLIC_KEY', 'CACHE_KEY', 'PARTITION_KEY', 'KEYBOARD', 'COMPASS', 'PASSENGER_COUNT', 'TOKENIZER', 'AWS_ACCESS_KEY_ID',
  'SECRET_ENABLED', 'BASE_URL', 'PWD', 'MONKEY', 'API_KEY_HEADER', 'DATABASE_NAME', 'CONNECTION_LIMIT', 'APP_NOPASSWORD', 'APP_REQUIREPASSWORD',
  'OAUTH_TOKEN_STYLE', 'GATE_HEADERS_ACCESSTOKEN', 'HEADERS_TOKEN', 'PASS_STRENGTH', 'JWT_TOKEN_CLAIM', 'SECRET_NAMESPACE', 'TOKEN_HOST',
]; // prettier-ignore

for (const name of secrets) {
  test(`${name} is a secret`, () => {
    assert.equal(isSecretName(name, null), true);
  });
}
for (const name of plain) {
  test(`${name} is no secret`, () => {
    assert.equal(isSecretName(name, null), false);
  });
}
test('words that all names start with say nothing of secrets', () => {
  const names = ['A', 'B', 'C', 'D', 'KEY'].map((name) => `SEALED_SECRETS_${name}`);
  assert.equal(sharedPrefix([...names, 'OTHER']), 'SEALED_SECRETS_');
  assert.equal(sharedPrefix(['DB_PASSWORD', 'DB_HOST', 'PORT']), '');
  assert.equal(isSecretName('SEALED_SECRETS_A', null, undefined, 'SEALED_SECRETS_'), false);
});
test('several of what is a secret are one, too', () => {
  assert.equal(isSecretName('GITHUB_TOKENS', null, '[]string'), true);
  assert.equal(isSecretName('API_KEYS', null, '[]string'), true);
  assert.equal(isSecretName('CACHE_KEYS', null, '[]string'), false);
  assert.equal(isSecretName('MAX_TOKENS', null, 'int'), false);
});
test('a switch or a number is no secret whatever its name', () => {
  assert.equal(isSecretName('REQUIRE_TOKEN', 'true'), false);
  assert.equal(isSecretName('TOKEN_SECRET', '15m'), false);
  assert.equal(isSecretName('API_TOKEN', null, 'bool'), false);
  assert.equal(isSecretName('REDIS_URL', '/run/redis.sock'), false);
});
