/** A context of the merged kubeconfig (KUBECONFIG lists are merged as kubectl does). */
export interface ClusterContext {
  readonly name: string;
  readonly cluster: string;
  readonly user: string;
  readonly server: string;
  /** `default` where the context names none. */
  readonly namespace: string;
  readonly current: boolean;
}

/** An object as the API server sends it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly creationTimestamp?: string;
    readonly generation?: number;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string; readonly uid: string }[];
  };
  readonly [field: string]: unknown;
}

/** Which objects to list or watch. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Plural in URLs, `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
}

/** The state of a watched collection: `objects` is complete and right whenever `connection` is `live`. */
export type WatchEvent =
  /** First answer and after every relist: all objects. */
  | { readonly type: 'snapshot'; readonly objects: readonly KubeObject[] }
  | { readonly type: 'changed'; readonly object: KubeObject }
  | { readonly type: 'deleted'; readonly object: KubeObject }
  /** The connection was lost; the watch goes on by itself with backoff. `reason` is for a tooltip. */
  | { readonly type: 'disconnected'; readonly reason: string; readonly retryInMilliseconds: number }
  | { readonly type: 'connected' };

/** What an apply would do to one object. */
export interface ObjectDiff {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly change: 'create' | 'update' | 'none';
  /** YAML before (empty for create) and after, server-side dry run, without managed fields and status; Secret values masked. */
  readonly before: string;
  readonly after: string;
}

/** A Secret or ConfigMap that a workload to be applied references and that neither the cluster nor the applied set has. */
export interface MissingReference {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  readonly name: string;
  /** Keys that are referenced one by one; empty = used as a whole (envFrom, volume). */
  readonly keys: readonly string[];
  /** `Deployment shop-api`. */
  readonly referencedBy: string;
}

export type RolloutEvent =
  | {
      readonly kind: 'progress';
      readonly desired: number;
      readonly updated: number;
      readonly ready: number;
      readonly available: number;
      readonly revision: string | null;
    }
  /** A cause seen on the way (image cannot be pulled, probe fails, quota), while the rollout may still recover. */
  | { readonly kind: 'trouble'; readonly object: string; readonly reason: string; readonly message: string }
  | { readonly kind: 'done'; readonly revision: string | null };

export interface LogLine {
  readonly pod: string;
  readonly container: string;
  readonly text: string;
}

/** Details of a rejected apply, as `Problem.cause`. */
export interface ApplyRejection {
  readonly kind: string;
  readonly name: string;
  readonly causes: readonly { readonly field: string; readonly reason: string; readonly message: string }[];
}
