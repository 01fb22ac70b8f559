import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Texts } from '../workspace.ts';
import { finder } from '../found.ts';
import { FILES } from './build-texts.ts';

const found = finder(/^build-path-exists$/);
const compose = (lines: string): Texts => ({
  ...FILES,
  'dev.env': 'A=b\n',
  'config/nginx.conf': '',
  'compose.yaml': `services:\n  shop:\n    image: shop\n${lines}`,
});
const make = (recipe: string): Texts => ({ ...FILES, Makefile: `build:\n\t${recipe}\n` });
const gitlab = (line: string): Texts => ({
  ...FILES,
  '.gitlab-ci.yml': `build:\n  image: golang:1.26\n  script:\n    - ${line}\n`,
});
const rawYaml = (path: string): Texts => ({
  ...FILES,
  'skaffold.yaml': `apiVersion: skaffold/v4beta13\nkind: Config\nmanifests:\n  rawYaml: ["${path}"]\n`,
});

describe('a path beside the builds that is not there', () => {
  const cases: readonly [what: string, texts: Texts, marked: string][] = [
    ['a file that compose includes', compose('include: [db.yaml]\n'), 'compose.yaml: db.yaml'],
    [
      'a file that a service extends',
      compose('    extends: { file: base.yaml, service: a }\n'),
      'compose.yaml: base.yaml',
    ],
    ['the one file of variables under another name', compose('    env_file: local.env\n'), 'compose.yaml: local.env'],
    ['a slip in a list of them', compose('    env_file:\n      - path: devv.env\n'), 'compose.yaml: devv.env'],
    [
      'a slip in a file that is bound',
      compose('    volumes:\n      - ./config/nginxx.conf:/etc/nginx.conf\n'),
      'compose.yaml: ./config/nginxx.conf',
    ],
    [
      'a slip in a folder that is bound to be read',
      compose('    volumes:\n      - { type: bind, source: ./confg, target: /c, read_only: true }\n'),
      'compose.yaml: ./confg',
    ],
    ['the package of a Makefile', make('go build -o bin/a ./cmd/shop'), 'Makefile: ./cmd/shop'],
    ['the package of a pipeline', gitlab('go test ./pkg/...'), '.gitlab-ci.yml: ./pkg/...'],
    ['the folder of a pattern of skaffold', rawYaml('k8s/*.yaml'), 'skaffold.yaml: k8s'],
  ];
  for (const [what, texts, marked] of cases) {
    it(what, async () => {
      const places = (await found(texts)).map((one) => one.replace(/: build-path-exists(: .*): [^:]*$/, '$1'));
      assert.deepEqual(places, [marked]);
    });
  }
});

describe('a path that may be there for whoever needs it', () => {
  const cases: readonly [what: string, texts: Texts][] = [
    ['the file of variables that nobody commits', compose('    env_file: .env\n')],
    ['one that need not be there', compose('    env_file: [{ path: devv.env, required: false }]\n')],
    ['one of two', { ...compose('    env_file: shop.env\n'), 'test.env': '' }],
    ['a folder that compose makes', compose('    volumes: ["./data:/var/lib/data", "./confg:/c"]\n')],
    ['a file of a variable', compose('include: ["${DB}.yaml"]\n')],
    ['a package that the Makefile makes', make('cp -r template ./cmd/shop\n\tgo build ./cmd/shop')],
    ['packages of a pattern', { ...make('go test ./cmd/.../internal/...'), 'cmd/a/main.go': 'package main\n' }],
    ['packages whose names begin so', { ...make('go vet ./cmd/sh...'), 'cmd/shop/main.go': 'package main\n' }],
    ['a package that a variable names', make('go build ./cmd/$(NAME)')],
    ['a package of another folder', gitlab('cd tools && go build ./lint')],
  ];
  for (const [what, texts] of cases) it(what, async () => assert.deepEqual(await found(texts), []));
});
