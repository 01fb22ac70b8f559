import { say, type Translations } from '../../words/message.ts';
import type { ContractGraph, GraphEdge, GraphNode } from './types.ts';

export const GRAPH_FORMATS = ['json', 'dot', 'mermaid'] as const;
export type GraphFormat = (typeof GRAPH_FORMATS)[number];

/** The graph as text, ending with a line break. `json` is a stable interface; the others are pictures. */
export function formatGraph(graph: ContractGraph, format: GraphFormat, translations: Translations = {}): string {
  if (format === 'json') return toJson(graph, translations);
  return format === 'dot' ? toDot(graph, translations) : toMermaid(graph, translations);
}

function toJson({ nodes, edges }: ContractGraph, translations: Translations): string {
  const plain = {
    nodes: nodes.map(({ id, kind, label, file, line, live }) => ({
      id,
      kind,
      label,
      file,
      line,
      ...(live ? { live } : {}),
    })),
    edges: edges.map(({ from, to, kind, state, message, rule, overlay }) => ({
      from,
      to,
      kind,
      state,
      message: message === null ? null : say(message, translations),
      rule,
      ...(overlay === undefined ? {} : { overlay }),
    })),
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

const DOT_STYLE = { ok: '', broken: ', color="red", penwidth=2', unknown: ', style="dashed"' } as const;

function toDot({ nodes, edges }: ContractGraph, translations: Translations): string {
  const quote = (text: string) => `"${text.replace(/[\\"]/g, '\\$&').replace(/\r?\n/g, ' ')}"`;
  return [
    'digraph contract {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...nodes.map((node) => `  ${quote(node.id)} [label=${quote(title(node))}];`),
    ...edges.map(
      (edge) =>
        `  ${quote(edge.from)} -> ${quote(edge.to)} [label=${quote(caption(edge, translations))}${DOT_STYLE[edge.state]}];`,
    ),
    '}',
    '',
  ].join('\n');
}

const MERMAID_ARROW = { ok: '-->', broken: '--x', unknown: '-.->' } as const;

function toMermaid({ nodes, edges }: ContractGraph, translations: Translations): string {
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  // Mermaid takes HTML entities in quoted text, and nothing else for these characters.
  const quote = (text: string) =>
    `"${text.replace(/[#"<>&|]/g, (found) => `#${found.charCodeAt(0)};`).replace(/\r?\n/g, ' ')}"`;
  return [
    'flowchart LR',
    ...nodes.map((node) => `  ${names.get(node.id) ?? ''}[${quote(title(node))}]`),
    ...edges.map(
      (edge) =>
        `  ${names.get(edge.from) ?? ''} ${MERMAID_ARROW[edge.state]}|${quote(caption(edge, translations))}| ${names.get(edge.to) ?? ''}`,
    ),
    '',
  ].join('\n');
}

function title({ kind, label }: GraphNode): string {
  return `${kind} ${label}`;
}

function caption({ kind, message, overlay }: GraphEdge, translations: Translations): string {
  const where = overlay === undefined ? '' : ` (${overlay})`;
  return message === null ? kind : `${kind}${where}: ${say(message, translations)}`;
}
