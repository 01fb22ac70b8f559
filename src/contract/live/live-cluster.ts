import type { Message } from '../../words/message.ts';

/**
 * What a connected cluster holds of what manifests name, as a value: whoever reads the cluster hands it in. Of a Secret it
 * has the names of the keys, never what they hold.
 */
export interface LiveCluster {
  readonly context: string;
  /** The namespace that the user has chosen: objects that name none are applied there. */
  readonly namespace: string;
  readonly workloads: readonly LiveWorkload[];
  readonly services: readonly LiveService[];
  readonly configs: readonly LiveConfig[];
  /** Ingresses and HTTPRoutes. */
  readonly routes: readonly LiveObject[];
  /** What was looked for wholly, in one namespace or (null) in all: it is among these, or not there. Of all else nobody knows. */
  readonly sought: readonly LiveTarget[];
}

export const LIVE_WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;
export type LiveWorkloadKind = (typeof LIVE_WORKLOADS)[number];
export type LiveConfigKind = 'ConfigMap' | 'Secret';
export type LiveKind = LiveWorkloadKind | LiveConfigKind | 'Service' | 'Ingress' | 'HTTPRoute';

/** What to look for on a cluster. */
export interface LiveTarget {
  readonly kind: LiveKind;
  readonly name: string;
  /** Null: the files do not say. */
  readonly namespace: string | null;
}

/** What is told of an object of a kind. */
export type LiveOf<Kind extends LiveKind> = Kind extends LiveWorkloadKind
  ? LiveWorkload
  : Kind extends LiveConfigKind
    ? LiveConfig
    : Kind extends 'Service'
      ? LiveService
      : LiveObject;

export interface LiveObject {
  readonly kind: LiveKind;
  readonly namespace: string;
  readonly name: string;
}

export interface LiveWorkload extends LiveObject {
  readonly kind: LiveWorkloadKind;
  /** Labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly LiveContainer[];
  /** ConfigMaps and Secrets that its pods mount. */
  readonly mounts: readonly LiveUse[];
  /** Null: it has none of its own, as a CronJob. */
  readonly pods: LivePods | null;
}

/** All pods of a workload in a few numbers. */
export interface LivePods {
  /** `unknown`: they come up, or nobody can say. */
  readonly state: 'ok' | 'broken' | 'unknown';
  /** Of a Job those that have ended well. */
  readonly ready: number;
  readonly desired: number;
  /** Why they are not well, as short as the cluster says it: `CrashLoopBackOff`. */
  readonly reason: Message | null;
}

export interface LiveContainer {
  readonly name: string;
  readonly image: string;
  readonly ports: readonly number[];
  readonly env: readonly LiveVariable[];
  readonly envFrom: readonly (LiveUse & { readonly prefix: string })[];
}

/** `value` and `from` are null: of the pod itself, or too long to be told. */
export interface LiveVariable {
  readonly name: string;
  readonly value: string | null;
  readonly from: (LiveUse & { readonly key: string }) | null;
}

/** A ConfigMap or Secret of the same namespace, as a whole or by keys. */
export interface LiveUse {
  readonly kind: LiveConfigKind;
  readonly name: string;
  /** Pods start without it. */
  readonly optional: boolean;
}

export interface LiveService extends LiveObject {
  readonly kind: 'Service';
  /** Null: it selects nothing by itself. */
  readonly selector: Readonly<Record<string, string>> | null;
  readonly ports: readonly { readonly port: number; readonly target: string }[];
  /** How many addresses take traffic; null: not known. */
  readonly endpoints: number | null;
}

export interface LiveConfig extends LiveObject {
  readonly kind: LiveConfigKind;
  /** By key; null: of a Secret, binary, or too long to be told. */
  readonly data: Readonly<Record<string, string | null>>;
}
