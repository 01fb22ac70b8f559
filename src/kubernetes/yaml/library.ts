import { Composer, type Document, Lexer, Parser } from 'yaml';
import type { Comment } from '../model.ts';
import { isMarker } from './reader.ts';

/** Documents as the `yaml` library reads them, with its errors. */
export interface LibraryDocuments {
  readonly documents: readonly Document.Parsed[];
  /** Where the next document begins; the text's length behind the last one. */
  readonly end: number;
}

/** What the lexer yields before a scalar, whose text comes next. */
const SCALAR = '\u001f';

/**
 * Reads the document that begins at an offset, and any behind it up to the next `---`, whatever is open there; all of them where
 * there are directives, which may mean later ones, too. Comments are added to `comments`. Undefined: the library threw, which it
 * promises not to do.
 */
export function readByLibrary(text: string, start: number, comments: Comment[]): LibraryDocuments | undefined {
  try {
    return read(text, start, comments);
  } catch {
    return undefined;
  }
}

function read(text: string, start: number, comments: Comment[]): LibraryDocuments {
  const marker = nextMarker(text, start);
  const known = comments.length;
  if (/(?:^|\n)\uFEFF?%/.test(text.slice(start, marker))) {
    return { documents: readPart(text, start, text.length, comments, false).documents, end: text.length };
  }
  // With the marker itself, since the library ends a document otherwise there than at the text's end.
  const withMarker = readPart(text, start, Math.min(marker + 3, text.length), comments, true);
  if (withMarker.isClosed || marker === text.length) return { documents: withMarker.documents, end: marker };
  // An open quote took it for text.
  comments.length = known;
  return { documents: readPart(text, start, marker, comments, false).documents, end: marker };
}

/** `stops`: a marker behind the first document closes it, and ends the reading; `isClosed`: one has. */
function readPart(text: string, start: number, end: number, comments: Comment[], stops: boolean) {
  const parser = new Parser();
  const composer = new Composer({ prettyErrors: false, merge: true, logLevel: 'silent', uniqueKeys: false });
  const documents: Document.Parsed[] = [];
  let isClosed = false;
  let read = 0;
  let isScalar = false;
  parser.offset = start;
  for (const lexeme of new Lexer().lex(text.slice(start, end))) {
    const { offset } = parser;
    const isMark = lexeme === '---' && !isScalar && stops && text[offset - 1] === '\n';
    for (const token of parser.next(lexeme)) {
      if (token.type === 'document') read++;
      documents.push(...composer.next(token));
    }
    // The marker itself begins a document that is read afresh.
    if (isMark && read > 0) {
      isClosed = true;
      break;
    }
    if (!isScalar && lexeme.startsWith('#')) comments.push(commentAt(text, offset, lexeme));
    isScalar = lexeme === SCALAR;
  }
  if (!isClosed) for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end());
  return { documents, isClosed };
}

/** Where the next line with `---` begins behind an offset, or the text ends. */
function nextMarker(text: string, offset: number): number {
  let at = text.indexOf('\n---', offset);
  while (at >= 0 && !isMarker(text, at + 1)) at = text.indexOf('\n---', at + 4);
  return at < 0 ? text.length : at + 1;
}

function commentAt(text: string, start: number, { length }: string): Comment {
  const end = start + length;
  return { start, end, text: text.slice(start + 1, end).trim() };
}
