import { Language, Parser } from 'web-tree-sitter';
import { copyTree } from './raw-tree.ts';
import { readFile } from './read-file.ts';
import { lineStartsOf, type SourceFile } from './source-file.ts';

/** Reads Go files one at a time; takes any text and never throws. */
export interface GoParser {
  /** `path` is kept in the model for places. */
  parse(path: string, text: string): SourceFile;
}

/** The bytes of web-tree-sitter.wasm and of the Go grammar; nothing is looked for on disk. */
export interface GrammarBytes {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

/** Rejects where the bytes are no WebAssembly of these two. */
export async function createGoParser({ runtime, grammar }: GrammarBytes): Promise<GoParser> {
  await Parser.init({ wasmBinary: exactBuffer(runtime) });
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return { parse: (path, text) => parse(parser, path, text) };
}

function parse(parser: Parser, path: string, text: string): SourceFile {
  try {
    const tree = parser.parse(text);
    if (!tree) return unreadable(path, text);
    const cursor = tree.walk();
    try {
      return readFile(path, copyTree(cursor), text);
    } finally {
      cursor.delete();
      tree.delete();
    }
  } catch {
    // The grammar's memory may be exhausted by a hostile file; the next one starts afresh.
    parser.reset();
    return unreadable(path, text);
  }
}

function unreadable(path: string, text: string): SourceFile {
  return {
    path,
    packageName: '',
    imports: [],
    functions: [],
    values: [],
    types: [],
    embeds: [],
    errorAt: 0,
    lineStarts: lineStartsOf(text),
  };
}

function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
