import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kongFlagName } from '../../../src/go/syntax/struct-tags.ts';

const names: Readonly<Record<string, string>> = {
  Addr: 'addr',
  ListenAddr: 'listen-addr',
  ServerURL: 'server-url',
  HTTPPort: 'http-port',
  S3Bucket: 's-3-bucket',
  HTTP2Port: 'http-2-port',
  IPv4Only: 'i-pv-4-only',
};

for (const [field, flag] of Object.entries(names)) {
  test(`kong calls the flag of ${field} --${flag}`, () => {
    assert.equal(kongFlagName(field), flag);
  });
}
