import { type CodeAction, CodeActionKind, type WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { refactorings as ofDockerfiles } from '../dockerfile/refactorings/index.ts';
import { refactorings as ofManifests } from '../kubernetes/refactorings/index.ts';
import type { RefactoringFacts } from '../kubernetes/refactorings/refactoring.ts';
import type { TextEdit } from '../lint/fix.ts';
import type { Range } from '../lint/rule.ts';
import type { ParsedFile } from '../project/parsed-file.ts';
import { type Message, say } from '../words/message.ts';
import type { Place, Session } from './session.ts';
import { toTextEdits } from './to-lsp.ts';

/** What brings an action back when the user takes it. */
interface Offer extends Range {
  readonly refactoring: string;
  readonly uri: string;
  readonly version: number;
}

interface Refactored {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}

/** A refactoring of the file at hand. */
interface Applicable {
  readonly id: string;
  readonly kind: 'rewrite' | 'extract';
  readonly apply: (at: Range) => Refactored | undefined;
}

const KINDS: Readonly<Record<Applicable['kind'], string>> = {
  rewrite: CodeActionKind.RefactorRewrite,
  extract: CodeActionKind.RefactorExtract,
};

/** The refactorings that apply to a place; their edits are made when one is taken, if the editor can wait. */
export function refactoringActions(
  session: Session,
  { project, file }: Place,
  document: TextDocument,
  at: Range,
  wants: (kind: string) => boolean,
): CodeAction[] {
  return refactoringsOf(project.parsed(file), project)
    .filter(({ kind }) => wants(KINDS[kind]))
    .flatMap(({ id, kind, apply }) => {
      const refactored = apply(at);
      if (!refactored) return [];
      const action = { title: say(refactored.title, session.translations), kind: KINDS[kind] };
      const { uri, version } = document;
      const data: Offer = { refactoring: id, uri, version, start: at.start, end: at.end };
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
  const place = await session.placeOf(document);
  const all = place ? refactoringsOf(place.project.parsed(place.file), place.project) : [];
  const refactored = all.find(({ id }) => id === offer.refactoring)?.apply(offer);
  return refactored ? { ...action, edit: toEdit(document, refactored) } : action;
}

function refactoringsOf(parsed: ParsedFile | undefined, project: Place['project']): Applicable[] {
  if (parsed?.kind === 'dockerfile') {
    return ofDockerfiles.map(({ id, kind, apply }) => ({ id, kind, apply: (at) => apply(parsed.dockerfile, at) }));
  }
  if (parsed?.kind !== 'manifests') return [];
  return ofManifests.map(({ id, kind, apply }) => ({
    id,
    kind,
    apply: (at) => apply(parsed.manifests, at, factsOf(project)),
  }));
}

function factsOf(project: Place['project']): RefactoringFacts {
  const servers = project.go()?.programs.filter(({ kind }) => kind === 'server') ?? [];
  const health = servers
    .flatMap((program) => program.health.filter(({ isOff }) => isOff !== true))
    .map(({ path, port, purpose }) => ({ path, port, purpose }));
  // Of several programs nobody knows which one the container runs.
  return { health: servers.length === 1 ? health : [] };
}

function toEdit(document: TextDocument, { edits }: Refactored): WorkspaceEdit {
  const textDocument = { uri: document.uri, version: document.version };
  return { documentChanges: [{ textDocument, edits: toTextEdits(document, edits) }] };
}
