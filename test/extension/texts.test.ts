import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText, red, terminalText } from '../../src/extension/ansi.ts';
import { isOfInterest } from '../../src/extension/interest.ts';
import { isProtected } from '../../src/extension/protected.ts';
import { duration, size } from '../../src/words/sizes.ts';

const sizes: readonly [number, string][] = [
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [5_943_210, '5.9 MB'],
  [99_949_000, '99.9 MB'],
  [538_000_000, '538 MB'],
  [999_600_000, '1.0 GB'],
  [2_400_000_000_000, '2.4 TB'],
];
for (const [bytes, text] of sizes) test(`${bytes} bytes are ${text}`, () => assert.equal(size(bytes), text));

const durations: readonly [number, string][] = [
  [0.84, '0.8 s'],
  [12.4, '12 s'],
  [65, '1 min 5 s'],
];
for (const [seconds, text] of durations)
  test(`${seconds} seconds are ${text}`, () => assert.equal(duration(seconds), text));

test('a terminal gets CR LF, whatever the text has', () => {
  assert.equal(terminalText('a\nb\r\nc'), 'a\r\nb\r\nc');
});

test('colours are taken out of what is read back', () => {
  assert.equal(plainText(`x ${red('bad')} y`), 'x bad y');
});

const contexts: readonly [string, readonly string[], boolean][] = [
  ['prod', ['*prod*'], true],
  ['eu-Production-1', ['*prod*'], true],
  ['kind-dev', ['*prod*'], false],
  ['a.b', ['a.b'], true],
  ['axb', ['a.b'], false],
  ['prod', [], false],
  ['(live)', ['(live)'], true],
];
for (const [context, patterns, expected] of contexts) {
  test(`${context} is ${expected ? '' : 'not '}protected by ${JSON.stringify(patterns)}`, () => {
    assert.equal(isProtected(context, patterns), expected);
  });
}

const documents: readonly [string, string, string, boolean][] = [
  ['dockerfile', '/x/Dockerfile', '', true],
  ['dockerignore', '/x/.dockerignore', '', true],
  ['yaml', '/x/a.yaml', 'apiVersion: v1\nkind: Service\n', true],
  ['yaml', '/x/a.yaml', '# licence\n---\nkind: Service\napiVersion: v1\n', true],
  ['yaml', '/x/compose.yaml', 'services:\n  web:\n    image: nginx\n', false],
  ['yaml', '/x/chart.yaml', 'apiVersion: v2\nname: chart\n', false],
  ['yaml', '/x/kustomization.yaml', 'resources: []\n', true],
  ['yaml', '/x/values.yaml', 'replicas: 2\n', true],
  ['yaml', '/x/.gantry.yaml', '', true],
  ['helm', '/x/templates/_helpers.tpl', '{{- define "x" -}}{{- end -}}', true],
  ['json', '/x/a.json', '{"apiVersion":"v1","kind":"Service"}', true],
  ['json', '/x/package.json', '{"name":"x"}', false],
  ['go', '/x/main.go', 'package main\n\nfunc main() {\n}\n', true],
  ['go', '/x/lib.go', 'package lib\n\nfunc main() {\n}\n', false],
  ['markdown', '/x/a.md', 'apiVersion: v1\nkind: Service\n', false],
];
for (const [language, file, text, expected] of documents) {
  test(`${expected ? 'starts' : 'does not start'} the server for ${language} ${JSON.stringify(text)} in ${file}`, () => {
    assert.equal(isOfInterest(language, file, text), expected);
  });
}
