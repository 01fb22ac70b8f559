import type { Place } from '../../go/project.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { EdgeKind, GraphEdge, GraphNode, NodeKind } from './types.ts';
import type { FilePlace } from '../fault.ts';

/** Where a node stands: what is written there, and where a click leads. */
export interface Spot extends Range {
  readonly file: string;
  readonly line: number;
}

/** What may be said of an edge beside its ends. */
export interface EdgeNote {
  readonly state?: GraphEdge['state'];
  readonly message?: Message;
  /** Where a manifest says it: what is found there is found of this edge. */
  readonly at?: FilePlace | undefined;
}

export interface DrawnNode extends GraphNode {
  /** Where its line comes from. */
  readonly spot: Spot;
  /** All that stands for it in its file. */
  readonly extent: Range;
  /** The program that a node of Go source is of: several programs may share a line. */
  readonly owner: string | null;
}

export interface DrawnEdge extends GraphEdge {
  readonly at: EdgeNote['at'];
}

/** A graph while it is made. Drawing a node or an edge twice makes one of it. */
export interface Drawing {
  readonly nodes: ReadonlyMap<string, DrawnNode>;
  readonly edges: () => readonly DrawnEdge[];
  /** Returns `id`. `extent`: all of it, where that is more than its spot. */
  readonly node: (
    id: string,
    kind: NodeKind,
    label: string,
    spot: Spot,
    more?: { readonly extent?: Range; readonly owner?: string; readonly live?: GraphNode['live'] },
  ) => string;
  readonly edge: (from: string, to: string, kind: EdgeKind, note?: EdgeNote) => void;
  /** Puts other edges in place of these. */
  readonly replace: (edges: readonly DrawnEdge[]) => void;
  /** The smallest node around a range of a file; of Go source one of that program, where it is said. */
  readonly at: (file: string, range: Range, owner?: string) => DrawnNode | undefined;
  /** Where a range of a file's text stands. */
  readonly spot: (file: string, text: string, range: Range) => Spot;
}

export function createDrawing(): Drawing {
  const nodes = new Map<string, DrawnNode>();
  let edges = new Map<string, DrawnEdge>();
  const byFile = new Map<string, DrawnNode[]>();
  const lines = new Map<string, readonly number[]>();
  return {
    nodes,
    edges: () => [...edges.values()],
    node(id, kind, label, spot, { extent = spot, owner = null, live } = {}) {
      if (!nodes.has(id)) {
        const { file, line } = spot;
        const made: DrawnNode = { id, kind, label, file, line, spot, extent, owner, ...(live ? { live } : {}) };
        nodes.set(id, made);
        const others = byFile.get(file);
        if (others) others.push(made);
        else byFile.set(file, [made]);
      }
      return id;
    },
    edge(from, to, kind, { state = 'ok', message, at } = {}) {
      const key = JSON.stringify([from, to, kind]);
      // What one place decides, another need not.
      if (edges.get(key)?.state === 'ok') return;
      edges.set(key, { from, to, kind, state, message: message ?? null, rule: null, at });
    },
    replace(next) {
      edges = new Map(next.map((edge, index) => [String(index), edge]));
    },
    at(file, range, owner) {
      const around = (byFile.get(file) ?? []).filter(
        ({ extent, owner: own }) =>
          extent.start <= range.start &&
          range.end <= extent.end &&
          (own === null || owner === undefined || own === owner),
      );
      const size = ({ extent }: DrawnNode) => extent.end - extent.start;
      return around.reduce<DrawnNode | undefined>(
        (best, one) => (best && size(best) <= size(one) ? best : one),
        undefined,
      );
    },
    spot(file, text, { start, end }) {
      const starts = lines.get(file) ?? lineStarts(text);
      lines.set(file, starts);
      return { file, start, end, line: lineOf(starts, start) };
    },
  };
}

export function spotOf({ file, start, end, line }: Place): Spot {
  return { file, start, end, line };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** 1-based. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
