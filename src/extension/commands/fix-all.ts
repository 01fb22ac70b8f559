import * as vscode from 'vscode';
import { fixAllKind } from '../../server/protocol.ts';

/** `gantry.fixAll()`: every safe fix of the active document, to a fixed point, as one edit. */
export function fixAllCommand() {
  return async (): Promise<void> => {
    await vscode.commands.executeCommand('editor.action.codeAction', { kind: fixAllKind, apply: 'first' });
  };
}
