import type { Box, ContractModel, Edge, Row, State } from '../../src/webview/messages.ts';

export function row(id: string, more: Partial<Row> = {}): Row {
  return { id, label: id, kind: 'port', file: 'd.yaml', line: 1, depth: 0, fault: null, ...more };
}

/** A box of rows that are called so; all but the first stand below it. */
export function box(column: number, ...ids: readonly string[]): Box {
  return { column, rows: ids.map((id, index) => row(id, { depth: index === 0 ? 0 : 1 })) };
}

export function edge(from: string, to: string, state: State = 'ok'): Edge {
  return { from, to, state, text: `${from} to ${to}` };
}

export function model(boxes: readonly Box[], edges: readonly Edge[]): ContractModel {
  const texts = {
    broken: '{0}',
    nothingBroken: '',
    search: '',
    onlyBroken: '',
    more: '{0}',
    nothingFound: '',
    picture: '',
    brokenMark: '',
    write: '',
    forget: '',
  };
  return { title: '', boxes, edges, questions: [], decisions: [], notices: [], texts };
}
