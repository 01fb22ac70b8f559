import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createGoParser } from '../../src/go/parser.ts';

const require = createRequire(import.meta.url);

/** The parser with the bytes of the installed packages. */
export const goParser = await createGoParser({
  runtime: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
  grammar: readFileSync(require.resolve('tree-sitter-go/tree-sitter-go.wasm')),
});
