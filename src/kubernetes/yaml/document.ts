import type { Fault } from '../convert.ts';
import type { Field } from '../model.ts';
import { readBlock } from './blocks.ts';
import { endLine, findContent, giveUp, isMarker, LF, nextLine, type Reader, DASH, CR } from './reader.ts';

/** A document without errors. */
export interface PlainDocument {
  /** Undefined where there is nothing but comments. */
  readonly root: Field | undefined;
  readonly faults: readonly Fault[];
}

/**
 * Reads the document that begins at the reader's place: at `---`, or at the start of a line. The reader is left at the next
 * one's `---`, or where the next one may begin without it.
 */
export function readDocument(reader: Reader): PlainDocument {
  const { text } = reader;
  reader.anchors.clear();
  reader.fields = reader.copied = reader.deepest = 0;
  const faults: Fault[] = [];
  reader.faults = faults;
  const begins = isMarker(text, reader.at) && text.charCodeAt(reader.at) === DASH;
  if (begins) {
    reader.at += 3;
    endLine(reader);
    nextLine(reader);
  } else {
    reader.gap = reader.comments.length;
    reader.gapColumns.length = 0;
    findContent(reader);
  }
  const root = reader.column < 0 ? undefined : readBlock(reader, reader.column, -1, 0);
  if (reader.column >= 0) giveUp();
  if (isMarker(text, reader.at) && text.charCodeAt(reader.at) !== DASH) {
    // `...` that ends nothing is an error.
    if (!begins && root === undefined) giveUp();
    endStream(reader);
  }
  return { root, faults };
}

/** Over `...` and what is left of its line. */
function endStream(reader: Reader): void {
  const { text } = reader;
  reader.at += 3;
  endLine(reader);
  if (text.charCodeAt(reader.at) === CR) reader.at++;
  if (text.charCodeAt(reader.at) === LF) reader.at++;
}
