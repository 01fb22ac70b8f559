import { readReference } from '../cluster/reference.ts';
import type { CommandContext } from './command.ts';

/** `gantry.showInCluster(object)`: opens the Cluster view at an object. */
export function showInClusterCommand({ view }: CommandContext) {
  return async (argument?: unknown): Promise<void> => {
    const reference = readReference(argument);
    if (reference) await view.reveal(reference);
  };
}
