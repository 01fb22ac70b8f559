import { decide } from '../containerize/decision.ts';
import type { Decision } from '../containerize/plan-types.ts';
import { enclosingWorkspace } from '../disk/enclosing-workspace.ts';

/** A build of one folder lacks the modules that its go.work has elsewhere, and what the program does in them is not seen. */
export async function workspaceDecision(folder: string): Promise<Decision | null> {
  const workspace = await enclosingWorkspace(folder);
  if (!workspace) return null;
  return decide(['Go workspace'], workspace.member, [
    'The module takes others from the go.work in {0}, which this plan does not see: containerize that folder instead',
    workspace.root,
  ]);
}
