import * as vscode from 'vscode';
import type { LanguageClient, Middleware } from 'vscode-languageclient/node';
import { signature, type Told, withoutShown } from './duplicates.ts';
import { DocumentDiagnosticRequest } from './language-client.ts';

/** Languages in which others show what we do, too. */
const SHARED_LANGUAGES = ['dockerfile', 'yaml', 'json', 'helm'];

/** Leaves out our findings that another extension shows in the same lines, where theirs cannot be turned off. */
export const withoutDuplicates: NonNullable<Middleware['provideDiagnostics']> = async (
  document,
  previous,
  token,
  next,
) => {
  const report = await next(document, previous, token);
  if (!report || !('items' in report) || report.items.length === 0) return report;
  const uri = document instanceof vscode.Uri ? document : document.uri;
  const items = report.items.map((diagnostic) => ({ ...tell(diagnostic), diagnostic }));
  return { ...report, items: withoutShown(items, foreign(uri)).map(({ diagnostic }) => diagnostic) };
};

/** Asks for our findings again when others have changed theirs. */
export function watchOthers(client: LanguageClient): vscode.Disposable {
  const seen = new Map<string, string>();
  return vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    let changed = false;
    for (const uri of uris) {
      const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
      if (!document || !SHARED_LANGUAGES.includes(document.languageId)) continue;
      const now = signature(foreign(uri));
      changed ||= (seen.get(uri.toString()) ?? '') !== now;
      seen.set(uri.toString(), now);
      const provider = changed ? client.getFeature(DocumentDiagnosticRequest.method).getProvider(document) : undefined;
      provider?.onDidChangeDiagnosticsEmitter.fire();
    }
  });
}

function foreign(uri: vscode.Uri): Told[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source !== 'gantry')
    .map(tell);
}

function tell(diagnostic: vscode.Diagnostic): Told {
  const { source, code, range } = diagnostic;
  // The client keeps the protocol's `data` on the diagnostic that it makes.
  const { data } = diagnostic as { data?: { aliases?: readonly string[] } };
  return {
    source,
    code: String(typeof code === 'object' ? code.value : code),
    startLine: range.start.line,
    endLine: range.end.line,
    aliases: data?.aliases ?? [],
  };
}
