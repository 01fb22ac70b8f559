import { errorInBody } from '../syntax/bodies.ts';
import { type CallEdges, EDGES, edgesOf } from '../code/call-edges.ts';
import type { IndexedPackage, Site } from '../code/code-index.ts';
import { isSameList } from './kept-answers.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Reached } from '../code/reach.ts';
import type { GoFunction, ValueDeclaration } from '../syntax/syntax.ts';

/** What a program came to, and what that was worked out from. */
export interface ReachedBefore {
  readonly packages: readonly IndexedPackage[];
  /** What a toolchain said of the program, by its key. */
  readonly settled: string;
  readonly reached: Reached;
}

type Node = GoFunction | ValueDeclaration;

/** Of one program. */
export interface ReachMemory {
  last: ReachedBefore | null;
}

/**
 * What a program comes to after edits that change nothing about it: the packages look the same from outside, and all that was
 * come to in those that were read anew names the same as before. Null where that is not so.
 */
export function reachedAgain(code: LinkedCode, before: ReachedBefore): Reached | null {
  if (code.packages.length !== before.packages.length || code.settled.programKey !== before.settled) return null;
  const reached = new Map(before.reached);
  for (const [index, pkg] of code.packages.entries()) {
    const old = before.packages[index];
    if (old === pkg) continue;
    const nodes = old && sameInside(code, pkg, old, before.reached);
    if (!nodes) return null;
    if (reached.has(pkg.importPath)) reached.set(pkg.importPath, nodes);
  }
  return reached;
}

/** The nodes of a package in the places of those that were come to; null where they may lead elsewhere. */
function sameInside(
  code: LinkedCode,
  pkg: IndexedPackage,
  old: IndexedPackage,
  reached: Reached,
): ReadonlySet<Node> | null {
  // With the same surface they declare the same, in the same order.
  if (old.importPath !== pkg.importPath || old.surface !== pkg.surface) return null;
  const [nodes, oldNodes] = [nodesOf(pkg), nodesOf(old)];
  if (!isSameList(rootsOf(pkg, nodes), rootsOf(old, oldNodes))) return null;
  const found = new Set<Node>();
  const wasReached = reached.get(pkg.importPath);
  if (!wasReached) return found;
  for (const [index, site] of nodes.entries()) {
    const oldNode = nodeOf(oldNodes[index]);
    const node = nodeOf(site);
    if (!node || !oldNode || !wasReached.has(oldNode)) continue;
    const edges = old.names.edges.get(oldNode);
    if (!edges || (node !== oldNode && !isSame(edges, edgesOf(code, site)))) return null;
    if (node !== oldNode && isBroken(node) !== isBroken(oldNode)) return null;
    found.add(node);
  }
  return found;
}

function nodesOf(pkg: IndexedPackage): Site[] {
  return pkg.files.flatMap((file): Site[] => [
    ...file.functions.map((fn) => ({ pkg, file, fn })),
    ...file.values.map((declaration) => ({ pkg, file, fn: null, declaration })),
  ]);
}

function nodeOf(site: Site | undefined): Node | undefined {
  return site?.fn ?? site?.declaration;
}

/** By their places among all that the package declares. */
function rootsOf(pkg: IndexedPackage, nodes: readonly Site[]): number[] {
  const roots = new Set(pkg.declared.roots.map(nodeOf));
  return nodes.flatMap((site, index) => (roots.has(nodeOf(site)) ? [index] : []));
}

function isBroken(node: Node): boolean {
  return 'body' in node && errorInBody(node) !== null;
}

function isSame(one: CallEdges, other: CallEdges): boolean {
  return EDGES.every((kind) => isSameList(one[kind], other[kind]));
}
