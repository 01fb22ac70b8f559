import { type CodeAction, CodeActionKind, type WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Dockerfile } from '../dockerfile/model.ts';
import { refactorings } from '../dockerfile/refactorings/index.ts';
import type { Refactored, Refactoring } from '../dockerfile/refactorings/refactoring.ts';
import type { Range } from '../lint/rule.ts';
import { say } from '../words/message.ts';
import type { Place, Session } from './session.ts';
import { toTextEdits } from './to-lsp.ts';

/** What brings an action back when the user takes it. */
interface Offer extends Range {
  readonly refactoring: string;
  readonly uri: string;
  readonly version: number;
}

const KINDS: Readonly<Record<Refactoring['kind'], string>> = {
  rewrite: CodeActionKind.RefactorRewrite,
  extract: CodeActionKind.RefactorExtract,
};

/** The refactorings that apply to a place of a Dockerfile; their edits are made when one is taken, if the editor can wait. */
export function refactoringActions(
  session: Session,
  { project, file }: Place,
  document: TextDocument,
  at: Range,
  wants: (kind: string) => boolean,
): CodeAction[] {
  const parsed = project.parsed(file);
  if (parsed?.kind !== 'dockerfile') return [];
  return refactorings
    .filter(({ kind }) => wants(KINDS[kind]))
    .flatMap((refactoring) => {
      const refactored = refactoring.apply(parsed.dockerfile, at);
      if (!refactored) return [];
      const action = { title: say(refactored.title, session.translations), kind: KINDS[refactoring.kind] };
      const { uri, version } = document;
      const data: Offer = { refactoring: refactoring.id, uri, version, start: at.start, end: at.end };
      return session.resolvesEdits ? { ...action, data } : { ...action, edit: toEdit(document, refactored) };
    });
}

/** The action with its edits; without them where the document has changed meanwhile. */
export async function resolveAction(
  session: Session,
  open: (uri: string) => TextDocument | undefined,
  action: CodeAction,
): Promise<CodeAction> {
  const offer = action.data as Offer | undefined;
  const document = offer && open(offer.uri);
  if (!document || document.version !== offer.version) return action;
  const refactored = apply(offer, await parsedOf(session, document));
  return refactored ? { ...action, edit: toEdit(document, refactored) } : action;
}

function apply(offer: Offer, dockerfile: Dockerfile | undefined): Refactored | undefined {
  return dockerfile && refactorings.find(({ id }) => id === offer.refactoring)?.apply(dockerfile, offer);
}

async function parsedOf(session: Session, document: TextDocument): Promise<Dockerfile | undefined> {
  const place = await session.placeOf(document);
  const parsed = place?.project.parsed(place.file);
  return parsed?.kind === 'dockerfile' ? parsed.dockerfile : undefined;
}

function toEdit(document: TextDocument, { edits }: Refactored): WorkspaceEdit {
  const textDocument = { uri: document.uri, version: document.version };
  return { documentChanges: [{ textDocument, edits: toTextEdits(document, edits) }] };
}
