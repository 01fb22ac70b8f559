import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts } from '../go-project.ts';

const SHARED = {
  'go.mod': 'module example.com/app\n\ngo 1.26\n',
  'run/run.go':
    'package run\nimport "net/http"\ntype Maker interface { Server() *http.Server }\nfunc Run(m Maker) { m.Server().ListenAndServe() }',
  'one/one.go':
    'package one\nimport "net/http"\ntype One struct{}\nfunc (One) Server() *http.Server { return &http.Server{Addr: ":8081"} }',
  'other/other.go':
    'package other\nimport "net/http"\ntype Other struct{}\nfunc (Other) Server() *http.Server { return &http.Server{Addr: ":8082"} }',
};
const FIRST = 'package main\nimport ("example.com/app/one"; "example.com/app/run")\nfunc main() { run.Run(one.One{}) }';
const BOTH =
  'package main\nimport ("os"; "example.com/app/one"; "example.com/app/other"; "example.com/app/run")\nfunc main() { if len(os.Args) > 1 { run.Run(other.Other{}) }; run.Run(one.One{}) }';

async function listensOfBoth(texts: Readonly<Record<string, string>>) {
  const { programs } = await analyzeTexts({ ...SHARED, ...texts });
  const both = programs.find(({ name }) => name === 'both');
  return both?.listens.map(({ port, protocol, certainty }) => `${port ?? '?'} ${protocol} ${certainty}`);
}

test('what a method of an interface returns follows from the interface, whatever other programs link', async () => {
  const alone = await listensOfBoth({ 'cmd/both/main.go': BOTH });
  const afterAnother = await listensOfBoth({ 'cmd/a/main.go': FIRST, 'cmd/both/main.go': BOTH });
  assert.deepEqual(afterAnother, alone);
  assert.ok(alone?.some((listener) => listener.includes('http')));
});
