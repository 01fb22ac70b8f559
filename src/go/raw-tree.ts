import type { TreeCursor } from 'web-tree-sitter';

/** A named node of the syntax tree, copied out of the parser's memory. */
export interface RawNode {
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly children: RawNode[];
  readonly missing: boolean;
}

/** Deeper nesting is nobody's Go; what lies below is left out, so that no walk overflows the stack. */
const DEEPEST = 400;

/** Copies the tree under the cursor; comments and errors are nodes like any other. */
export function copyTree(cursor: TreeCursor): RawNode {
  const root = copyNode(cursor);
  const path: RawNode[] = [root];
  // A walk without recursion: `path` are the copies from the root to the cursor.
  for (let moved = cursor.gotoFirstChild(); moved;) {
    const parent = path.at(-1) ?? root;
    const wanted = cursor.nodeIsNamed || cursor.nodeIsMissing;
    const node = copyNode(cursor);
    if (wanted) parent.children.push(node);
    if (wanted && path.length < DEEPEST && cursor.gotoFirstChild()) {
      path.push(node);
      continue;
    }
    moved = cursor.gotoNextSibling();
    while (!moved && path.length > 1 && cursor.gotoParent()) {
      path.pop();
      moved = cursor.gotoNextSibling();
    }
  }
  return root;
}

function copyNode(cursor: TreeCursor): RawNode {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName,
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
    missing: cursor.nodeIsMissing,
  };
}

export function child(node: RawNode, field: string): RawNode | undefined {
  return node.children.find((candidate) => candidate.field === field);
}

export function childrenOf(node: RawNode, ...types: readonly string[]): RawNode[] {
  return node.children.filter(({ type }) => types.includes(type));
}

/** The first place that is no Go, in the order of the text. */
export function firstError(root: RawNode): RawNode | undefined {
  const stack: RawNode[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'ERROR' || node.missing) return node;
    for (const inner of node.children.toReversed()) stack.push(inner);
  }
  return undefined;
}
