import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const FILES: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport (\n\t"flag"\n\t"net/http"\n)\n\nfunc main() {\n\taddr := flag.String("addr", ":8080", "")\n\tlevel := flag.Int("level", 0, "")\n\tflag.Parse()\n\thttp.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})\n\t_ = http.ListenAndServe(*addr, nil)\n\tprintln(*level)\n}\n',
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
  'base/kustomization.yaml': 'kind: Kustomization\nresources: [d.yaml]\n',
};
const base = (port: string, args = '[--level=1]') =>
  deploymentOf(`args: ${args}\nports:\n  - { name: http, containerPort: ${port} }`);
const withOperations = (operations: string, port = '9000', args?: string): Texts => ({
  ...FILES,
  'base/d.yaml': base(port, args),
  'prod/kustomization.yaml':
    'kind: Kustomization\nresources: [../base]\npatches:\n  - target: { kind: Deployment, name: shop }\n    path: ops.yaml\n',
  'prod/ops.yaml': operations,
});
const operation = (op: string, path: string, value?: string) =>
  `- op: ${op}\n  path: /spec/template/spec/containers/0/${path}\n${value === undefined ? '' : `  value: ${value}\n`}`;
const withPart = (lines: string): Texts => ({
  ...FILES,
  'base/d.yaml': base('9000'),
  'prod/kustomization.yaml': 'kind: Kustomization\nresources: [../base]\npatches:\n  - path: patch.yaml\n',
  'prod/patch.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n${lines}`,
});
const moved = (lines: string): Texts => ({ ...withPart(lines), 'base/d.yaml': base('8080') });

const found = finder(/^(?:container-port-listened|flags-accepted)$/, (file) => !file.endsWith('.go'));
const PORT = 'base/d.yaml: container-port-listened: 9000: Change 9000 to 8080';

describe('knows the arguments that overlays change', () => {
  const table: readonly (readonly [what: string, texts: Texts, ...expected: string[]])[] = [
    ['an operation adds another flag', withOperations(operation('add', 'args/-', '--level=2')), PORT],
    ['an operation puts one before them', withOperations(operation('add', 'args/0', '--level=2')), PORT],
    ['an operation writes the list', withOperations(operation('replace', 'args', '["--level=3"]')), PORT],
    [
      'an operation is about another container',
      withOperations(operation('add', 'args/-', '--a').replace('/0/', '/1/')),
      PORT,
    ],
    ['a patch writes the list', withPart('        - name: shop\n          args: [--level=4]\n'), PORT],
    ['a patch brings another container', withPart('        - name: other\n          args: [--addr=:9000]\n'), PORT],
    ['an operation moves the program', withOperations(operation('add', 'args/-', '--addr=:9000'))],
    ['an operation writes one with another port', withOperations(operation('replace', 'args/0', '--addr=:9000'))],
    [
      'an operation takes the port away',
      withOperations(operation('remove', 'args/0'), '9000', '["--addr=:9000"]'),
      'prod/ops.yaml: container-port-listened: /spec/template/spec/containers/0/args/0: ',
    ],
    ['an operation runs something else', withOperations(operation('add', 'command', '[/other]'))],
    [
      'an operation writes the container',
      withOperations(operation('replace', '', '{ name: shop, args: [] }').replace('0/\n', '0\n')),
    ],
    ['a patch runs something else', withPart('        - name: shop\n          command: [/other]\n')],
    ['a list that nobody reads', withOperations(operation('replace', 'args', '{ a: b }'))],
    [
      'a flag that the program does not have',
      withOperations(operation('add', 'args/-', '--level=2'), '8080', '["--levle=1"]'),
      'base/d.yaml: flags-accepted: "--levle=1": Change to `level`',
    ],
    [
      'an overlay puts another in its place',
      withOperations(operation('replace', 'args/0', '--level=2'), '8080', '["--levle=1"]'),
    ],
    [
      'a patch moves the program from the port that is declared',
      moved('        - name: shop\n          args: ["--addr=:9000"]\n'),
      'prod/patch.yaml: container-port-listened: "--addr=:9000": ',
    ],
    [
      'a patch moves it with the port',
      moved('        - name: shop\n          args: ["--addr=:9000"]\n          ports: [{ containerPort: 9000 }]\n'),
    ],
    [
      'a patch writes the first list, which takes the place of the CMD of the image',
      {
        ...moved('        - name: shop\n          args: ["--level=2"]\n'),
        'base/d.yaml': deploymentOf('ports:\n  - { name: http, containerPort: 8080 }'),
        Dockerfile: `${FILES.Dockerfile ?? ''}CMD ["--addr=:9000"]\n`,
      },
    ],
    [
      'a patch gives a value that is none',
      moved('        - name: shop\n          args: ["--level=high"]\n'),
      'prod/patch.yaml: flags-accepted: "--level=high": ',
    ],
  ];
  for (const [what, texts, ...expected] of table) {
    it(what, async () => {
      assert.deepEqual(await found(texts), expected);
    });
  }
});
