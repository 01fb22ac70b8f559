import type { Files } from '../../go/files.ts';
import { joinPath } from '../paths.ts';
import { exists } from './source-layout.ts';

/** What the installation of a front end's packages needs beside package.json and the lock file. */
export interface PackageNeeds {
  /** Its `packageManager`: the name and version of the manager. */
  readonly packageManager: string | null;
  /** Scripts that run after the installation, or packages that lie in the repository, need the source. */
  readonly needsSource: boolean;
  /** Settings of the manager that are there, by name. */
  readonly settings: readonly string[];
  /** Variables that keep tools of tests from downloading browsers, which no build uses. */
  readonly withoutBrowsers: readonly string[];
  /** Its bundler asks for hashes that Node refuses since version 17, unless it is told otherwise. */
  readonly oldHashes: boolean;
}

const SETTINGS = ['.npmrc', '.yarnrc', '.yarnrc.yml', 'bunfig.toml', 'pnpm-workspace.yaml'];
const BROWSERS: readonly (readonly [tool: string, variable: string])[] = [
  ['cypress', 'CYPRESS_INSTALL_BINARY=0'],
  ['playwright', 'PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1'],
  ['@playwright/test', 'PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1'],
  ['chromedriver', 'CHROMEDRIVER_SKIP_DOWNLOAD=true'],
];
/** What bundles with webpack 5 or nothing of it since this major version; before, with one that hashes by MD4. */
const NEW_HASHES: Readonly<Record<string, number>> = {
  webpack: 5,
  'react-scripts': 5,
  '@vue/cli-service': 5,
  'laravel-mix': 6,
  gatsby: 3,
  nuxt: 3,
};
const SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];

export async function packageNeeds(files: Files, folder: string): Promise<PackageNeeds> {
  const inFolder = (name: string): string => joinPath(folder, name) ?? name;
  const settings: string[] = [];
  for (const name of SETTINGS) if ((await exists(files, inFolder(name))) === 'file') settings.push(name);
  const json = read((await files.read(inFolder('package.json'))) ?? '');
  const scripts = record(json['scripts']);
  const packages = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(record(json[kind])),
  );
  const names = new Set(packages.map(([name]) => name));
  return {
    packageManager: typeof json['packageManager'] === 'string' ? json['packageManager'] : null,
    needsSource:
      SCRIPTS.some((name) => name in scripts) ||
      json['workspaces'] !== undefined ||
      settings.includes('pnpm-workspace.yaml') ||
      packages.some(
        ([, version]) => typeof version === 'string' && /^(?:file|link|portal|patch|workspace):/.test(version),
      ),
    settings,
    oldHashes: packages.some(([name, version]) => isBefore(version, NEW_HASHES[name])),
    withoutBrowsers: [...new Set(BROWSERS.flatMap(([tool, variable]) => (names.has(tool) ? [variable] : [])))],
  };
}

/** `^3.0.1` is before 5; what names no version is not. */
function isBefore(version: unknown, major: number | undefined): boolean {
  const named = typeof version === 'string' ? /^[~^=v ]*(\d+)(?:\.|$)/.exec(version)?.[1] : undefined;
  return named !== undefined && major !== undefined && Number(named) < major;
}

function read(text: string): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(text));
  } catch {
    // The manager will say what is wrong with it.
    return {};
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
