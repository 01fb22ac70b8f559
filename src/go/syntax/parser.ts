import { type Bodies, mayWait, newBodies } from './bodies.ts';
import { parseFile } from './parse-file.ts';
import { readFile } from './read-file.ts';
import type { SourceFile } from './source-file.ts';

/** The model of a Go file; takes any text and never throws. `path` is kept in the model for places. */
export function parseGo(path: string, text: string, bodies: Bodies = newBodies()): SourceFile {
  const parsed = parseFile(text, (start, end) => mayWait(bodies, text, { start, end }));
  return readFile(path, text, parsed, bodies);
}
