import type { Diagnostic } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Session } from './session.ts';
import { toDiagnostic } from './to-lsp.ts';

/** Diagnostics of an open document, as it is now. */
export async function diagnosticsOf(session: Session, document: TextDocument): Promise<Diagnostic[]> {
  const place = await session.placeOf(document);
  if (!place || place.project.ignores(place.file)) return [];
  const { project, file, root, textOf } = place;
  const locate = (other: string) => {
    const text = textOf(other);
    if (text === undefined) return undefined;
    const uri = URI.file(`${root}/${other}`).toString();
    return { uri, document: TextDocument.create(uri, 'plaintext', 0, text) };
  };
  session.shellChecks.attach(project);
  const findings = project.findings(file);
  session.shellChecks.look(project, file, document.uri);
  return findings.map((finding) =>
    toDiagnostic(finding, { document, translations: session.translations, rulePage: session.rulePage, locate }),
  );
}
