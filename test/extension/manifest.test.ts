import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { commandIds, untrustedCommands } from '../../src/extension/commands/ids.ts';

interface Contribution {
  readonly command: string;
  readonly title?: string;
  readonly enablement?: string;
  readonly when?: string;
}

const root = path.join(import.meta.dirname, '../..');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const manifest = read('package.json') as {
  contributes: {
    commands: Contribution[];
    menus: Record<string, Contribution[]>;
    configuration: { properties: Record<string, unknown> };
    languages: { configuration: string }[];
    grammars: { path: string }[];
    snippets: { path: string }[];
  };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  icon: string;
};
const { contributes } = manifest;

test('every command of the table is declared, and nothing else', () => {
  assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), [...commandIds]);
});

test('a command is disabled in Restricted Mode exactly where it executes or connects', () => {
  for (const { command, enablement = '' } of contributes.commands) {
    const runs = [...untrustedCommands].some((id) => id === command);
    assert.equal(enablement.includes('isWorkspaceTrusted'), !runs, command);
  }
});

test('menus name declared commands only', () => {
  for (const [menu, items] of Object.entries(contributes.menus)) {
    for (const { command } of items) {
      assert.ok(
        commandIds.some((id) => id === command),
        `${menu}: ${command}`,
      );
    }
  }
});

test('commands that need an argument are not in the palette', () => {
  const hidden = contributes.menus['commandPalette']
    ?.filter(({ when }) => when === 'false')
    .map(({ command }) => command);
  assert.deepEqual(hidden, ['gantry.showInCluster', 'gantry.showPlaces']);
});

for (const language of ['', '.zh-cn']) {
  test(`package.nls${language}.json has every text of the manifest, and no other`, () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');
    const texts = Object.keys(read(`package.nls${language}.json`) as object);
    assert.deepEqual([...new Set(texts)].sort(), [...new Set(used)].sort());
  });
}

test('settings that decide what is run, or where, are ignored in Restricted Mode', () => {
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  for (const name of restricted) assert.ok(name in contributes.configuration.properties, name);
  const running = Object.keys(contributes.configuration.properties).filter((name) =>
    /^gantry\.(?:build|image|deploy|kubeconfig|protected|shellcheck\.path|helm\.path)/.test(name),
  );
  assert.deepEqual([...restricted].sort(), running.sort());
});

test('every file that the manifest names is there', () => {
  const files = [
    manifest.icon,
    ...contributes.languages.map(({ configuration }) => configuration),
    ...contributes.grammars.map((grammar) => grammar.path),
    ...contributes.snippets.map((snippet) => snippet.path),
  ];
  for (const file of files) assert.ok(existsSync(path.join(root, file)), file);
});
