import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type TextDocumentEdit,
  type CreateFile,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Finding } from '../lint/finding.ts';
import type { Fix } from '../lint/fix.ts';
import { say } from '../words/message.ts';
import { fixAllKind } from './protocol.ts';
import { commandActions } from './command-actions.ts';
import { refactoringActions } from './refactorings.ts';
import type { Place, Session } from './session.ts';
import { toDiagnostic, toOffsets, toRange, toTextEdits } from './to-lsp.ts';

/** Fixes of the findings in the range, *ignore here* for each, refactorings, and *fix all*. */
export async function codeActions(
  session: Session,
  document: TextDocument,
  { range, context }: CodeActionParams,
): Promise<CodeAction[]> {
  const place = await session.placeOf(document);
  if (!place || place.project.ignores(place.file)) return [];
  const wants = (kind: string) =>
    !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const { start, end } = toOffsets(document, range);
  const findings = place.project.findings(place.file).filter((finding) => finding.start <= end && start <= finding.end);
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    for (const finding of findings) actions.push(...quickFixes(session, place, document, finding));
    for (const finding of findings) actions.push(...ignoreHere(session, place, document, finding));
  }
  actions.push(...refactoringActions(session, place, document, { start, end }, wants));
  if (wants(CodeActionKind.RefactorRewrite)) actions.push(...commandActions(session, place, document, { start, end }));
  if (wants(fixAllKind)) actions.push(...fixAllAction(session, place, document));
  return actions;
}

function quickFixes(session: Session, place: Place, document: TextDocument, finding: Finding): CodeAction[] {
  return (finding.fixes ?? []).map((fix, index) => ({
    title: say(fix.title, session.translations),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic(session, document, finding)],
    isPreferred: index === 0 && fix.safe,
    edit: toWorkspaceEdit(place, document, fix),
  }));
}

function ignoreHere(session: Session, place: Place, document: TextDocument, finding: Finding): CodeAction[] {
  const ignore = place.project.ignoreHere(place.file, finding);
  if (!ignore) return [];
  const title = say(['Ignore `{0}` here', ignore.id], session.translations);
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic(session, document, finding)],
      edit: toWorkspaceEdit(place, document, { title: [title], safe: true, edits: [ignore.edit] }),
    },
  ];
}

function fixAllAction(session: Session, place: Place, document: TextDocument): CodeAction[] {
  const text = document.getText();
  const fixed = place.project.fixAll(place.file);
  if (fixed === undefined || fixed === text) return [];
  const edits = [{ range: toRange(document, { start: 0, end: text.length }), newText: fixed }];
  return [
    {
      title: say(['Fix all that Gantry can fix safely'], session.translations),
      kind: fixAllKind,
      edit: { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits }] },
    },
  ];
}

function diagnostic(session: Session, document: TextDocument, finding: Finding) {
  const { translations, rulePage } = session;
  return toDiagnostic(finding, { document, translations, rulePage, locate: () => undefined });
}

function toWorkspaceEdit(place: Place, document: TextDocument, fix: Fix): WorkspaceEdit {
  const changes: (TextDocumentEdit | CreateFile)[] = [];
  if (fix.edits.length > 0) {
    const textDocument = { uri: document.uri, version: document.version };
    changes.push({ textDocument, edits: toTextEdits(document, fix.edits) });
  }
  for (const other of fix.others ?? []) {
    const uri = URI.file(`${place.root}/${other.file}`).toString();
    if ('create' in other) {
      changes.push({ kind: 'create', uri, options: { ignoreIfExists: true } });
      const start = { line: 0, character: 0 };
      changes.push({
        textDocument: { uri, version: null },
        edits: [{ range: { start, end: start }, newText: other.create }],
      });
      continue;
    }
    const text = place.textOf(other.file);
    if (text === undefined) continue;
    const otherDocument = TextDocument.create(uri, 'plaintext', 0, text);
    changes.push({ textDocument: { uri, version: null }, edits: toTextEdits(otherDocument, other.edits) });
  }
  return { documentChanges: changes };
}
