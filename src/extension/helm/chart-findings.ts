import * as vscode from 'vscode';
import type { Lifetime } from '../lifetime.ts';
import type { LintChartResult } from '../../server/protocol.ts';

/** Findings of rendered charts, in their templates and values; an edit of a file clears those in it. */
export interface ChartFindings extends Lifetime {
  /** In place of what was shown of the chart before. The number of findings. */
  show(chart: vscode.Uri, result: LintChartResult): number;
}

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
} as const;

export function createChartFindings(): ChartFindings {
  const collection = vscode.languages.createDiagnosticCollection('gantry-chart');
  const listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) collection.delete(document.uri);
  });
  return {
    show(chart, { files }) {
      for (const [uri] of collection) if (uri.path.startsWith(`${chart.path}/`)) collection.delete(uri);
      for (const { uri, findings } of files) {
        const diagnostics = findings.map(({ range, message, severity, rule, page }) => {
          const { start, end } = range;
          const place = new vscode.Range(start.line, start.character, end.line, end.character);
          const diagnostic = new vscode.Diagnostic(place, message, SEVERITIES[severity]);
          diagnostic.source = 'gantry';
          diagnostic.code = page === undefined ? rule : { value: rule, target: vscode.Uri.parse(page) };
          return diagnostic;
        });
        collection.set(vscode.Uri.parse(uri), diagnostics);
      }
      return files.reduce((sum, { findings }) => sum + findings.length, 0);
    },
    dispose() {
      listener.dispose();
      collection.dispose();
    },
  };
}
