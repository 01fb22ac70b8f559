import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { formatDockerfile } from '../dockerfile/editing/format.ts';
import { dockerfileOf } from './dockerfile-of.ts';
import type { Session } from './session.ts';
import { toOffsets, toTextEdits } from './to-lsp.ts';

/** Edits that lay a Dockerfile, or the instructions in a range, out evenly. */
export async function format(
  session: Session,
  document: TextDocument,
  { tabSize, insertSpaces }: FormattingOptions,
  range?: Range,
): Promise<TextEdit[] | null> {
  const dockerfile = await dockerfileOf(session, document, 'formatting');
  if (!dockerfile) return null;
  const touched = range && toOffsets(document, range);
  return toTextEdits(document, formatDockerfile(dockerfile, { tabSize, insertSpaces }, touched));
}
