import type { ProjectSettings } from '../config/settings.ts';
import { lintManifests } from '../kubernetes/lint.ts';
import { parseManifests } from '../kubernetes/parse.ts';
import { createWorkspace, type Workspace } from '../kubernetes/workspace.ts';
import type { Finding } from '../lint/finding.ts';

/** A text that was made of a file of the workspace, by another tool. */
export interface Rendered {
  /** The file it was made of; its settings count. */
  readonly file: string;
  readonly text: string;
}

/** What is found in texts that are a workspace of their own; by their order. */
export function lintRendered(
  rendered: readonly Rendered[],
  settings: Pick<ProjectSettings, 'lintFor'>,
  { target, schemas }: Workspace,
): (readonly Finding[])[] {
  const workspace = createWorkspace();
  workspace.setTarget(target);
  const shipped = schemas.shipped();
  if (shipped) workspace.schemas.provide(() => shipped);
  // Under names of their own: what is in a folder of templates is taken for one.
  const parsed = rendered.map(({ text }, index) => parseManifests(text, `rendered/${index}.yaml`));
  for (const file of parsed) workspace.set(file.file, file);
  workspace.setComplete(true);
  return parsed.map((file, index) => lintManifests(file, workspace, settings.lintFor(rendered[index]?.file ?? '')));
}
