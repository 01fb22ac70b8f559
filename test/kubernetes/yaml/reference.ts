import { type Document, Lexer, parseAllDocuments } from 'yaml';
import { createConverter, type Fault } from '../../../src/kubernetes/convert.ts';
import type { Comment, Field } from '../../../src/kubernetes/model.ts';
import { readDocuments } from '../../../src/kubernetes/yaml/documents.ts';

/** What a text says: its documents that are not empty, and its comments. */
export interface Reading {
  readonly documents: readonly ReadDocument[];
  readonly comments: readonly Comment[];
  /** Documents that the fast reader left to the library. */
  readonly left: number;
}

interface ReadDocument {
  readonly root: Field | undefined;
  readonly faults: readonly Fault[];
  readonly errors: readonly (readonly [number, number, string])[];
  readonly isTemplate: boolean;
}

/** The reading of the `yaml` library alone, all documents in one go. */
export function referenceReading(text: string): Reading {
  const read = parseAllDocuments(text, { prettyErrors: false, merge: true, logLevel: 'silent', uniqueKeys: false });
  const documents = 'empty' in read ? [] : read.map((one) => converted(text, one));
  return { documents: documents.filter(isFull), comments: commentsOf(text), left: documents.length };
}

/** Our own reading. */
export function ownReading(text: string): Reading {
  const read = readDocuments(text);
  if (!read) throw new Error('the library threw');
  let left = 0;
  const documents = read.documents.map((one): ReadDocument => {
    if ('root' in one) return { ...one, errors: [], isTemplate: false };
    left++;
    return converted(text, one);
  });
  return { documents: documents.filter(isFull), comments: read.comments, left };
}

function converted(text: string, { contents, errors }: Document.Parsed): ReadDocument {
  const converter = createConverter(text);
  const root = contents ? converter.convert(contents) : undefined;
  return {
    root,
    faults: converter.faults(),
    errors: errors.map(({ pos, message }) => [pos[0], pos[1], message]),
    isTemplate: converter.sawTemplate(),
  };
}

function isFull({ root, errors }: ReadDocument): boolean {
  return errors.length > 0 || !(root === undefined || (root.kind === 'scalar' && root.value === null));
}

function commentsOf(text: string): Comment[] {
  const comments: Comment[] = [];
  let start = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    const end = start + lexeme.length;
    if (!isScalar && lexeme.startsWith('#')) comments.push({ start, end, text: lexeme.slice(1).trim() });
    const isMark: boolean = !isScalar && ['\u0002', '\u0018', '\u001f'].includes(lexeme);
    if (!isMark) start = end;
    isScalar = isMark && lexeme === '\u001f';
  }
  return comments;
}
