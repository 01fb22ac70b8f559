import type { Range } from '../../lint/rule.ts';
import type { Field, Located } from '../model.ts';

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
  /** As it is meant: the referring object's own, as written, where nothing else is said; null for kinds without namespaces. */
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
  | 'persistentVolume'
  | 'storageClass'
  | 'priorityClass'
  | 'runtimeClass'
  | 'backend'
  | 'host'
  | 'scaleTarget'
  | 'serviceName'
  | 'role'
  | 'subject'
  | 'ingressClass'
  | 'gateway'
  | 'gatewayClass'
  | 'issuer'
  | 'authentication'
  | 'webhook';

/** `missing`: it is nowhere, as far as the files decide; `unknown`: it may come from elsewhere. */
export type Resolution =
  | { readonly state: 'found'; readonly object: Located; readonly at: Range }
  | { readonly state: 'missing' }
  | { readonly state: 'unknown' };

/** The same for the key or port within the target; `names`: those that it has. */
export type PartResolution =
  | { readonly state: 'found'; readonly object: Located; readonly at: Range }
  | { readonly state: 'missing'; readonly object: Located; readonly names: readonly string[] }
  | { readonly state: 'unknown' };

/** A reference and the object that makes it. */
export interface Referrer {
  readonly object: Located;
  readonly reference: Reference;
}

/** Notes a reference where `name` is a scalar that holds a name. */
export type Collect = (via: Via, kind: string, name: Field | undefined, more?: More) => void;

export interface More {
  /** Other than that of the referring object. */
  readonly namespace?: string | null;
  readonly part?: Part | undefined;
  readonly optional?: boolean;
}
