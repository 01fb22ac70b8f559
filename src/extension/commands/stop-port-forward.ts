import * as vscode from 'vscode';
import type { CommandContext } from './command.ts';

/** `gantry.stopPortForward(localPort?)`: stops one port forward, the only one without a question. */
export function stopPortForwardCommand({ forwards }: CommandContext) {
  return async (localPort?: unknown): Promise<void> => {
    const running = forwards.list();
    const named = running.find((forward) => forward.localPort === localPort);
    const only = running.length === 1 ? running[0] : undefined;
    const chosen = named ?? only ?? (await pick(running));
    if (chosen) await forwards.stop(chosen);
  };

  async function pick(running: ReturnType<typeof forwards.list>) {
    const items = running.map((forward) => ({
      label: forward.label,
      description: `127.0.0.1:${forward.localPort}`,
      forward,
    }));
    return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Stop which port forward?') }))?.forward;
  }
}
