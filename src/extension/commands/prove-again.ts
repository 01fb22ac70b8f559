import * as vscode from 'vscode';
import type { CommandContext } from './command.ts';

/** `gantry.proveAgain()`: proves what was proved last, else what the active editor shows. */
export function proveAgainCommand({ proofView }: CommandContext) {
  return async (): Promise<unknown> => vscode.commands.executeCommand('gantry.prove', ...proofView.subject());
}
