import type { Files } from '../go/files.ts';
import { joinPath } from './paths.ts';
import { exists } from './source-layout.ts';

/** What the installation of a front end's packages needs beside package.json and the lock file. */
export interface PackageNeeds {
  /** `packageManager` names the version of the manager, which corepack then brings. */
  readonly pinsManager: boolean;
  /** Scripts that run after the installation, or packages that lie in the repository, need the source. */
  readonly needsSource: boolean;
  /** Settings of the manager that are there, by name. */
  readonly settings: readonly string[];
}

const SETTINGS = ['.npmrc', '.yarnrc', '.yarnrc.yml', 'bunfig.toml', 'pnpm-workspace.yaml'];
const SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];

export async function packageNeeds(files: Files, folder: string): Promise<PackageNeeds> {
  const inFolder = (name: string): string => joinPath(folder, name) ?? name;
  const settings: string[] = [];
  for (const name of SETTINGS) if ((await exists(files, inFolder(name))) === 'file') settings.push(name);
  const json = read((await files.read(inFolder('package.json'))) ?? '');
  const scripts = record(json['scripts']);
  const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.values(record(json[kind])),
  );
  return {
    pinsManager: typeof json['packageManager'] === 'string',
    needsSource:
      SCRIPTS.some((name) => name in scripts) ||
      json['workspaces'] !== undefined ||
      settings.includes('pnpm-workspace.yaml') ||
      versions.some((version) => typeof version === 'string' && /^(?:file|link|portal|patch|workspace):/.test(version)),
    settings,
  };
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
