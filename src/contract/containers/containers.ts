import type { Located as LocatedObject } from '../../kubernetes/model.ts';
import type { ContainerView, PodSpecView } from '../../kubernetes/pods/workloads.ts';
import type { Range } from '../../lint/rule.ts';

/** What the contract needs of one container of a workload, taken from its manifest; it says nothing of other files. */
export interface ContainerFacts {
  readonly file: string;
  /** The workload's own object, the pod and the container in it, for rules that look at further fields. */
  readonly object: LocatedObject;
  readonly pod: PodSpecView;
  readonly container: ContainerView;
  readonly workload: { readonly kind: string; readonly name: string; readonly namespace: string } & Range;
  readonly name: string;
  /** Where the container is named. */
  readonly at: Range;
  readonly image: Located<string> | null;
  /** Null = the image's own entry point. */
  readonly command: readonly string[] | null;
  readonly hasArgs: boolean;
  /** Null = the image's own. */
  readonly args: readonly string[] | null;
  readonly ports: readonly ContainerPortFacts[];
  readonly probes: readonly ProbeFacts[];
}

export interface ContainerPortFacts {
  readonly name: string | null;
  readonly number: Located<number>;
  readonly transport: 'tcp' | 'udp' | 'sctp';
}

export interface ProbeFacts {
  readonly kind: 'liveness' | 'readiness' | 'startup';
  readonly asks: 'http' | 'tcp' | 'grpc';
  readonly path: Located<string> | null;
  /** Upper case; HTTP where nothing is said. Null for other probes. */
  readonly scheme: 'HTTP' | 'HTTPS' | null;
  /** Where that is written; null where nothing is said. */
  readonly schemeAt: Range | null;
  /** What a gRPC probe asks for by name; null: for the server as a whole. */
  readonly service: Located<string> | null;
  /** A number, or the name of a container port; null, too, where it asks another host. */
  readonly port: Located<number | string> | null;
  readonly at: Range;
}

export interface ServiceFacts {
  readonly file: string;
  readonly object: LocatedObject;
  readonly name: string;
  readonly namespace: string;
  readonly at: Range;
  readonly ports: readonly ServicePortFacts[];
}

export interface ServicePortFacts {
  readonly name: string | null;
  readonly port: Located<number>;
  /** A number or the name of a container port; the port itself where the manifest says nothing. */
  readonly target: Located<number | string>;
  readonly transport: 'tcp' | 'udp' | 'sctp';
}

export interface Located<Value> extends Range {
  readonly value: Value;
}

/** The same for a workload wherever it is named: `default/Deployment/shop`. */
export function workloadId({ kind, name, namespace }: ContainerFacts['workload']): string {
  return `${namespace}/${kind}/${name}`;
}
