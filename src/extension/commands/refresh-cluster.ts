import type { CommandContext } from './command.ts';

/** `gantry.refreshCluster()`: reads the kubeconfig anew and opens what is shown again. */
export function refreshClusterCommand({ view }: CommandContext) {
  return (): Promise<void> => {
    view.refresh();
    return Promise.resolve();
  };
}
