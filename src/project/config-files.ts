import { extendsOf } from '../config/gantry-config.ts';
import type { ConfigFile, ConfigFiles } from '../config/peers.ts';

/** How a door reads configuration. Files are named relative to the workspace, with `/`; those above it begin with `../`. */
export interface ConfigReader {
  /** The first of these names that there is, where this door looks for configuration. */
  readonly find: (names: readonly string[]) => Promise<ConfigFile | undefined>;
  /** The text of a file that another one extends; null where it cannot be read. */
  readonly read: (file: string) => Promise<string | null>;
}

/** Names of configuration files at the root of a workspace, by whose they are. */
export const CONFIG_NAMES = {
  gantry: ['.gantry.yaml', '.gantry.yml'],
  hadolint: ['.hadolint.yaml', '.hadolint.yml'],
  trivyIgnore: ['.trivyignore'],
  trivyIgnoreYaml: ['.trivyignore.yaml', '.trivyignore.yml'],
  checkov: ['.checkov.yaml', '.checkov.yml'],
  kubeLinter: ['.kube-linter.yaml', '.kube-linter.yml'],
  shellcheck: ['.shellcheckrc', 'shellcheckrc'],
} as const satisfies Record<keyof ConfigFiles, readonly string[]>;

/** Whether a change of this file changes settings: it lies at the root, or another one extends it. */
export function isConfigFile(file: string, read: ConfigFiles): boolean {
  const names: readonly string[] = Object.values(CONFIG_NAMES).flat();
  return names.includes(file) || (read.gantry?.some((one) => one.file === file) ?? false);
}

/** Reads all configuration files of a workspace, and those that `.gantry.yaml` extends. */
export async function readConfigFiles({ find, read }: ConfigReader): Promise<ConfigFiles> {
  const found = await Promise.all(
    Object.entries(CONFIG_NAMES).map(async ([key, names]) => [key, await find(names)] as const),
  );
  const files = Object.fromEntries(found.filter(([, file]) => file !== undefined)) as Omit<ConfigFiles, 'gantry'> & {
    gantry?: ConfigFile;
  };
  const { gantry, ...peers } = files;
  return gantry ? { ...peers, gantry: await withBases(gantry, read, []) } : peers;
}

/** A configuration behind those that it extends; one that leads back to itself is taken once. */
export async function withBases(
  file: ConfigFile,
  read: ConfigReader['read'],
  above: readonly string[],
): Promise<readonly ConfigFile[]> {
  const seen = [...above, file.file];
  const bases: ConfigFile[] = [];
  const missing: string[] = [];
  for (const path of extendsOf(file.text)) {
    const base = pathFrom(file.file, path);
    if (seen.includes(base)) continue;
    const text = await read(base);
    if (text === null) missing.push(path);
    else bases.push(...(await withBases({ file: base, text }, read, seen)));
  }
  return [...bases, missing.length > 0 ? { ...file, missing } : file];
}

/** A path that is written in a file, relative to what that file is relative to. */
export function pathFrom(file: string, written: string): string {
  if (/^(?:\/|[A-Za-z]:)/.test(written)) return written;
  const folders = file.split('/').slice(0, -1);
  for (const part of written.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    if (part === '..' && folders.length > 0 && folders.at(-1) !== '..') folders.pop();
    else folders.push(part);
  }
  return folders.join('/');
}
