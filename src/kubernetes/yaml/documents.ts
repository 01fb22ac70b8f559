import type { Document } from 'yaml';
import type { Comment } from '../model.ts';
import { type PlainDocument, readDocument } from './document.ts';
import { readByLibrary } from './library.ts';
import { createReader, isGivenUp, type Reader } from './reader.ts';

/** The documents of a text in order: those without errors as fields already, the others as the library reads them. */
export interface Documents {
  readonly documents: readonly (PlainDocument | Document.Parsed)[];
  readonly comments: readonly Comment[];
}

/** Undefined: nothing can be said of the text. */
export function readDocuments(text: string): Documents | undefined {
  const reader = createReader(text);
  const documents: (PlainDocument | Document.Parsed)[] = [];
  const first = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  reader.at = first;
  while (reader.at < text.length) {
    const start = reader.at;
    const known = reader.comments.length;
    const document = plainDocument(reader);
    if (document) {
      documents.push(document);
      continue;
    }
    reader.comments.length = known;
    const comments: Comment[] = [];
    const read = readByLibrary(text, start === first ? 0 : start, comments);
    if (!read) return undefined;
    const lenient = read.documents.some(({ errors }) => errors.length > 0) ? leniently(reader, start) : undefined;
    if (lenient) {
      documents.push(lenient);
      continue;
    }
    reader.comments.length = known;
    for (const comment of comments) reader.comments.push(comment);
    documents.push(...read.documents);
    reader.at = read.end;
  }
  return { documents, comments: reader.comments };
}

const BYTE_ORDER_MARK = 0xfeff;

/** Without the indentation that YAML 1.2 asks for in quotes and brackets: kubectl, helm and kustomize do not. */
function leniently(reader: Reader, start: number): PlainDocument | undefined {
  reader.at = start;
  reader.isLenient = true;
  const document = plainDocument(reader);
  reader.isLenient = false;
  return document;
}

function plainDocument(reader: Reader): PlainDocument | undefined {
  try {
    return readDocument(reader);
  } catch (error) {
    if (isGivenUp(error)) return undefined;
    throw error;
  }
}
