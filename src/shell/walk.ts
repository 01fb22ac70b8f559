import type { Script, ShellNode } from './model.ts';

export type NodeKind = ShellNode['kind'];
export type NodeOf<Kind extends NodeKind> = Extract<ShellNode, { readonly kind: Kind }>;

/** The nodes directly inside a node, in the order of the text. */
export function childrenOf(node: ShellNode): readonly (ShellNode | null)[] {
  switch (node.kind) {
    case 'literal':
    case 'single-quoted':
    case 'glob':
    case 'tilde':
      return NONE;
    case 'word':
      return node.assignment ? [node.assignment] : node.parts;
    case 'list':
      return node.items.map(({ statement }) => statement);
    case 'and-or':
      return node.statements;
    case 'pipeline':
      return node.commands;
    case 'simple':
      return [...node.assignments, ...node.words, ...node.redirections];
    case 'group':
    case 'subshell':
      return [node.body, ...node.redirections];
    case 'if':
      return [
        ...node.branches.flatMap(({ condition, body }) => [condition, body]),
        node.otherwise,
        ...node.redirections,
      ];
    case 'loop':
      return [node.condition, node.body, ...node.redirections];
    case 'for':
      return [node.variable, ...(node.words ?? []), node.body, ...node.redirections];
    case 'arithmetic-for':
      return [node.expression, node.body, ...node.redirections];
    case 'case':
      return [node.word, ...node.clauses, ...node.redirections];
    case 'case-clause':
      return [...node.patterns, node.body];
    case 'test-command':
      return [node.expression, ...node.redirections];
    case 'test-unary':
    case 'test-not':
    case 'test-group':
      return [node.operand];
    case 'test-binary':
    case 'test-junction':
      return [node.left, node.right];
    case 'arithmetic-command':
      return [node.expression, ...node.redirections];
    case 'function':
      return [node.name, node.body, ...node.redirections];
    case 'assignment':
      return [node.index, node.assigned, ...(node.elements ?? [])];
    case 'array-element':
      return [node.key, node.value];
    case 'redirection':
      return [node.target, node.heredoc];
    case 'expansion':
      return [node.index, node.operand];
    case 'arithmetic':
      return [node.expression];
    case 'command-substitution':
    case 'process-substitution':
      return [node.body];
    default:
      return node.parts;
  }
}

const NONE: readonly ShellNode[] = [];

/** All nodes by kind, each kind in the order of the text. */
export function nodesByKind(script: Script): ReadonlyMap<NodeKind, readonly ShellNode[]> {
  const found = new Map<NodeKind, ShellNode[]>();
  const visit = (node: ShellNode) => {
    const same = found.get(node.kind);
    if (same) same.push(node);
    else found.set(node.kind, [node]);
    for (const child of childrenOf(node)) if (child) visit(child);
  };
  visit(script.body);
  return found;
}

/** For every node the one that it is directly inside of. */
export function parentsOf(script: Script): ReadonlyMap<ShellNode, ShellNode> {
  const parents = new Map<ShellNode, ShellNode>();
  const visit = (node: ShellNode) => {
    for (const child of childrenOf(node)) {
      if (!child) continue;
      parents.set(child, node);
      visit(child);
    }
  };
  visit(script.body);
  return parents;
}
