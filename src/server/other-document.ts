import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Place } from './session.ts';

/** Another file of the workspace as a document; the open one where it is that. */
export function otherDocument(place: Place, document: TextDocument, file: string): TextDocument | undefined {
  if (file === place.file) return document;
  const text = place.textOf(file);
  return text === undefined
    ? undefined
    : TextDocument.create(URI.file(`${place.root}/${file}`).toString(), 'yaml', 0, text);
}
