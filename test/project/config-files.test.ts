import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectSettings } from '../../src/config/settings.ts';
import { isConfigFile, pathFrom, readConfigFiles } from '../../src/project/config-files.ts';
import { say } from '../../src/words/message.ts';

/** Reads configuration from files in memory. */
const read = (files: Readonly<Record<string, string>>) =>
  readConfigFiles({
    find: (names) => {
      const file = names.find((name) => name in files);
      return Promise.resolve(file === undefined ? undefined : { file, text: files[file] ?? '' });
    },
    read: (file) => Promise.resolve(files[file] ?? null),
  });
const chain = async (files: Readonly<Record<string, string>>) => (await read(files)).gantry?.map(({ file }) => file);

describe('configuration files', () => {
  it('are found by either ending, one of each kind', async () => {
    const found = await read({
      '.hadolint.yml': 'a',
      '.trivyignore': 'b',
      '.trivyignore.yaml': 'c',
      '.checkov.yaml': 'd',
      '.kube-linter.yml': 'e',
    });
    const { hadolint, trivyIgnore, trivyIgnoreYaml, checkov, kubeLinter } = found;
    const texts = [hadolint, trivyIgnore, trivyIgnoreYaml, checkov, kubeLinter].map((file) => file?.text);
    assert.deepEqual(texts, ['a', 'b', 'c', 'd', 'e']);
    assert.equal(found.gantry, undefined);
    assert.equal((await read({ '.hadolint.yml': 'a', '.hadolint.yaml': 'b' })).hadolint?.text, 'b');
  });
  const chains: [name: string, files: Record<string, string>, expected: string[]][] = [
    [
      'what it extends comes before it',
      { '.gantry.yaml': 'extends: base.yaml', 'base.yaml': '' },
      ['base.yaml', '.gantry.yaml'],
    ],
    [
      'several, in their order',
      { '.gantry.yaml': 'extends: [a.yaml, b.yaml]', 'a.yaml': '', 'b.yaml': '' },
      ['a.yaml', 'b.yaml', '.gantry.yaml'],
    ],
    [
      'relative to the file that says it',
      { '.gantry.yaml': 'extends: ci/a.yaml', 'ci/a.yaml': 'extends: ../b.yaml', 'b.yaml': '' },
      ['b.yaml', 'ci/a.yaml', '.gantry.yaml'],
    ],
    [
      'one that leads back to itself',
      { '.gantry.yaml': 'extends: a.yaml', 'a.yaml': 'extends: .gantry.yaml' },
      ['a.yaml', '.gantry.yaml'],
    ],
    ['one that is not there', { '.gantry.yaml': 'extends: a.yaml' }, ['.gantry.yaml']],
    ['one that is no YAML', { '.gantry.yaml': 'extends: {' }, ['.gantry.yaml']],
  ];
  for (const [name, files, expected] of chains) it(name, async () => assert.deepEqual(await chain(files), expected));
  it('that cannot be read are told where they are named', async () => {
    const files = await read({ '.gantry.yaml': 'extends: [a.yaml, b.yaml]', 'b.yaml': '' });
    const { problems } = projectSettings(files, []);
    assert.deepEqual(
      problems.get('.gantry.yaml')?.map(({ message, start, end }) => [say(message), start, end]),
      [['The file `a.yaml` cannot be read', 10, 16]],
    );
  });
  it('are known by their names, or as extended', async () => {
    const files = await read({ '.gantry.yaml': 'extends: ci/base.yaml', 'ci/base.yaml': '' });
    const known = ['.gantry.yml', '.trivyignore', 'ci/base.yaml', 'sub/.gantry.yaml', 'base.yaml'];
    assert.deepEqual(
      known.map((file) => isConfigFile(file, files)),
      [true, true, true, false, false],
    );
  });
});

describe('paths in configuration files', () => {
  const rows: [file: string, written: string, path: string][] = [
    ['.gantry.yaml', './a.yaml', 'a.yaml'],
    ['a/b.yaml', '../c.yaml', 'c.yaml'],
    ['.gantry.yaml', '../../a.yaml', '../../a.yaml'],
    ['../a/b.yaml', '../c.yaml', '../c.yaml'],
    ['.gantry.yaml', '/etc/a.yaml', '/etc/a.yaml'],
  ];
  for (const [file, written, path] of rows)
    it(`${written} in ${file}`, () => assert.equal(pathFrom(file, written), path));
});
