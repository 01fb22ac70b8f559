import path from 'node:path';
import { enclosingWorkspace } from '../disk/enclosing-workspace.ts';
import type { Door } from './door.ts';

/** A build of one folder lacks the modules that its go.work has elsewhere, and what the program does in them is not seen. */
export async function sayWorkspace(folder: string, door: Door): Promise<void> {
  const workspace = await enclosingWorkspace(folder);
  if (!workspace) return;
  const root = path.relative(door.cwd, workspace.root) || '.';
  door.stderr(
    `gantry: the module takes others from ${path.join(root, 'go.work')}: name the folder ${root} instead, with a --program in ${workspace.member}\n`,
  );
}
