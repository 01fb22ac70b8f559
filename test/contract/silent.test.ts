import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseFiles } from '../../src/contract/examples/example-files.ts';
import { egress } from './silent/files.ts';
import { images } from './silent/images.ts';
import { life } from './silent/life.ts';
import { network } from './silent/network.ts';
import { settings } from './silent/settings.ts';
import { findingsOf, type Texts } from './workspace.ts';

/** What a rule says in a workspace, as `file:severity`. */
async function said(rule: string, texts: Texts): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings.flatMap((one) => (one.rule === rule ? [`${file}:${one.severity}`] : [])),
  );
}

describe('what looks like a broken contract and is none', () => {
  for (const [rule, rows] of Object.entries({ ...images, ...life, ...network, ...settings })) {
    describe(rule, () => {
      for (const [what, texts] of rows) it(what, async () => assert.deepEqual(await said(rule, texts), []));
    });
  }
});

describe('egress-to-names is milder where another repository may allow DNS', () => {
  const files = { ...databaseFiles(), 'p.yaml': egress('[{ ports: [{ port: 5432 }] }]') };
  const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n';
  const table: readonly (readonly [what: string, texts: Texts, severity: string])[] = [
    ['a policy alone', files, 'info'],
    ['beside its namespace', { ...files, 'n.yaml': NAMESPACE }, 'warning'],
    [
      'for all pods',
      { ...files, 'p.yaml': files['p.yaml'].replace('{ matchLabels: { app: shop } }', '{}') },
      'warning',
    ],
  ];
  for (const [what, texts, severity] of table) {
    it(what, async () => assert.deepEqual(await said('egress-to-names', texts), [`p.yaml:${severity}`]));
  }
});
