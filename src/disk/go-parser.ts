import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createGoParser, type GoParser } from '../go/parser.ts';

/** The Go grammar beside the bundles in `distDir`. */
export async function goParser(distDir: string): Promise<GoParser> {
  const [runtime, grammar] = await Promise.all([
    readFile(path.join(distDir, 'web-tree-sitter.wasm')),
    readFile(path.join(distDir, 'tree-sitter-go.wasm')),
  ]);
  return createGoParser({ runtime, grammar });
}
