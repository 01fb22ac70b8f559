import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatGraph } from '../../../src/contract/graph/formats.ts';
import type { ContractGraph } from '../../../src/contract/graph/types.ts';

const graph: ContractGraph = {
  nodes: [
    { id: 'program:./cmd/shop', kind: 'program', label: 'shop', file: 'cmd/shop/main.go', line: 9 },
    { id: 'port:a "b"', kind: 'port', label: 'http <8080> "x"', file: 'deploy/base/deployment.yaml', line: 20 },
  ],
  edges: [
    { from: 'program:./cmd/shop', to: 'port:a "b"', kind: 'port', state: 'ok', message: null, rule: null },
    {
      from: 'program:./cmd/shop',
      to: 'port:a "b"',
      kind: 'port',
      state: 'broken',
      message: ['nothing listens on {0}', 8080],
      rule: 'container-port-listened',
    },
  ],
};

describe('formats of the graph', () => {
  it('json has nodes and edges as the contract says', () => {
    const { nodes, edges } = JSON.parse(formatGraph(graph, 'json')) as { nodes: object[]; edges: object[] };
    assert.deepEqual(nodes[0], {
      id: 'program:./cmd/shop',
      kind: 'program',
      label: 'shop',
      file: 'cmd/shop/main.go',
      line: 9,
    });
    assert.deepEqual(
      edges.map((edge) => 'message' in edge && edge.message),
      [null, 'nothing listens on 8080'],
    );
  });

  it('json speaks the user’s language', () => {
    assert.match(formatGraph(graph, 'json', { 'nothing listens on {0}': '没有监听 {0}' }), /没有监听 8080/);
  });

  it('dot escapes quotes and shows what is broken', () => {
    const dot = formatGraph(graph, 'dot');
    assert.match(dot, /^digraph contract \{\n/);
    assert.ok(dot.includes('"port:a \\"b\\"" [label="port http <8080> \\"x\\""];'));
    assert.match(dot, /nothing listens on 8080", color="red"/);
  });

  it('mermaid has plain names, entities and an arrow for each state', () => {
    assert.equal(
      formatGraph(graph, 'mermaid'),
      `flowchart LR
  n0["program shop"]
  n1["port http #60;8080#62; #34;x#34;"]
  n0 -->|"port"| n1
  n0 --x|"port: nothing listens on 8080"| n1
`,
    );
  });
});
