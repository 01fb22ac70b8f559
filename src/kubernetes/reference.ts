import type { Range } from '../lint/rule.ts';
import type { Field } from './model.ts';

/** A place in one object that means another by its name; the range is that of the name. */
export interface Reference extends Range {
  /** What kind of place it is, in the manifest's own words. */
  readonly via: Via;
  readonly target: Target;
  /** The key of a ConfigMap or Secret, or the port of a Service, that is meant within the target. */
  readonly part?: Part;
  /** True: the object works without it (`optional: true`). */
  readonly optional: boolean;
  /** The scalar that holds the name. */
  readonly field: Field;
}

export interface Target {
  readonly kind: string;
  readonly name: string;
  /** As it is meant: the referring object's own where nothing else is said; null for kinds without namespaces. */
  readonly namespace: string | null;
}

export interface Part extends Range {
  readonly kind: 'key' | 'port';
  readonly name: string | number;
}

export type Via =
  | 'env'
  | 'envFrom'
  | 'volume'
  | 'projected'
  | 'imagePullSecrets'
  | 'tls'
  | 'serviceAccount'
  | 'persistentVolumeClaim'
  | 'storageClass'
  | 'priorityClass'
  | 'runtimeClass'
  | 'backend'
  | 'scaleTarget'
  | 'serviceName'
  | 'role'
  | 'subject'
  | 'ingressClass'
  | 'gateway'
  | 'webhook';
