/** A node of the library's tree, as far as it is looked at here. */
interface Node {
  readonly op: string;
  readonly args: unknown;
  readonly start: number;
  readonly end: number;
}

export interface Shape {
  /** Where `matches` is called: the offsets of the name. */
  readonly matches: readonly number[];
  /** How deep loops stand in loops. */
  readonly loops: number;
  readonly nodes: number;
  /** A name that we do not take, and where. */
  readonly refused?: { readonly name: string; readonly start: number; readonly end: number };
}

const LOOPS = new Set(['all', 'exists', 'exists_one', 'map', 'filter', 'existsOne', 'transformList', 'transformMap']);

/** What decides how long an expression may take. */
export function shapeOf(tree: unknown, text: string): Shape {
  const matches: number[] = [];
  let loops = 0;
  let nodes = 0;
  let refused: Shape['refused'];
  const visit = (node: unknown, depth: number): void => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one, depth);
      return;
    }
    if (!isNode(node)) return;
    nodes++;
    const [name, receiver] = Array.isArray(node.args) ? (node.args as unknown[]) : [];
    let below = depth;
    if (node.op === 'rcall' && typeof name === 'string') {
      if (LOOPS.has(name)) below = depth + 1;
      loops = Math.max(loops, below);
      const from = isNode(receiver) ? receiver.end : node.start;
      if (name === 'matches') matches.push(text.indexOf('matches', from));
      // Each `bind` may double what it binds.
      if (name === 'bind' && isNode(receiver) && receiver.op === 'id' && receiver.args === 'cel')
        refused = { name: 'cel.bind', start: node.start, end: node.end };
    } else if (node.op === 'call' && name === 'matches') matches.push(text.indexOf('matches', node.start));
    visit(node.args, below);
  };
  visit(tree, 0);
  return { matches, loops, nodes, ...(refused ? { refused } : {}) };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}
