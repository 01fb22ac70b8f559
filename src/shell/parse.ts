import { readCommand } from './compound.ts';
import { readPending } from './here-documents.ts';
import { readList, stray } from './lists.ts';
import type { Script } from './model.ts';
import { readParts } from './parts.ts';
import { createReader, type Grammar, place } from './reader.ts';
import type { SourceText } from './source-text.ts';
import { readAll } from './substitutions.ts';
import { toWord } from './words.ts';

const GRAMMAR: Grammar = { list: readList, parts: readParts, word: toWord, command: readCommand, stray };

/**
 * Reads any text as a shell script, in what dash, ash, ksh and bash understand together; never throws, takes time in proportion
 * to the text, and goes on behind what it cannot understand.
 */
export function parseShell(source: SourceText): Script {
  const reader = createReader(source, GRAMMAR);
  const body = readAll(reader);
  readPending(reader);
  const { comments, problems } = reader;
  return { kind: 'script', ...place(reader, 0, source.text.length), source, body, comments, problems };
}
