import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { ConfigFile } from '../config/peers.ts';
import { type Overrides, type ProjectSettings, projectSettings } from '../config/settings.ts';
import { nearestFile } from '../disk/nearest-config.ts';
import { readText } from '../disk/node-files.ts';
import { userHadolintFiles } from '../disk/user-config.ts';
import { allRules } from '../project/all-rules.ts';
import { CONFIG_NAMES, readConfigFiles } from '../project/config-files.ts';
import { UsageError } from './door.ts';

/** Where configuration comes from beside the workspace's own files. */
export interface ConfigPlaces {
  /** Absolute path of a file that stands for `.gantry.yaml`. */
  readonly configFile: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Configuration files at `base`, then upwards to the repository's root; of hadolint, then those of the user. All are
 * named relative to `base`.
 */
export async function readSettings(
  base: string,
  overrides: Overrides,
  { configFile, env }: ConfigPlaces,
): Promise<ProjectSettings> {
  const named = (file: string) => path.relative(base, file).split(path.sep).join('/');
  const fileAt = async (file: string | undefined): Promise<ConfigFile | undefined> => {
    const text = file === undefined ? null : await readText(file);
    if (file === undefined || text === null) return undefined;
    const above = path.relative(path.dirname(file), base).split(path.sep).join('/');
    const isAbove = file !== configFile && above !== '' && !above.startsWith('..') && !path.isAbsolute(above);
    return { file: named(file), text, ...(isAbove ? { above } : {}) };
  };
  const files = await readConfigFiles({
    find: async (names) => {
      const own: readonly string[] = CONFIG_NAMES.gantry;
      if (names === own && configFile !== undefined) {
        const found = await fileAt(configFile);
        if (!found) throw new UsageError(['the file {0} cannot be read', configFile]);
        return found;
      }
      const inWorkspace = await fileAt(nearestFile(base, names));
      if (inWorkspace || names !== (CONFIG_NAMES.hadolint as readonly string[])) return inWorkspace;
      return fileAt(userHadolintFiles(env, homedir()).find((file) => existsSync(file)));
    },
    read: (file) => readText(path.resolve(base, file)),
  });
  return projectSettings(files, allRules, overrides);
}
