import type { KubeObject } from './types.ts';

/** The part of a pod's specification that we read. */
export interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Volume[];
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
  readonly nodeName?: string;
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly readinessProbe?: object;
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly env?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly secretKeyRef?: KeyReference; readonly configMapKeyRef?: KeyReference };
  }[];
  readonly envFrom?: readonly {
    readonly prefix?: string;
    readonly secretRef?: NameReference;
    readonly configMapRef?: NameReference;
  }[];
}

export interface NameReference {
  readonly name?: string;
  readonly optional?: boolean;
}

export interface KeyReference extends NameReference {
  readonly key: string;
}

export interface Volume {
  readonly secret?: {
    readonly secretName?: string;
    readonly optional?: boolean;
    readonly items?: readonly { key: string }[];
  };
  readonly configMap?: NameReference & { readonly items?: readonly { key: string }[] };
  readonly projected?: {
    readonly sources?: readonly {
      readonly secret?: NameReference & { readonly items?: readonly { key: string }[] };
      readonly configMap?: NameReference & { readonly items?: readonly { key: string }[] };
    }[];
  };
}

export interface PodStatus {
  readonly phase?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly podIP?: string;
  readonly conditions?: readonly Condition[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  /** Of a sidecar (an init container that goes on running): its startup probe has succeeded. */
  readonly started?: boolean;
  readonly restartCount: number;
  readonly containerID?: string;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

export interface ContainerState {
  readonly running?: object;
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly terminated?: { readonly reason?: string; readonly message?: string; readonly exitCode: number };
}

/** The pod specification inside a pod or any workload; undefined for other objects. */
export function podSpecOf(object: KubeObject): PodSpec | undefined {
  const spec = object['spec'] as
    { template?: { spec?: PodSpec }; jobTemplate?: { spec?: { template?: { spec?: PodSpec } } } } | undefined;
  if (object.kind === 'Pod') return spec as PodSpec | undefined;
  return spec?.template?.spec ?? spec?.jobTemplate?.spec?.template?.spec;
}

/** The `matchLabels` of a workload, or a Service's selector, as a label selector; null where it selects nothing that way. */
export function selectorOf(object: KubeObject): string | null {
  const spec = object['spec'] as { selector?: Readonly<Record<string, unknown>> } | undefined;
  const selector = spec?.selector;
  if (!selector) return null;
  const labels =
    object.kind === 'Service' ? selector : (selector['matchLabels'] as Record<string, unknown> | undefined);
  const terms = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${String(value)}`);
  const expressions = selector['matchExpressions'] as
    { key: string; operator: string; values?: string[] }[] | undefined;
  for (const { key, operator, values = [] } of expressions ?? []) {
    if (operator === 'Exists') terms.push(key);
    else if (operator === 'DoesNotExist') terms.push(`!${key}`);
    else terms.push(`${key} ${operator.toLowerCase()} (${values.join(',')})`);
  }
  return terms.length > 0 ? terms.join(',') : null;
}

export function statusOf(pod: KubeObject): PodStatus {
  return (pod['status'] as PodStatus | undefined) ?? {};
}

/** Whether a pod takes traffic: Ready and not on its way out. */
export function isReady(pod: KubeObject): boolean {
  const deleted = (pod.metadata as { deletionTimestamp?: string }).deletionTimestamp !== undefined;
  return !deleted && (statusOf(pod).conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True');
}
