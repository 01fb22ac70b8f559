import type { MatchSetting } from '../../../config/matches-setting.ts';
import type { GraphEdge, GraphNode, NodeKind } from '../../../contract/graph/types.ts';
import type { GraphResult } from '../../../server/protocol.ts';
import type { Box, ContractModel, Decision, Edge, Notice, Question, Row } from '../../../webview/messages.ts';
import type { Message } from '../../../words/message.ts';
import { edgeWord, kindWord, pageTexts } from './words.ts';

/** Says a sentence in the user's language, without Markdown. */
export type Speak = (message: Message) => string;

/** What the page shows of an answer of the server. */
export function modelOf(result: GraphResult, remembered: readonly MatchSetting[], speak: Speak): ContractModel {
  const { graph, program, programs } = result;
  const trees = treesOf(graph.nodes, graph.edges);
  const name = programs.find(({ id }) => id === program)?.name;
  return {
    title: speak(name === undefined ? ['Contract'] : ['Contract of `{0}`', name]),
    boxes: toldApart(trees.map((tree) => boxOf(tree, graph.edges, speak))).sort((a, b) => a.column - b.column),
    edges: edgesOf(graph.edges, trees, speak),
    questions: result.questions.map(({ container }): Question => ({
      container,
      text: speak(['Which program does `{0}` run?', container]),
    })),
    decisions: remembered.map(({ container, program: of }): Decision => ({
      container,
      text: speak(decided(container, of)),
    })),
    notices: noticesOf(result, speak),
    texts: pageTexts(speak),
  };
}

function decided(container: string, program: string | null): Message {
  return program === null
    ? ['You said that `{0}` runs none of these programs', container]
    : ['You said that `{0}` runs `{1}`', container, program];
}

/** A node with those that it has, and how deep they stand. */
interface Tree {
  readonly root: GraphNode;
  readonly members: readonly { readonly node: GraphNode; readonly depth: number }[];
}

function treesOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Tree[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(edges.filter(({ kind }) => kind === 'has').map(({ from, to }) => [to, from]));
  // A stage that another one is built on, or copies from, stands in their image.
  for (const { kind, from, to } of edges) {
    if (kind !== 'from' || byId.get(to)?.kind !== 'stage' || parents.has(to)) continue;
    const owner = topOf(from, parents);
    if (owner !== to) parents.set(to, owner);
  }
  // What was made of an object stands in its box; what several parts of the object lead to, in that of the whole.
  for (const { kind, from, to } of edges)
    if (kind === 'applied' && !parents.has(from) && !parents.has(to)) parents.set(to, from);
  const children = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const parent = parents.get(node.id);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), node]);
  }
  const walk = (node: GraphNode, depth: number, seen: ReadonlySet<string>): Tree['members'] => {
    if (seen.has(node.id)) return [];
    const below = (children.get(node.id) ?? []).sort(byPlace);
    return [{ node, depth }, ...below.flatMap((one) => walk(one, depth + 1, new Set([...seen, node.id])))];
  };
  return nodes
    .filter(({ id }) => !byId.has(parents.get(id) ?? ''))
    .map((root) => ({ root, members: walk(root, 0, new Set()) }));
}

function topOf(id: string, parents: ReadonlyMap<string, string>): string {
  let top = id;
  for (let steps = 0; steps < 10; steps++) top = parents.get(top) ?? top;
  return top;
}

/** In the order of the file, kind by kind. */
function byPlace(a: GraphNode, b: GraphNode): number {
  const rank = rankOf(a.kind) - rankOf(b.kind);
  // Variables and keys in one order: what sets what runs side by side.
  const isNamed = a.kind === b.kind && NAMED.has(a.kind);
  if (rank !== 0 || isNamed) return rank || compare(a.label, b.label);
  return compare(a.file, b.file) || a.line - b.line;
}

