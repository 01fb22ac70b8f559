import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planFrontEnds } from '../../../src/containerize/image/front-ends.ts';
import type { FrontEnd } from '../../../src/go/made-first.ts';
import { filesOf, place, program } from '../facts.ts';

/** The lines of the stage from the first COPY, in short. */
async function stage(manager: FrontEnd['manager'], files: Readonly<Record<string, string>>): Promise<string[]> {
  const frontEnds = [{ ...place, folder: 'web', output: 'web/dist', manager, script: 'build' }];
  const [planned] = await planFrontEnds(program({ frontEnds }), filesOf(files), '/src', {});
  const lines = planned?.stage.flat().slice(2) ?? [];
  return lines.map((line) => line.trim().replace(/^RUN --mount=\S+ \\$/, '')).filter((line) => line !== '');
}

describe('what builds a front end', () => {
  it('installs what the lock file pins before the source is copied', async () => {
    assert.deepEqual(await stage('npm', { 'web/package.json': '{}', 'web/package-lock.json': '{}' }), [
      'COPY web/package.json web/package-lock.json ./',
      'npm ci',
      'COPY web ./',
      'RUN npm run build',
    ]);
  });

  it('takes the settings of the manager along', async () => {
    const [copy] = await stage('npm', { 'web/package.json': '{}', 'web/package-lock.json': '', 'web/.npmrc': '' });
    assert.equal(copy, 'COPY web/package.json web/package-lock.json web/.npmrc ./');
  });

  const whole: Readonly<Record<string, object>> = {
    'a script after the installation': { scripts: { postinstall: 'patch-package' } },
    'a package in the repository': { dependencies: { kit: 'file:./kit' } },
    workspaces: { workspaces: ['packages/*'] },
  };
  for (const [what, json] of Object.entries(whole)) {
    it(`copies the source first for ${what}`, async () => {
      const files = { 'web/package.json': JSON.stringify(json), 'web/package-lock.json': '{}' };
      assert.deepEqual(await stage('npm', files), ['COPY web ./', 'npm ci', 'RUN npm run build']);
    });
  }

  const managers: readonly (readonly [FrontEnd['manager'], pinned: string, lock: string, string])[] = [
    ['yarn', '', '', 'yarn install --frozen-lockfile'],
    ['yarn', 'yarn@1.22.19', '', 'yarn install --frozen-lockfile'],
    [
      'yarn',
      'yarn@4.9.2+sha512.0f',
      '',
      'npm install --global --force @yarnpkg/cli-dist@4.9.2 && yarn install --frozen-lockfile',
    ],
    ['pnpm', '', '', 'npm install --global pnpm@10 && pnpm install --frozen-lockfile'],
    ['pnpm', '', "lockfileVersion: '6.0'", 'npm install --global pnpm@8 && pnpm install --frozen-lockfile'],
    ['pnpm', '', "lockfileVersion: '9.0'", 'npm install --global pnpm@10 && pnpm install --frozen-lockfile'],
    ['pnpm', 'pnpm@9.1.0', '', 'npm install --global pnpm@9.1.0 && pnpm install --frozen-lockfile'],
    ['pnpm', 'npm@11.0.0', '', 'npm install --global pnpm@10 && pnpm install --frozen-lockfile'],
  ];
  for (const [manager, packageManager, lock, expected] of managers) {
    it(`brings ${manager} where the image lacks it: ${packageManager} ${lock}`, async () => {
      const json = JSON.stringify({ packageManager });
      assert.equal((await stage(manager, { 'web/package.json': json, [`web/${LOCKS[manager]}`]: lock }))[1], expected);
    });
  }

  it('lets a bundler from before Node 17 hash as it does', async () => {
    const build = async (dependencies: object) =>
      (await stage('npm', { 'web/package.json': JSON.stringify({ dependencies }), 'web/package-lock.json': '{}' })).at(
        -1,
      );
    const told = 'RUN NODE_OPTIONS=--openssl-legacy-provider npm run build';
    for (const old of [{ 'react-scripts': '^3.0.1' }, { webpack: '4' }, { '@vue/cli-service': '~4.5.0' }]) {
      assert.equal(await build(old), told);
    }
    for (const other of [{ 'react-scripts': '5.0.1' }, { webpack: 'latest' }, { vite: '^4.0.0' }]) {
      assert.equal(await build(other), 'RUN npm run build');
    }
  });

  it('downloads no browsers for tests', async () => {
    const json = {
      devDependencies: { cypress: '^14.0.0', '@playwright/test': '1.50.0', playwright: '1.50.0', vite: '7.0.0' },
    };
    const files = { 'web/package.json': JSON.stringify(json), 'web/package-lock.json': '{}' };
    assert.equal((await stage('npm', files))[1], 'CYPRESS_INSTALL_BINARY=0 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci');
  });

  it('package.json that cannot be read changes nothing', async () => {
    assert.deepEqual((await stage('npm', { 'web/package.json': '{' }))[0], 'COPY web/package.json ./');
  });
});

const LOCKS = { npm: 'package-lock.json', yarn: 'yarn.lock', pnpm: 'pnpm-lock.yaml', bun: 'bun.lock' } as const;
