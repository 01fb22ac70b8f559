import path from 'node:path';
import type { Overrides } from '../config/settings.ts';
import { createProject } from '../project/project.ts';
import { readSettings } from './settings.ts';
import type { CliWorkspace } from './workspace.ts';

/** Lints a text as if it lay at `file` (absolute; need not exist): rules across files stay silent. */
export async function lintStandardInput(
  file: string,
  text: string,
  overrides: Overrides,
  configFile: string | undefined,
): Promise<CliWorkspace> {
  const base = path.dirname(file);
  const name = path.basename(file);
  const project = createProject();
  const settings = await readSettings(base, overrides, configFile);
  project.configure(settings);
  project.set(name, text);
  return { project, base, files: [name], errors: [], settings };
}
