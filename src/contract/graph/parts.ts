import type { ContractGraph, GraphEdge } from './types.ts';

interface Joined {
  readonly nodes: ReadonlyMap<string, { readonly id: string; readonly kind: string }>;
  readonly edges: () => readonly GraphEdge[];
}

/**
 * The ids of all that is joined with a program, over however many steps; another program is reached, and not gone beyond,
 * so that what two programs share does not join all that each of them has.
 */
export function componentOf(graph: Joined, program: string): ReadonlySet<string> {
  const around = new Map<string, string[]>();
  const note = (one: string, other: string) => {
    const others = around.get(one);
    if (others) others.push(other);
    else around.set(one, [other]);
  };
  for (const { from, to } of graph.edges()) {
    note(from, to);
    note(to, from);
  }
  const found = new Set<string>(graph.nodes.has(program) ? [program] : []);
  // A set that grows is walked to its end.
  for (const id of found) {
    if (id !== program && graph.nodes.get(id)?.kind === 'program') continue;
    for (const other of around.get(id) ?? []) found.add(other);
  }
  return found;
}

/** Only the broken edges, and their ends. */
export function brokenPart({ nodes, edges }: ContractGraph): ContractGraph {
  const broken = edges.filter(({ state }) => state === 'broken');
  const ends = new Set(broken.flatMap(({ from, to }) => [from, to]));
  return { nodes: nodes.filter(({ id }) => ends.has(id)), edges: broken };
}

/** The id of the program that people call so: `./cmd/api`, `cmd/api`, or the name of its binary; undefined: none, or several. */
export function programCalled({ nodes }: ContractGraph, wanted: string): string | undefined {
  const path = wanted.replace(/\/$/, '');
  const programs = nodes.filter(({ kind }) => kind === 'program');
  const exact = programs.filter(({ id }) => [`program:${path}`, `program:./${path}`, path].includes(id));
  const [one, second] =
    exact.length > 0 ? exact : programs.filter(({ label, id }) => label === path || id.endsWith(`:${path}`));
  return second ? undefined : one?.id;
}
