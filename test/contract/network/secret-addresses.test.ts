import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { say } from '../../../src/words/message.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const URL = 'postgres://shop:word@localhost:5432/shop';
const secret = (lines: string) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\n${lines}\n`;
const texts = (lines: string): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/lib/pq v1.12.3\n',
  'main.go':
    'package main\n\nimport (\n\t"database/sql"\n\t"net/http"\n\t"os"\n\n\t_ "github.com/lib/pq"\n)\n\nfunc main() {\n\t_, _ = sql.Open("postgres", os.Getenv("DATABASE_URL"))\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
  'd.yaml': deploymentOf('envFrom:\n  - secretRef:\n      name: shop'),
  's.yaml': secret(lines),
});

describe('a Secret that points a program at its own pod', () => {
  for (const [block, value] of [
    ['stringData', URL],
    ['data', btoa(URL)],
  ] as const) {
    it(`is reported in ${block}, without what is secret there`, async () => {
      const findings = (await findingsOf(texts(`${block}:\n  DATABASE_URL: ${value}`))).get('s.yaml') ?? [];
      assert.deepEqual(
        findings.filter(({ rule }) => rule === 'dependency-on-loopback').map(({ message }) => say(message)),
        ['`DATABASE_URL` points at `localhost:5432`, and nothing in this pod listens there'],
      );
    });
  }

  it('is none where it points elsewhere', async () => {
    const lines = `stringData:\n  DATABASE_URL: ${URL.replace('localhost', 'db')}`;
    assert.equal((await findingsOf(texts(lines))).get('s.yaml'), undefined);
  });
});
