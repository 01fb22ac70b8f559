/** A node of a file's syntax tree, by the names that the Go grammar of tree-sitter gives nodes and their fields. */
export interface RawNode {
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly children: readonly RawNode[];
  /** Levels below it. */
  readonly height: number;
}

/** Deeper nesting is nobody's Go; what lies below is left out, so that no walk overflows the stack. */
const DEEPEST = 400;

/** Most nodes are leaves: one list for all of them. */
const NONE: readonly RawNode[] = [];

/** A node without a field yet: {@link as} gives it one. */
export function newNode(type: string, start: number, end: number, children: readonly RawNode[] = NONE): RawNode {
  let height = 0;
  for (const inner of children) if (inner.height >= height) height = inner.height + 1;
  if (height > DEEPEST) return { type, field: null, start, end, children: NONE, height: 0 };
  return { type, field: null, start, end, children, height };
}

/** Says which part of its parent a new node is. */
export function as(field: string, node: RawNode): RawNode {
  (node as { field: string | null }).field = field;
  return node;
}

export function child(node: RawNode, field: string): RawNode | undefined {
  for (const candidate of node.children) if (candidate.field === field) return candidate;
  return undefined;
}

export function childrenOf(node: RawNode, ...types: readonly string[]): RawNode[] {
  return node.children.filter(({ type }) => types.includes(type));
}
