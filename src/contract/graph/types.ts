import type { Message } from '../../words/message.ts';

export type NodeKind =
  /** Of Go source. */
  | 'program'
  | 'listener'
  | 'route'
  | 'variable'
  /** What a program opens when it runs. */
  | 'file'
  /** Of a Dockerfile. */
  | 'image'
  | 'stage'
  | 'instruction'
  | 'expose'
  /** Of manifests. */
  | 'workload'
  | 'container'
  | 'port'
  | 'probe'
  | 'service'
  | 'service-port'
  | 'ingress'
  | 'gateway'
  /** One path, rule or route of an Ingress, an HTTPRoute and its like, or a VirtualService. */
  | 'traffic-rule'
  | 'configmap'
  | 'configmap-key'
  | 'secret'
  | 'secret-key'
  | 'service-account'
  | 'monitor'
  | 'network-policy'
  /** A folder whose kustomization changes what it is made of; it has what only it makes. */
  | 'overlay'
  /** Any other object, or file, that something broken leads to. */
  | 'object'
  /** What is named and is not among the files; it stands where it is named. */
  | 'absent'
  /** Of a connected cluster: an object, one that is not there, and all pods of a workload. They stand where the files make them. */
  | 'live'
  | 'live-absent'
  | 'live-pods';

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
  /** Of a live object: which one. */
  readonly live?: { readonly kind: string; readonly namespace: string; readonly name: string };
}

export type EdgeKind =
  /** A listener, a route, a variable of a program; a container of a workload; a key of a ConfigMap. */
  | 'has'
  /** An image or a container runs a program. */
  | 'runs'
  /** A container is made from an image, an instruction from a stage. */
  | 'from'
  /** A listening port reaches EXPOSE, a container port, a Service port, a probe; a Service port reaches what is before it. */
  | 'port'
  /** A probe or a monitor asks a route. */
  | 'asks'
  /** A Service, a monitor or a NetworkPolicy selects. */
  | 'selects'
  /** A container or a workload takes a ConfigMap, a Secret, a key of one, or a ServiceAccount. */
  | 'reads'
  /** A key, an ENV or a container gives a variable of a program its value. */
  | 'sets'
  /** The two ends need each other in a way that none of the others says; drawn where it is broken. */
  | 'needs'
  /** From what a manifest says to what was made of it on a connected cluster. */
  | 'applied';

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** `broken`: a rule reports it, or a connected cluster shows it. `unknown`: the input does not decide; never reported as a finding. */
  readonly state: 'ok' | 'broken' | 'unknown';
  /** Why it is broken or unknown; null where it is ok. */
  readonly message: Message | null;
  /** The rule that reports it; null where it is not broken, or only the cluster shows it. */
  readonly rule: string | null;
  /** Broken by what this folder's kustomization changes, and whole elsewhere; absent: as the files are by themselves. */
  readonly overlay?: string;
}

export interface ContractGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}
