import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Overrides, type ProjectSettings, projectSettings } from '../config/settings.ts';
import { repositoryRoot } from '../disk/walk.ts';
import { allRules } from '../project/all-rules.ts';

/** Configuration files at `base`, then upwards to the repository's root; `configFile` (absolute) replaces ours. */
export async function readSettings(
  base: string,
  overrides: Overrides,
  configFile: string | undefined,
): Promise<ProjectSettings> {
  const read = async (file: string) => (file === '' ? null : await readFile(file, 'utf8'));
  const [gantry, hadolint] = await Promise.all([
    read(configFile ?? upwards(base, ['.gantry.yaml', '.gantry.yml'])),
    read(upwards(base, ['.hadolint.yaml', '.hadolint.yml'])),
  ]);
  return projectSettings({ gantry, hadolint }, allRules, overrides);
}

function upwards(from: string, names: readonly string[]): string {
  const root = repositoryRoot(from);
  for (let folder = from; ; folder = path.dirname(folder)) {
    for (const name of names) if (existsSync(path.join(folder, name))) return path.join(folder, name);
    if (folder === root || path.dirname(folder) === folder) return '';
  }
}
