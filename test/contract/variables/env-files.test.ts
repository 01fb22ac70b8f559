import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { readEnvFile } from '../../../src/kubernetes/env-file.ts';
import { contractFindings, mended, shown } from '../seed.ts';
import type { Texts } from '../workspace.ts';

const FILES: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport (\n\t"cmp"\n\t"log"\n\t"net/http"\n\t"os"\n\t"time"\n)\n\nfunc main() {\n\tif _, err := time.ParseDuration(cmp.Or(os.Getenv("WAIT"), "1s")); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\thttp.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})\n\t_ = http.ListenAndServe(cmp.Or(os.Getenv("ADDR"), ":8080"), nil)\n}\n',
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
  'base/d.yaml': deploymentOf(
    'envFrom:\n  - configMapRef: { name: shop }\nports:\n  - { name: http, containerPort: 8080 }',
  ),
  'base/kustomization.yaml':
    'kind: Kustomization\nresources: [d.yaml]\nconfigMapGenerator:\n  - name: shop\n    envs: [shop.env]\n',
};
const RULES =
  /^(?:container-port-listened|variable-\w+|variable-value-fits|listens-on-loopback|config-reference-exists)$/;

async function found(lines: string, change: Texts = {}): Promise<string[]> {
  const texts = { ...FILES, 'base/shop.env': lines, ...change };
  const all = await contractFindings(texts);
  return all.filter(({ finding }) => RULES.test(finding.rule)).map((one) => shown(texts, one));
}

describe('files that generators take variables from', () => {
  const table: readonly (readonly [what: string, lines: string, expected: readonly string[]])[] = [
    ['all is well', '# of the shop\nADDR=:8080\nWAIT=2s\n', []],
    ['another port', 'ADDR=:9090\n', ['base/d.yaml: container-port-listened: 8080']],
    ['a value of another type', 'WAIT=2\n', ['base/shop.env: variable-value-fits: 2']],
    ['nobody reads it', 'ADDR=:8080\nCOLOUR=red', ['base/shop.env: variable-read: COLOUR']],
    ['a value of whoever builds', 'ADDR\n', []],
    ['a comment silences it', '# gantry-ignore variable-value-fits\nWAIT=2\n', []],
  ];
  for (const [what, lines, expected] of table) {
    it(what, async () => assert.deepEqual(await found(lines), expected));
  }

  it('one that is not there leaves all open', async () => {
    const { 'base/kustomization.yaml': one = '' } = FILES;
    assert.deepEqual(
      await found('ADDR=:9090', { 'base/kustomization.yaml': one.replace('shop.env', 'other.env') }),
      [],
    );
  });

  it('a fix writes into it', async () => {
    const texts = { ...FILES, 'base/shop.env': 'ADDR=:8080\nWAIT=2\n' };
    const [first] = (await contractFindings(texts)).filter(({ finding }) => finding.rule === 'variable-value-fits');
    const fix = first?.finding.fixes?.[0];
    assert.ok(first && fix);
    assert.equal(mended(texts, first.file, fix)['base/shop.env'], 'ADDR=:8080\nWAIT=2s\n');
  });

  it('is read as kustomize does', () => {
    const text = '  A=1\r\n\n # b=2\nC = "x"\nD\n';
    const { entries } = readEnvFile(text, 'x.env');
    assert.deepEqual(
      entries.map(({ key, value, start, end }) => [key, value, text.slice(start, end)]),
      [
        ['A', '1', 'A=1'],
        ['C ', ' "x"', 'C = "x"'],
        ['D', null, 'D'],
      ],
    );
  });
});
