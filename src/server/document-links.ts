import type { DocumentLink } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { linksOf } from '../dockerfile/editing/links.ts';
import { dockerfileOf } from './dockerfile-of.ts';
import type { Session } from './session.ts';
import { toRange } from './to-lsp.ts';

/** Links from images to their pages. */
export async function documentLinks(session: Session, document: TextDocument): Promise<DocumentLink[] | null> {
  const dockerfile = await dockerfileOf(session, document, 'links');
  if (!dockerfile) return null;
  return linksOf(dockerfile).map(({ url, ...range }) => ({ range: toRange(document, range), target: url }));
}
