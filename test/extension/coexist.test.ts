import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { coexistSettings, leftToUs } from '../../src/extension/coexist.ts';
import { signature, type Told, withoutShown } from '../../src/extension/duplicates.ts';

const auto = coexistSettings('auto', undefined);
const beside = (...installed: string[]) => leftToUs(auto, (id) => installed.includes(id));

describe('features step aside one by one', () => {
  test('alone, all are ours', () => {
    const { dockerfile, kubernetes } = beside();
    assert.ok(Object.values(dockerfile).every(Boolean));
    assert.ok(Object.values(kubernetes).every(Boolean));
  });

  for (const id of ['docker.docker', 'ms-azuretools.vscode-containers', 'ms-azuretools.vscode-docker']) {
    test(`beside ${id} what it gives is its own, and the rest ours`, () => {
      const { dockerfile, kubernetes } = beside(id);
      const ours = Object.entries(dockerfile).flatMap(([feature, on]) => (on ? feature : []));
      assert.deepEqual(ours.sort(), ['inlayHints', 'references', 'selection', 'shell']);
      assert.ok(Object.values(kubernetes).every(Boolean));
    });
  }

  for (const id of ['redhat.vscode-yaml', 'ms-kubernetes-tools.vscode-kubernetes-tools']) {
    test(`beside ${id} what it gives is its own, and concerns manifests only`, () => {
      const { dockerfile, kubernetes } = beside(id);
      const theirs = Object.entries(kubernetes).flatMap(([feature, on]) => (on ? [] : feature));
      assert.deepEqual(theirs.sort(), ['completion', 'folding', 'hover', 'outline', 'selection']);
      assert.ok(Object.values(dockerfile).every(Boolean));
    });
  }

  test('manifests may be told apart from Dockerfiles', () => {
    const left = leftToUs(coexistSettings('always', undefined, 'never'), () => true);
    assert.ok(Object.values(left.kubernetes).every(Boolean));
    assert.ok(!Object.values(left.dockerfile).some(Boolean));
  });

  const settings: readonly (readonly [general: unknown, own: unknown, dockerfile: boolean, kubernetes: boolean])[] = [
    ['never', undefined, true, true],
    ['always', undefined, false, false],
    ['always', 'never', true, false],
    ['never', 'always', false, true],
    ['always', 'inherit', false, false],
    ['nonsense', 7, true, true],
  ];
  for (const [general, own, dockerfile, kubernetes] of settings) {
    test(`gantry.coexist ${String(general)}, gantry.dockerfile.coexist ${String(own)}`, () => {
      const left = leftToUs(coexistSettings(general, own), () => false);
      for (const on of Object.values(left.kubernetes)) assert.equal(on, kubernetes);
      for (const on of Object.values(left.dockerfile)) assert.equal(on, dockerfile);
    });
  }
});

const told = (source: string, code: string, startLine: number, aliases: readonly string[] = []): Told => ({
  ...{ source, code, startLine, endLine: startLine, aliases },
});

describe('what others show is not shown twice', () => {
  const mine = told('gantry', 'exec-form', 3, ['hadolint:DL3025', 'buildkit:JSONArgsRecommended']);
  const cases: readonly (readonly [name: string, other: Told, shown: boolean])[] = [
    ['BuildKit’s check by Docker DX', told('docker-language-server', 'JSONArgsRecommended', 3), false],
    ['hadolint’s extension', told('hadolint', 'DL3025', 3), false],
    ['another rule', told('hadolint', 'DL3006', 3), true],
    ['another line', told('hadolint', 'DL3025', 4), true],
    ['another tool with the same word', told('spelling', 'DL3025', 3), true],
    ['dockerfile-utils, which has no such rule', told('dockerfile-utils', '7', 3), true],
  ];
  for (const [name, other, shown] of cases) {
    test(name, () => assert.equal(withoutShown([mine], [other]).length, shown ? 1 : 0));
  }

  test('numbered problems of dockerfile-utils, by their line', () => {
    const syntax = told('gantry', 'dockerfile-syntax', 2, ['dockerfile-utils:UNKNOWN_INSTRUCTION']);
    assert.deepEqual(withoutShown([syntax, mine], [told('dockerfile-utils', '17', 2)]), [mine]);
  });

  test('schema errors of YAML extensions, by their line', () => {
    const schema = told('gantry', 'schema', 2, ['kubeconform:schema']);
    assert.deepEqual(withoutShown([schema, mine], [told('yaml-schema: Kubernetes', '1', 2)]), [mine]);
    assert.deepEqual(withoutShown([schema], [told('YAML', '0', 3)]), [schema]);
  });

  test('the signature changes only with what counts', () => {
    const one = told('hadolint', 'DL3025', 3);
    assert.equal(signature([one, told('spelling', 'x', 1)]), signature([one]));
    assert.notEqual(signature([one]), signature([told('hadolint', 'DL3025', 4)]));
  });
});
