import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { documentLinks } from './document-links.ts';
import { foldingRanges } from './folding.ts';
import { format } from './formatting.ts';
import { inlayHints } from './inlay-hints.ts';
import { definition, highlights, references } from './navigation.ts';
import { prepare, renameAt } from './rename.ts';
import { selectionRanges } from './selection.ts';
import type { Session } from './session.ts';

/** Runs a handler on an open document; null where the document or the session is gone. */
type OnDocument = <Params extends { textDocument: { uri: string } }, Result>(
  handler: (session: Session, document: TextDocument, params: Params) => Promise<Result | null>,
  nothing: null,
) => (params: Params, token: CancellationToken) => Promise<Result | null>;

/** Wires what is announced language by language. */
export function answerLanguages(connection: Connection, on: OnDocument): void {
  connection.onDefinition(on((session, document, { position }) => definition(session, document, position), null));
  connection.onReferences(
    on(
      (session, document, { position, context }) => references(session, document, position, context.includeDeclaration),
      null,
    ),
  );
  connection.onDocumentHighlight(
    on((session, document, { position }) => highlights(session, document, position), null),
  );
  connection.onPrepareRename(on((session, document, { position }) => prepare(session, document, position), null));
  connection.onRenameRequest(
    on((session, document, { position, newName }) => renameAt(session, document, position, newName), null),
  );
  connection.onFoldingRanges(on((session, document) => foldingRanges(session, document), null));
  connection.onSelectionRanges(
    on((session, document, { positions }) => selectionRanges(session, document, positions), null),
  );
  connection.onDocumentFormatting(on((session, document, { options }) => format(session, document, options), null));
  connection.onDocumentRangeFormatting(
    on((session, document, { options, range }) => format(session, document, options, range), null),
  );
  connection.onDocumentLinks(on((session, document) => documentLinks(session, document), null));
  connection.languages.inlayHint.on(on((session, document, { range }) => inlayHints(session, document, range), null));
}
