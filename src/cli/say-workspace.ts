import path from 'node:path';
import { enclosingWorkspace } from '../disk/enclosing-workspace.ts';
import { type Common, type Door, tell } from './door.ts';

/** A build of one folder lacks the modules that its go.work has elsewhere, and what the program does in them is not seen. */
export async function sayWorkspace(folder: string, door: Door, common: Common): Promise<void> {
  const workspace = await enclosingWorkspace(folder);
  if (!workspace) return;
  const root = path.relative(door.cwd, workspace.root) || '.';
  tell(door, common, [
    'the module takes others from {0}: name the folder {1} instead, with a --program in {2}',
    path.join(root, 'go.work'),
    root,
    workspace.member,
  ]);
}
