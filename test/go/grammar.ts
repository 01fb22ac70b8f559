import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import { newNode, type RawNode } from '../../src/go/syntax/raw-tree.ts';

const require = createRequire(import.meta.url);

await Parser.init({
  wasmBinary: new Uint8Array(readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'))).buffer,
});
const parser = new Parser();
parser.setLanguage(await Language.load(readFileSync(require.resolve('tree-sitter-go/tree-sitter-go.wasm'))));

/** The tree that the Go grammar of tree-sitter makes of a file; null where it finds an error. */
export function grammarTree(text: string): RawNode | null {
  const tree = parser.parse(text);
  if (!tree || tree.rootNode.hasError) return null;
  const cursor = tree.walk();
  const root = copy(cursor);
  cursor.delete();
  tree.delete();
  return root;
}

/** Named nodes without comments. */
function copy(cursor: TreeCursor): RawNode {
  const { nodeType, startIndex, endIndex, currentFieldName } = cursor;
  const children: RawNode[] = [];
  if (cursor.gotoFirstChild()) {
    do if (cursor.nodeIsNamed && cursor.nodeType !== 'comment') children.push(copy(cursor));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return { ...newNode(nodeType, startIndex, endIndex, children), field: currentFieldName };
}
