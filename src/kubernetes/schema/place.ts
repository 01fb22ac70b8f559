import type { Report } from '../../lint/rule.ts';
import type { MapField } from '../model.ts';
import type { Origin, StructureSchema } from './schema.ts';

/** What is wrong in an object, by the rule that says it. */
export interface Fault extends Report {
  readonly rule: FaultRule;
}

export type FaultRule = 'unknown-field' | 'wrong-type' | 'required-field' | 'invalid-value';

/** A structure around the place that is looked at, outermost first. */
export interface Around {
  /** The key under which it stands; `name[]` for the items of a list, '' for the object itself. */
  readonly key: string;
  readonly schema: StructureSchema;
  readonly field: MapField;
}

/** What the walk knows beside the field and its schema. */
export interface Place {
  readonly text: string;
  readonly origin: Origin;
  /** What the object is called as a whole. */
  readonly kind: string;
  readonly around: Around[];
  readonly faults: Fault[];
  /** Within the state that controllers write: what is missing there is missing to nobody. */
  inStatus: boolean;
}

/** Of definitions that ship nobody knows whether the cluster has that version: they warn. */
export function severityOf({ origin }: Place): { severity?: 'warning' } {
  return origin === 'shipped' ? { severity: 'warning' } : {};
}
