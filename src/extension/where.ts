import * as vscode from 'vscode';
import type { LensTarget } from '../server/protocol.ts';

/** Where a command was called: a code lens, a file in the explorer, the active editor. */
export interface Where {
  readonly uri: vscode.Uri | undefined;
  readonly kind?: LensTarget['kind'];
  /** `Deployment/shop` on a workload's lens. */
  readonly name?: string;
}

/** Reads a command's first argument: a lens's target, an uri (explorer), its text, or nothing (palette). */
export function whereOf(argument: unknown): Where {
  if (argument instanceof vscode.Uri) return { uri: argument };
  if (typeof argument === 'string') return { uri: parse(argument) };
  if (isLensTarget(argument)) {
    const { uri, kind, name } = argument;
    return { uri: parse(uri), kind, ...(name !== undefined && { name }) };
  }
  return { uri: vscode.window.activeTextEditor?.document.uri };
}

function parse(uri: string): vscode.Uri {
  return /^[a-z][\w+.-]+:/i.test(uri) ? vscode.Uri.parse(uri) : vscode.Uri.file(uri);
}

function isLensTarget(argument: unknown): argument is LensTarget {
  return typeof argument === 'object' && argument !== null && 'uri' in argument && typeof argument.uri === 'string';
}

/** A command's options, where the caller passes an object; the explorer's second argument (all selected files) is none. */
export function optionsOf<Options extends object>(argument: unknown): Partial<Options> {
  return typeof argument === 'object' && argument !== null && !Array.isArray(argument) ? argument : {};
}
