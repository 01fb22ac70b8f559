import path from 'node:path';
import type { Overrides } from '../config/settings.ts';
import type { SchemaSet } from '../kubernetes/schema/schema-set.ts';
import { createProject } from '../project/project.ts';
import { loadExpressions } from './expressions.ts';
import { type ConfigPlaces, readSettings } from './settings.ts';
import type { CliWorkspace } from './workspace.ts';

/** Lints a text as if it lay at `file` (absolute; need not exist): rules across files stay silent. */
export async function lintStandardInput(
  file: string,
  text: string,
  overrides: Overrides,
  places: ConfigPlaces,
  schemas: () => SchemaSet,
): Promise<CliWorkspace> {
  const base = path.dirname(file);
  const name = path.basename(file);
  const project = createProject();
  project.workspace.schemas.provide(schemas);
  const settings = await readSettings(base, overrides, places);
  project.configure(settings);
  project.set(name, text);
  await loadExpressions(project);
  return { project, base, files: [name], errors: [], settings, textOf: project.text };
}
