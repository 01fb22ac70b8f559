import * as vscode from 'vscode';
import type { Lifetime } from './lifetime.ts';

/** Findings that a run brought back (a failed build, a rejected apply); an edit of the file or the next run clears them. */
export interface RunFindings extends Lifetime {
  clear(uri: vscode.Uri): void;
  clearAll(): void;
  /** An error, unless `severity` says another. */
  set(uri: vscode.Uri, range: vscode.Range, message: string, severity?: vscode.DiagnosticSeverity): void;
}

export function createRunFindings(name: string): RunFindings {
  const collection = vscode.languages.createDiagnosticCollection(name);
  const listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) collection.delete(document.uri);
  });
  return {
    clear(uri) {
      collection.delete(uri);
    },
    clearAll() {
      collection.clear();
    },
    set(uri, range, message, severity = vscode.DiagnosticSeverity.Error) {
      const diagnostic = new vscode.Diagnostic(range, message, severity);
      diagnostic.source = name;
      collection.set(uri, [...(collection.get(uri) ?? []), diagnostic]);
    },
    dispose() {
      listener.dispose();
      collection.dispose();
    },
  };
}
