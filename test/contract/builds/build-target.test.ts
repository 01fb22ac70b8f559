import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, serverFiles } from '../../../src/contract/examples/example-files.ts';
import { joinContract } from '../../../src/contract/join.ts';
import { assertFixesMend, finder } from '../found.ts';
import { inputsOf, type Texts } from '../workspace.ts';

const FILES: Texts = {
  ...serverFiles(':8080'),
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM alpine:3.23 AS debug\nCOPY --from=build /shop /shop\nFROM scratch AS release\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
};
const WORKFLOW = '.github/workflows/build.yml';
const job = (step: string) =>
  `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n${step}`;
/** A build that stops at a stage, as each kind of file says it. */
const stopping = (target: string): readonly (readonly [file: string, text: string])[] => [
  ['compose.yaml', `services:\n  shop:\n    build:\n      context: .\n      target: ${target}\n`],
  [
    'skaffold.yaml',
    `apiVersion: skaffold/v4beta11\nkind: Config\nbuild:\n  artifacts:\n    - image: shop\n      docker:\n        target: ${target}\n`,
  ],
  ['docker-bake.hcl', `target "shop" {\n  context = "."\n  target = "${target}"\n}\n`],
  [
    WORKFLOW,
    job(
      `      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          target: ${target}\n`,
    ),
  ],
  [WORKFLOW, job(`      - run: docker build --target ${target} -t shop .\n`)],
  [WORKFLOW, job(`      - run: docker build --target=${target} -t shop .\n`)],
];

const RULE = /^build-target-exists$/;
const found = finder(RULE);

describe('says that a Dockerfile has no such stage', () => {
  const table = stopping('relaese').map(([file, text]): [what: string, texts: Texts, expected: string] => [
    `${file}: ${text.split('\n').at(-2)?.trim() ?? ''}`,
    { ...FILES, [file]: text },
    `${file}: build-target-exists: relaese: Change to \`release\``,
  ]);
  for (const [what, texts, expected] of table) {
    it(what, async () => {
      const said = await found(texts);
      assert.deepEqual(
        said.map((one) => one.replace('--target=', '')),
        [expected],
      );
    });
  }
  it('mends it', () => assertFixesMend(table, RULE, found));
});

describe('says nothing of', () => {
  for (const target of ['debug', 'Release', '0', '${STAGE}']) {
    it(target, async () => {
      for (const [file, text] of stopping(target)) assert.deepEqual(await found({ ...FILES, [file]: text }), []);
    });
  }
  it('a Dockerfile that is not there', async () => {
    const { Dockerfile: _, ...others } = FILES;
    for (const [file, text] of stopping('final')) assert.deepEqual(await found({ ...others, [file]: text }), []);
  });
});

describe('an image that build files stop at different stages', () => {
  const STAGES: Texts = {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'cmd/shop/main.go': 'package main\n\nimport "net/http"\n\nfunc main() { _ = http.ListenAndServe(":8080", nil) }\n',
    'cmd/move/main.go': 'package main\n\nfunc main() { println("moved") }\n',
    Dockerfile:
      'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop ./cmd/shop && CGO_ENABLED=0 go build -o /move ./cmd/move\nFROM scratch AS shop\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\nFROM scratch AS move\nCOPY --from=build /move /move\nENTRYPOINT ["/move"]\n',
    'docker-bake.hcl':
      'target "shop" {\n  context = "."\n  dockerfile = "Dockerfile"\n  target = "shop"\n  tags = ["example/shop:dev"]\n}\n',
    '.github/workflows/image.yaml':
      'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          file: Dockerfile\n          tags: example/shop:1.2.3\n',
  };

  it('is, for a container, the one that runs its program', async () => {
    const contract = joinContract(
      await inputsOf({ ...STAGES, 'd.yaml': deploymentOf('ports: []').replace('shop:1.2.3', 'example/shop:1.2.3') }),
    );
    const [container] = contract.containers;
    assert.deepEqual([container?.program?.name, container?.image?.run.binary?.value], ['shop', '/shop']);
  });
});
