import type { Range } from '../../../lint/rule.ts';
import type { Field } from '../../model.ts';

/** What a name names. */
export type NamedKind =
  'object' | 'namespace' | 'key' | 'servicePort' | 'port' | 'volume' | 'container' | 'label' | 'labelKey';

/** A place where something is named. */
export interface Mention extends Range {
  readonly kind: NamedKind;
  /** As it is written. */
  readonly name: string;
  /** What is meant: several where a Service's port is one of several workloads. Equal texts mean the same thing. */
  readonly ids: readonly string[];
  /** `definition`: it is made here; `use`: something else is meant. */
  readonly role: 'definition' | 'use';
  /** The kind of the object that is named, where it is one, and of which a key or port is a part. */
  readonly of?: string;
  /** True: the name does not stand here as such, but is an alias, has escapes, or is one of several forms of a number. */
  readonly unwritten?: true;
}

/** Notes a mention of the scalar that holds the name. */
export type Note = (
  kind: NamedKind,
  role: Mention['role'],
  ids: string | readonly string[],
  field: Field | undefined,
  of?: string,
) => void;

/** The id of an object; `namespace` null for kinds without namespaces. */
export function objectId(kind: string, namespace: string | null, name: string): string {
  return `${kind} ${namespace === null ? '-' : namespace === '' ? 'default' : namespace} ${name}`;
}
