import { stringify } from 'yaml';
import { slim } from './objects.ts';
import type { KubeObject } from './types.ts';

export interface Comparison {
  readonly same: boolean;
  /** YAML for people: without what the server changes by itself, Secret values masked; empty where there is no object. */
  readonly before: string;
  readonly after: string;
}

/** Compares an object with what it would become. Values of Secrets decide, but only that they differ is told. */
export function compare(before: KubeObject | null, after: KubeObject): Comparison {
  const whole = { before: before ? yaml(lasting(before)) : '', after: yaml(lasting(after)) };
  return {
    same: whole.before === whole.after,
    before: before ? yaml(lasting(slim(before))) : '',
    after: yaml(lasting(withMarkedValues(before, after))),
  };
}

/** Written by the Deployment's controller a moment after each change: not part of what anybody applied. */
const REVISION = 'deployment.kubernetes.io/revision';

/** Without status, managed fields and the counters that grow with every write. */
function lasting(object: KubeObject): object {
  const { status: _, ...rest } = object;
  const {
    uid: _uid,
    resourceVersion: _version,
    generation: _generation,
    creationTimestamp: _created,
    managedFields: _managed,
    ...metadata
  } = rest.metadata as KubeObject['metadata'] & { managedFields?: unknown };
  const { [REVISION]: _revision, ...annotations } = metadata.annotations ?? {};
  const kept = Object.keys(annotations).length > 0 ? { annotations } : {};
  const { annotations: _annotations, ...others } = metadata;
  return { ...rest, metadata: { ...others, ...kept } };
}

/** Two masked values of one length look the same: the one that differs is marked. */
function withMarkedValues(before: KubeObject | null, after: KubeObject): KubeObject {
  const masked = slim(after);
  if (after.kind !== 'Secret' || before === null) return masked;
  const was = (before['data'] ?? {}) as Readonly<Record<string, unknown>>;
  const is = (after['data'] ?? {}) as Readonly<Record<string, unknown>>;
  const shown = Object.entries((masked['data'] ?? {}) as Readonly<Record<string, string>>);
  const marked = shown.map(([key, text]) => [
    key,
    key in was && was[key] !== is[key] ? text.replace(/\)$/, ', changed)') : text,
  ]);
  return shown.length === 0 ? masked : { ...masked, data: Object.fromEntries(marked) as object };
}

function yaml(value: object): string {
  return stringify(value, { lineWidth: 0, sortMapEntries: true, aliasDuplicateObjects: false });
}
