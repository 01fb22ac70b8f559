import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMPOSE_FILES, composeOf } from '../../../src/contract/compose/examples.ts';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const found = finder(
  /^(?:required-variable-set|compose-environment|variable-value-fits)$/,
  (file) => !file.endsWith('.go'),
);

function program(code: string): Texts {
  return {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'main.go': `package main\n\nimport (\n\t"log"\n\t"os"\n\t"strconv"\n)\n\nfunc main() {\n${code}\n}\n`,
  };
}

const FILLED = program('\tif os.Getenv("REGION") == "" {\n\t\tlog.Fatal("no REGION")\n\t}');
const SET = program('\tif _, ok := os.LookupEnv("REGION"); !ok {\n\t\tlog.Fatal("no REGION")\n\t}');
const PARSED = program(
  '\tn, err := strconv.Atoi(os.Getenv("WORKERS"))\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tprintln(n)',
);
const IMAGE =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM alpine:3.22\nCOPY --from=build /shop /shop\nENV REGION=\nENTRYPOINT ["/shop"]\n';
const OWN = deploymentOf('env:\n  - name: REGION\n    value: ""');
const ALL = deploymentOf('envFrom:\n  - configMapRef: { name: shop }');
const KEY = (kind: string) =>
  deploymentOf(`env:\n  - name: REGION\n    valueFrom:\n      ${kind}KeyRef: { name: shop, key: region }`);
const object = (kind: string, block: string) => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: shop\n${block}\n`;
const generated = (kind: string, literal: string, more = '') =>
  `resources: [../../base]\n${kind}Generator:\n  - name: shop\n${more}    literals:\n      - ${literal}\n`;

describe('says of an empty variable that the program wants filled', () => {
  const table: Readonly<Record<string, readonly [texts: Texts, ...expected: string[]]>> = {
    'in env': [{ ...FILLED, 'd.yaml': OWN }, 'd.yaml: required-variable-set: "": '],
    'that it parses': [
      { ...PARSED, 'd.yaml': OWN.replace('REGION', 'WORKERS') },
      'd.yaml: required-variable-set: "": ',
    ],
    'in a ConfigMap': [
      { ...FILLED, 'd.yaml': ALL, 'c.yaml': object('ConfigMap', 'data:\n  REGION: ""') },
      'c.yaml: required-variable-set: REGION: ',
    ],
    'in a Secret': [
      { ...FILLED, 'd.yaml': KEY('secret'), 's.yaml': object('Secret', 'stringData:\n  region: ""') },
      's.yaml: required-variable-set: region: ',
    ],
    'in one overlay of two': [
      {
        ...FILLED,
        'base/d.yaml': KEY('secret'),
        'base/kustomization.yaml': 'resources: [d.yaml]\n',
        'overlays/dev/kustomization.yaml': generated('secret', 'region='),
        'overlays/prod/kustomization.yaml': generated('secret', 'region=eu'),
      },
      'overlays/dev/kustomization.yaml: required-variable-set: region=: ',
    ],
    'in the image': [
      { ...FILLED, Dockerfile: IMAGE, 'd.yaml': deploymentOf('ports: []') },
      'Dockerfile: required-variable-set: REGION=: ',
    ],
    'of a compose service': [
      {
        ...COMPOSE_FILES,
        ...FILLED,
        'compose.yaml': composeOf('environment:\n  REGION: ""'),
      },
      'compose.yaml: compose-environment: REGION: ',
    ],
  };
  for (const [what, [texts, ...expected]] of Object.entries(table)) {
    it(what, async () => assert.deepEqual(await found(texts), expected));
  }
});

describe('says nothing of an empty variable', () => {
  const table: Readonly<Record<string, Texts>> = {
    'that need only be set': { ...SET, 'd.yaml': OWN },
    'that the manifest fills for the image': {
      ...FILLED,
      Dockerfile: IMAGE,
      'd.yaml': deploymentOf('env:\n  - name: REGION\n    value: eu'),
    },
    'that an overlay fills': {
      ...FILLED,
      'base/d.yaml': OWN,
      'base/kustomization.yaml': 'resources: [d.yaml]\n',
      'prod/kustomization.yaml':
        'resources: [../base]\npatches:\n  - target: { kind: Deployment, name: shop }\n    patch: |\n      - op: replace\n        path: /spec/template/spec/containers/0/env/0/value\n        value: eu\n',
    },
    'that a generator above fills': {
      ...FILLED,
      'base/d.yaml': KEY('configMap'),
      'base/kustomization.yaml': 'resources: [d.yaml]\nconfigMapGenerator:\n  - name: shop\n    literals: [region=]\n',
      'overlays/prod/kustomization.yaml': generated('configMap', 'region=eu', '    behavior: merge\n'),
    },
    'that compose takes from its caller': {
      ...COMPOSE_FILES,
      ...FILLED,
      'compose.yaml': composeOf('environment:\n  REGION: ${REGION}'),
    },
  };
  for (const [what, texts] of Object.entries(table)) {
    it(what, async () => assert.deepEqual(await found(texts), []));
  }
});
