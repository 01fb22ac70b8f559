import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serverFiles } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import { projectOf, type Texts } from '../workspace.ts';

const found = finder(/^build-argument-declared$/);
const FILES: Texts = {
  ...serverFiles(':8080'),
  Dockerfile:
    'ARG GO_VERSION=1.26\nFROM golang:$GO_VERSION AS build\nARG BUILD_TAG=dev\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
};
const compose = (args: string): Texts => ({
  ...FILES,
  'compose.yaml': `services:\n  shop:\n    build:\n      context: .\n      args: ${args}\n`,
});
const workflow = (step: string): Texts => ({
  ...FILES,
  '.github/workflows/ci.yaml': `on: push\njobs:\n  build:\n    steps:\n      - uses: actions/checkout@v4\n      - ${step}\n`,
});
const action = (lines: string) =>
  workflow(`uses: docker/build-push-action@v6\n        with:\n          build-args: |\n${lines}`);
const script = (words: string) => workflow(`run: docker build ${words} -t shop .`);
const bake = (text: string): Texts => ({ ...FILES, 'docker-bake.hcl': text });
const skaffold = (args: string): Texts => ({
  ...FILES,
  'skaffold.yaml': `apiVersion: skaffold/v4beta13\nkind: Config\nbuild:\n  artifacts:\n    - image: shop\n      docker:\n        buildArgs: ${args}\n`,
});

describe('an argument that the Dockerfile declares under another name', () => {
  const cases: readonly [what: string, texts: Texts, marked: string, meant: string][] = [
    ['in a map of compose', compose('{ BUILDTAG: a }'), 'BUILDTAG', 'BUILD_TAG'],
    ['in a list of compose', compose('["GO_VERSON=1.25"]'), 'GO_VERSON', 'GO_VERSION'],
    ['of skaffold', skaffold('{ BUILD_TAGS: a }'), 'BUILD_TAGS', 'BUILD_TAG'],
    ['of bake', bake('target "shop" {\n  args = { BUILDTAG = TAG }\n}\n'), 'BUILDTAG', 'BUILD_TAG'],
    [
      'of what a target of bake inherits',
      bake(
        'target "_base" {\n  args = {\n    GO_VERSON = "1.25"\n  }\n}\ntarget "shop" {\n  inherits = ["_base"]\n}\n',
      ),
      'GO_VERSON',
      'GO_VERSION',
    ],
    ['of an action', action('            GO_VERSION=1.26\n            BUILD_TGA=${{ x }}\n'), 'BUILD_TGA', 'BUILD_TAG'],
    ['of an action, in quotes', action('            "BUILDTAG=a"\n'), 'BUILDTAG', 'BUILD_TAG'],
    ['of a script', script('--build-arg BUILDTAG=a'), 'BUILDTAG', 'BUILD_TAG'],
    ['of a script, with an expression', script('--build-arg BUILDTAG=${{ github.sha }}'), 'BUILDTAG', 'BUILD_TAG'],
    ['of a script, in quotes', script('--build-arg "BUILDTAG=a b"'), 'BUILDTAG', 'BUILD_TAG'],
    ['of a script, in one word', script('--build-arg=BUILDTAG=a'), 'BUILDTAG', 'BUILD_TAG'],
  ];
  for (const [what, texts, marked, meant] of cases) {
    it(what, async () => {
      const said = Object.keys(texts).find((file) => /\.(?:ya?ml|hcl)$/.test(file)) ?? '';
      const project = await projectOf(texts);
      const findings = project.findings(said).filter(({ rule }) => rule === 'build-argument-declared');
      assert.deepEqual(
        findings.map(({ start, end, fixes = [] }) => [texts[said]?.slice(start, end), fixes[0]?.edits[0]?.text]),
        [[marked, meant]],
      );
    });
  }
});

describe('nothing is said', () => {
  const cases: readonly [what: string, texts: Texts][] = [
    ['of those that it declares', compose('{ BUILD_TAG: a, GO_VERSION: "1.26" }')],
    ['of one that is like none', compose('{ HTTP_PROXY: "http://proxy" }')],
    ['of one that an action has in quotes', action('            "BUILD_TAG=${{ x }}"\n')],
    ['of lines that belong to a text in quotes', action('            "BUILD_TAG=a\n            BUILD_TGA=b"\n')],
    ['of one beside the one that it is like', compose('{ BUILD_TAGS: a, BUILD_TAG: b }')],
  ];
  for (const [what, texts] of cases) it(what, async () => assert.deepEqual(await found(texts), []));
});
