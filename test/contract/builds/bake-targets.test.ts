import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serverFiles } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const FILE = 'docker-bake.hcl';
const RULE = /^bake-target-exists$/;
const found = finder(RULE);
const TARGETS = 'target "_common" {\n  context = "."\n}\ntarget "shop" {\n  inherits = ["_common"]\n}\n';
const FILES: Texts = { ...serverFiles(':8080'), Dockerfile: 'FROM scratch\nENTRYPOINT ["/shop"]\n' };
const group = (targets: string) => `group "default" {\n  targets = [${targets}]\n}\n${TARGETS}`;

describe('says that no target is called so', () => {
  const table: readonly [what: string, texts: Texts, expected: string][] = [
    ['of a group', { ...FILES, [FILE]: group('"shop", "shpo"') }, 'shpo: Change to `shop`'],
    [
      'of a group on one line',
      { ...FILES, [FILE]: `group "default" { targets = ["sho"] }\n${TARGETS}` },
      'sho: Change to `shop`',
    ],
    [
      'of what another inherits from',
      { ...FILES, [FILE]: TARGETS.replace('["_common"]', '["_comon"]') },
      '_comon: Change to `_common`',
    ],
    [
      'of what another copies from',
      { ...FILES, [FILE]: `${TARGETS}target "late" {\n  contexts = {\n    base = "target:shp"\n  }\n}\n` },
      'shp: Change to `shop`',
    ],
  ].map(([what, texts, said]) => [what as string, texts as Texts, `${FILE}: bake-target-exists: ${said as string}`]);
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await found(texts), [expected]));
  }
  it('mends it', () => assertFixesMend(table, RULE, found));
  it('without a name that may be meant', async () => {
    const text = group('"shop", "worker"');
    assert.deepEqual(await found({ ...FILES, [FILE]: text }), [`${FILE}: bake-target-exists: worker: `]);
  });
});

describe('says nothing of targets', () => {
  const table: readonly [what: string, texts: Texts][] = [
    ['that are there', { [FILE]: group('"shop"') }],
    ['that are a group', { [FILE]: `group "all" {\n  targets = ["shop"]\n}\n${group('"all"')}` }],
    ['that a step of a workflow writes', { [FILE]: TARGETS.replace('"_common"]', '"docker-metadata-action"]') }],
    [
      'that a file beside it may have',
      { [FILE]: group('"worker"'), 'docker-bake.override.hcl': 'target "worker" {}\n' },
    ],
    ['that are a service', { [FILE]: group('"worker"'), 'compose.yaml': 'services:\n  worker:\n    build: .\n' }],
    [
      'that a matrix names',
      { [FILE]: group('"a"').replace('context', 'matrix = { x = ["a"] }\n  name = x\n  context') },
    ],
    ['that a variable names', { [FILE]: group('"shop", NAME') }],
    ['with a pattern', { [FILE]: group('"shop-*"') }],
  ];
  for (const [what, texts] of table) {
    it(what, async () => assert.deepEqual(await found({ ...FILES, ...texts }), []));
  }
});
