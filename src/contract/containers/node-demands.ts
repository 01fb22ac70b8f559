import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Entry, Field } from '../../kubernetes/model.ts';

/** What a pod asks of a label of its nodes. */
export interface NodeDemand {
  readonly label: string;
  /** Scalars. */
  readonly values: readonly Field[];
  /** They are those that no node may have. */
  readonly excludes: boolean;
}

/** Of a nodeSelector, and of the one required term of an affinity. */
export function nodeDemands(spec: Field | undefined): readonly NodeDemand[] {
  return [...selectorDemands(at(spec, 'nodeSelector')), ...affinityDemands(at(spec, 'affinity'))];
}

function selectorDemands(selector: Field | undefined): readonly NodeDemand[] {
  const entries: readonly Entry[] = selector?.kind === 'map' ? selector.entries : [];
  return entries.flatMap(({ key, value }) => demanded(key, [value]));
}

function affinityDemands(affinity: Field | undefined): readonly NodeDemand[] {
  return requiredDemands(at(affinity, 'nodeAffinity'));
}

function requiredDemands(affinity: Field | undefined): readonly NodeDemand[] {
  const terms = items(at(affinity, 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'));
  // One of several terms is enough.
  const [term, second] = terms;
  if (!term || second) return [];
  return items(at(term, 'matchExpressions')).flatMap((rule) => {
    const operator = textAt(rule, 'operator') ?? '';
    const isList = /^(?:In|NotIn)$/.test(operator);
    return isList ? demanded(textAt(rule, 'key') ?? '', items(at(rule, 'values')), operator === 'NotIn') : [];
  });
}

function demanded(label: string, values: readonly Field[], excludes = false): readonly NodeDemand[] {
  const isKnown = values.length > 0 && values.every((value) => textAt(value) !== undefined);
  return isKnown ? [{ label, values, excludes }] : [];
}
