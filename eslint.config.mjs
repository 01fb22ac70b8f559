// The fence: `layers` (layers.mjs) is the architecture; every folder of src/ gets import rules made from it.
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layers, rooms } from './layers.mjs';

const folders = Object.keys(layers);
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Import rules of one folder of src/, and of its rooms. */
function fence([folder, layer]) {
  const own = Object.entries(rooms).filter(([room]) => room.startsWith(`${folder}/`));
  const patterns = patternsOf(folder, layer);
  return [
    importRules(`src/${folder}/**/*.ts`, patterns),
    // Of two rules about the same imports the later one counts alone.
    ...own.map(([room, { uses, because }]) =>
      importRules(`src/${room}/**/*.ts`, [
        ...patterns,
        {
          regex: `^\\.\\./(?!\\.\\./|${uses.map((used) => (used.endsWith('.ts') ? `${escape(used)}$` : `${used}/`)).join('|')})`,
          message: `src/${room} may use ${uses.join(', ')}: ${because} (layers.mjs).`,
        },
      ]),
    ),
  ];
}

function importRules(files, patterns) {
  return { files: [files], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

function patternsOf(folder, { folders: allowed, modules, because }) {
  const whole = allowed.filter((name) => !name.includes('/'));
  const single = allowed.filter((name) => name.includes('/'));
  const forbidden = folders.filter((name) => name !== folder && !whole.includes(name));
  const exceptions = single.map((file) => `(?!${escape(file)}$)`).join('');
  const outside = modules.map((name) => (name.endsWith(':') ? escape(name) : `${escape(name)}(?:/|$)`));
  return [
    {
      regex: `^(?:\\.\\./)+${exceptions}(?:${forbidden.map(escape).join('|')})/`,
      message: `src/${folder} may use ${allowed.join(', ') || 'no other folder'}: ${because} (layers.mjs).`,
    },
    {
      regex: `^(?!\\.{1,2}/${outside.map((name) => `|${name}`).join('')})`,
      message: `src/${folder} may use ${modules.join(', ') || 'no outside module'}: ${because} (layers.mjs).`,
    },
  ];
}

export default defineConfig(
  globalIgnores([
    'dist/',
    'node_modules/',
    'samples/',
    '**/fixtures/',
    '**/*.d.ts',
    '**/*.vsix',
    'test/host/*-extension/',
  ]),
  { files: ['**/*.ts'], extends: [tseslint.configs.strictTypeChecked, prettier] },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  ...Object.entries(layers).flatMap(fence),
  {
    // node:test returns promises that the runner itself waits for.
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
      'no-console': 'off',
    },
  },
  { files: ['src/cli/**/*.ts'], rules: { 'no-console': 'error' } },
);
