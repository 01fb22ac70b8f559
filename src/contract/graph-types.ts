import type { Message } from '../words/message.ts';

export type NodeKind =
  | 'program'
  | 'listener'
  | 'route'
  | 'variable'
  | 'image'
  | 'expose'
  | 'workload'
  | 'container'
  | 'port'
  | 'probe'
  | 'service'
  | 'service-port'
  | 'configmap'
  | 'secret';

export interface GraphNode {
  /** Stable over runs: made from kind, file and names, never from positions. */
  readonly id: string;
  readonly kind: NodeKind;
  /** What people call it: `shop`, `:8080`, `GET /healthz`. */
  readonly label: string;
  /** Relative to the folder, with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

export type EdgeKind =
  /** A listener, a route, a variable of a program; a container of a workload. */
  | 'has'
  /** An image or a container runs a program. */
  | 'runs'
  /** A listening port reaches EXPOSE, a container port, a Service port, a probe. */
  | 'port'
  /** A probe asks a route. */
  | 'asks'
  /** A Service selects a workload. */
  | 'selects'
  /** A container takes a variable, a ConfigMap or a Secret. */
  | 'reads';

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** `unknown`: the input does not decide; never reported as a finding. */
  readonly state: 'ok' | 'broken' | 'unknown';
  /** Why it is broken or unknown; null where it is ok. */
  readonly message: Message | null;
}

export interface ContractGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}