/** What is on the cluster comes first: it is what the whole was made into. */
function rankOf(kind: NodeKind): number {
  return kind.startsWith('live') ? -2 : ROWS.indexOf(kind);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const NAMED: ReadonlySet<NodeKind> = new Set<NodeKind>(['variable', 'configmap-key', 'secret-key', 'absent']);

const ROWS: readonly NodeKind[] = [
  'listener',
  'route',
  'variable',
  'file',
  'stage',
  'instruction',
  'expose',
  'container',
];

/** Others stand with Services and configuration. */
const COLUMNS: Partial<Record<NodeKind, number>> = {
  program: 0,
  image: 1,
  workload: 2,
  overlay: 2,
  ingress: 4,
  gateway: 4,
  monitor: 4,
  'network-policy': 4,
};

function boxOf({ root, members }: Tree, edges: readonly GraphEdge[], speak: Speak): Box {
  const broken = new Map(
    edges.flatMap(({ kind, state, to, message }) =>
      kind === 'has' && state === 'broken' && message ? [[to, message] as const] : [],
    ),
  );
  const rows = members.map(({ node, depth }): Row => {
    const { id, kind, label, file, line, live } = node;
    const fault = broken.get(id);
    // Below its manifest nobody needs to be told the kind.
    const called = live && depth > 0 ? `${live.namespace}/${live.name}` : label;
    const words = NAMES_ITSELF.has(kind) ? splitOnce(called) : { kind: speak(kindWord(kind)), label: called };
    return { id, ...words, file, line, depth, fault: fault ? speak(fault) : null };
  });
  return { rows, column: COLUMNS[root.kind] ?? 3 };
}

/** Of boxes that are called alike, such as those of a chart and of a plain manifest, each says which file it is of. */
function toldApart(boxes: readonly Box[]): Box[] {
  const called = (box: Box) => `${box.rows[0]?.kind ?? ''} ${box.rows[0]?.label ?? ''}`;
  const base = (file: string) => file.slice(file.lastIndexOf('/') + 1);
  return boxes.map((box) => {
    const alike = boxes.filter((other) => called(other) === called(box));
    const files = new Set(alike.map(({ rows: [head] }) => head?.file ?? ''));
    const [head, ...rows] = box.rows;
    if (!head || files.size < 2) return box;
    const short = base(head.file);
    const file = [...files].filter((one) => base(one) === short).length === 1 ? short : head.file;
    return { ...box, rows: [{ ...head, label: `${head.label} · ${file}` }, ...rows] };
  });
}

/** Their labels begin with what they are: rows have no room to say it twice. */
const NAMES_ITSELF: ReadonlySet<NodeKind> = new Set<NodeKind>(['workload', 'instruction', 'expose']);

function splitOnce(label: string): Pick<Row, 'kind' | 'label'> {
  const space = label.indexOf(' ');
  return { kind: label.slice(0, space), label: label.slice(space + 1) };
}

/** Boxes show what something has; a container runs what its image runs. Broken ones come first. */
function edgesOf(edges: readonly GraphEdge[], trees: readonly Tree[], speak: Speak): Edge[] {
  const boxes = new Map(trees.flatMap(({ root, members }) => members.map(({ node }) => [node.id, root.id] as const)));
  const runs = new Map(edges.filter(({ kind }) => kind === 'runs').map(({ from, to }) => [from, to]));
  const made = new Map(edges.filter(({ kind }) => kind === 'from').map(({ from, to }) => [from, to]));
  const rank = { broken: 0, unknown: 1, ok: 2 } as const;
  return edges
    .filter(({ kind, from, to, state }) => {
      if (kind === 'has') return false;
      if (state === 'broken') return true;
      return boxes.get(from) !== boxes.get(to) && !(kind === 'runs' && runs.get(made.get(from) ?? '') === to);
    })
    .map(({ from, to, kind, state, message, overlay }) => {
      const text = speak(message ?? edgeWord(kind));
      return { from, to, state, text: overlay === undefined ? text : `${overlay}: ${text}` };
    })
    .sort((a, b) => rank[a.state] - rank[b.state]);
}

function noticesOf(result: GraphResult, speak: Speak): Notice[] {
  return [...helpOf(result, speak), ...clusterNotices(result, speak)];
}

/** Whose live objects are shown; they are as of when they were asked for. */
function clusterNotices({ cluster }: GraphResult, speak: Speak): Notice[] {
  if (!cluster) return [];
  const { context, answers } = cluster;
  const text = speak(
    answers
      ? ['With live objects of `{0}`', context]
      : ['The cluster of `{0}` does not answer: only what the files say is shown', context],
  );
  return [{ text, actions: [{ id: 'refresh', label: speak(['Ask Again']) }], isQuiet: true }];
}

function helpOf({ programs, program, graph, questions, unmatched }: GraphResult, speak: Speak): Notice[] {
  if (programs.length === 0) {
    const text = speak(['There is no Go program in this folder: only what its other files say is shown']);
    return [{ text, actions: [] }];
  }
  const notices: Notice[] = [];
  if (programs.length > 1) {
    const text = speak(['One of {0} programs', programs.length]);
    notices.push({ text, actions: [{ id: 'pick', label: speak(['Show Another Program']) }], isQuiet: true });
  }
  const actions: Notice['actions'] = [
    { id: 'containerize', label: speak(['Containerize…']) },
    // It may well run in one of those of which the files do not say what they run.
    ...(questions.length + unmatched.length > 0
      ? [{ id: 'match', label: speak(['Choose Its Container…']) } as const]
      : []),
  ];
  const kinds = new Set(graph.nodes.map(({ kind }) => kind));
  if (program !== null && !kinds.has('image') && !kinds.has('workload')) {
    const text = speak(['No Dockerfile and no manifest of this folder is known to run it']);
    notices.push({ text, actions });
  } else if (program !== null && !kinds.has('workload')) {
    const text = speak(['No manifest of this folder is known to run it']);
    notices.push({ text, actions });
  }
  return notices;
}
