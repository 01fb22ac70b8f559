import type { Script, ShellNode } from './model.ts';

export type NodeKind = ShellNode['kind'];
export type NodeOf<Kind extends NodeKind> = Extract<ShellNode, { readonly kind: Kind }>;

/** A script's nodes, by kind and by what is around them. Literal text, half of all nodes, is in neither. */
export interface NodeIndex {
  /** Each kind in the order of the text. */
  readonly byKind: ReadonlyMap<NodeKind, readonly ShellNode[]>;
  /** For every node the one that it is directly inside of; made when it is first asked for, as few scripts need it. */
  readonly parents: () => ReadonlyMap<ShellNode, ShellNode>;
}

/** Walks a script once. */
export function indexNodes(script: Script): NodeIndex {
  const byKind = new Map<NodeKind, ShellNode[]>();
  const enter = (node: ShellNode) => {
    if (node.kind === 'literal') return;
    const same = byKind.get(node.kind);
    if (same) same.push(node);
    else byKind.set(node.kind, [node]);
    eachChild(node, enter);
  };
  enter(script.body);
  let parents: ReadonlyMap<ShellNode, ShellNode> | undefined;
  return { byKind, parents: () => (parents ??= parentsIn(script)) };
}

function parentsIn(script: Script): Map<ShellNode, ShellNode> {
  const parents = new Map<ShellNode, ShellNode>();
  const enter = (node: ShellNode, parent: ShellNode) => {
    if (node.kind === 'literal') return;
    parents.set(node, parent);
    eachChild(node, enter);
  };
  eachChild(script.body, enter);
  return parents;
}

type Visit = (node: ShellNode, parent: ShellNode) => void;

/** Calls `visit` for the nodes directly inside a node, in the order of the text. It makes no lists: this runs on every keystroke. */
export function eachChild(node: ShellNode, visit: Visit): void {
  switch (node.kind) {
    case 'literal':
    case 'single-quoted':
    case 'glob':
    case 'tilde':
      return;
    case 'word':
      if (node.assignment) visit(node.assignment, node);
      else all(node.parts, node, visit);
      return;
    case 'list':
      for (const { statement } of node.items) visit(statement, node);
      return;
    case 'and-or':
      all(node.statements, node, visit);
      return;
    case 'pipeline':
      all(node.commands, node, visit);
      return;
    case 'simple':
      all(node.assignments, node, visit);
      all(node.words, node, visit);
      break;
    case 'group':
    case 'subshell':
      visit(node.body, node);
      break;
    case 'if':
      for (const { condition, body } of node.branches) {
        visit(condition, node);
        visit(body, node);
      }
      if (node.otherwise) visit(node.otherwise, node);
      break;
    case 'loop':
      visit(node.condition, node);
      visit(node.body, node);
      break;
    case 'for':
      visit(node.variable, node);
      all(node.words ?? [], node, visit);
      visit(node.body, node);
      break;
    case 'arithmetic-for':
      visit(node.expression, node);
      visit(node.body, node);
      break;
    case 'case':
      visit(node.word, node);
      all(node.clauses, node, visit);
      break;
    case 'case-clause':
      all(node.patterns, node, visit);
      visit(node.body, node);
      return;
    case 'test-command':
      if (node.expression) visit(node.expression, node);
      break;
    case 'test-unary':
    case 'test-not':
    case 'test-group':
      visit(node.operand, node);
      return;
    case 'test-binary':
    case 'test-junction':
      visit(node.left, node);
      visit(node.right, node);
      return;
    case 'arithmetic-command':
      visit(node.expression, node);
      break;
    case 'function':
      visit(node.name, node);
      if (node.body) visit(node.body, node);
      break;
    case 'assignment':
      if (node.index) visit(node.index, node);
      if (node.assigned) visit(node.assigned, node);
      all(node.elements ?? [], node, visit);
      return;
    case 'array-element':
      if (node.key) visit(node.key, node);
      visit(node.value, node);
      return;
    case 'redirection':
      if (node.target) visit(node.target, node);
      if (node.heredoc) visit(node.heredoc, node);
      return;
    case 'expansion':
      if (node.index) visit(node.index, node);
      if (node.operand) visit(node.operand, node);
      return;
    case 'arithmetic':
      visit(node.expression, node);
      return;
    case 'command-substitution':
    case 'process-substitution':
      visit(node.body, node);
      return;
    default:
      all(node.parts, node, visit);
      return;
  }
  // What is left are commands.
  all(node.redirections, node, visit);
}

function all(nodes: readonly ShellNode[], parent: ShellNode, visit: Visit): void {
  for (const node of nodes) visit(node, parent);
}
