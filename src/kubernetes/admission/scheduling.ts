import { at, entries, entry, items } from '../fields.ts';
import type { Field } from '../model.ts';
import type { PodSpecView } from '../pods/workloads.ts';
import {
  fault,
  type Faults,
  formatted,
  isTwice,
  keyPlace,
  notEmpty,
  oneOf,
  onlyWith,
  twice,
  within,
  wordOf,
} from './faults.ts';
import { dnsLabel, isDnsSubdomain, labelKey, labelValue } from './formats.ts';
import { expressionFaults, labelFaults, selectorFaults } from './selectors.ts';
import { countIn, filled, type Text, textIn, textsIn } from './reading.ts';

/** Where a pod may run: node selector, affinity, tolerations, spreading. */
export function* schedulingFaults({ spec, labels }: PodSpecView, isPod: boolean, target: number): Faults {
  const merged = isPod ? labels : NO_LABELS;
  yield* labelFaults(at(spec, 'nodeSelector'));
  const affinity = at(spec, 'affinity');
  yield* nodeAffinityFaults(at(affinity, 'nodeAffinity'));
  for (const key of ['podAffinity', 'podAntiAffinity']) yield* podAffinityFaults(at(affinity, key), merged);
  for (const toleration of items(at(spec, 'tolerations'))) yield* tolerationFaults(toleration);
  yield* spreadFaults(at(spec, 'topologySpreadConstraints'), target < 34 ? undefined : merged);
  yield* twice(at(spec, 'schedulingGates'), 'name');
  for (const gate of items(at(spec, 'schedulingGates'))) yield* formatted(gate, 'name', labelKey, false);
  for (const gate of items(at(spec, 'readinessGates'))) yield* formatted(gate, 'conditionType', labelKey, false);
}

const NODE_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

function* nodeAffinityFaults(affinity: Field | undefined): Faults {
  const required = at(affinity, 'requiredDuringSchedulingIgnoredDuringExecution');
  yield* nodeSelectorFaults(required);
  for (const preferred of items(at(affinity, 'preferredDuringSchedulingIgnoredDuringExecution'))) {
    yield* within(preferred, 'weight', 1, 100);
    yield* termFaults(at(preferred, 'preference'), false);
  }
}

export function* nodeSelectorFaults(selector: Field | undefined): Faults {
  const terms = entry(selector, 'nodeSelectorTerms');
  if (terms?.value.kind === 'list' && terms.value.items.length === 0)
    yield fault(keyPlace(terms), ['`{0}` is empty', terms.key]);
  for (const term of items(terms?.value)) yield* termFaults(term, true);
}

function* termFaults(term: Field | undefined, isRequired: boolean): Faults {
  for (const expression of items(at(term, 'matchExpressions')))
    yield* expressionFaults(expression, NODE_OPERATORS, isRequired);
  for (const expression of items(at(term, 'matchFields'))) {
    yield* oneOf(expression, 'key', ['metadata.name']);
    yield* oneOf(expression, 'operator', ['In', 'NotIn']);
    const values = textsIn(expression, 'values');
    const list = entry(expression, 'values');
    if (list && items(list.value).length !== 1 && list.value.kind === 'list')
      yield fault(keyPlace(list), ['`{0}` takes exactly one value', 'matchFields']);
    for (const value of values)
      if (!isDnsSubdomain(value.value)) yield fault(value, ['`{0}` is no name of a node', value.value]);
  }
}

function* podAffinityFaults(affinity: Field | undefined, merged: Labels): Faults {
  for (const term of items(at(affinity, 'requiredDuringSchedulingIgnoredDuringExecution')))
    yield* podTermFaults(term, merged);
  for (const preferred of items(at(affinity, 'preferredDuringSchedulingIgnoredDuringExecution'))) {
    yield* within(preferred, 'weight', 1, 100);
    yield* podTermFaults(at(preferred, 'podAffinityTerm'), merged);
  }
}

function* podTermFaults(term: Field | undefined, merged: Labels): Faults {
  yield* selectorFaults(at(term, 'labelSelector'));
  yield* selectorFaults(at(term, 'namespaceSelector'));
  yield* formatted(term, 'topologyKey', labelKey, false);
  for (const namespace of textsIn(term, 'namespaces')) {
    const message = dnsLabel(namespace.value);
    if (message) yield fault(namespace, message);
  }
  yield* matchKeyFaults(term, merged);
  const others = new Set(textsIn(term, 'mismatchLabelKeys').map(({ value }) => value));
  for (const key of textsIn(term, 'matchLabelKeys'))
    if (others.has(key.value)) yield fault(key, ['`{0}` is in `matchLabelKeys` and in `mismatchLabelKeys`', key.value]);
}

/** `matchLabelKeys` add to a selector, so there must be one; what it selects by already cannot be added. */
function* matchKeyFaults(owner: Field | undefined, merged: Labels): Faults {
  const selector = filled(owner, 'labelSelector');
  for (const name of ['matchLabelKeys', 'mismatchLabelKeys']) {
    const keys = textsIn(owner, name);
    const found = entry(owner, name);
    if (keys.length > 0 && !selector && found) {
      yield fault(keyPlace(found), ['`{0}` needs `{1}`', name, 'labelSelector']);
      continue;
    }
    for (const key of keys) {
      const message = labelKey(key.value);
      if (message) yield fault(key, message);
      else if (name === 'matchLabelKeys' && isSelected(selector?.value, key, merged))
        yield fault(key, ['`{0}` is in `matchLabelKeys` and in the selector', key.value]);
    }
  }
}

/**
 * The API server adds an expression for each key that the pod has a label of, and refuses two of one key; of templates it looks
 * only at what is written. Before Kubernetes 1.34 (no `merged`) no key could be in both.
 */
function isSelected(selector: Field | undefined, { value }: Text, merged: Labels): boolean {
  const inLabels = entries(at(selector, 'matchLabels')).some(({ key }) => key === value) ? 1 : 0;
  const expressions = items(at(selector, 'matchExpressions')).filter(
    (one) => textIn(one, 'key')?.value === value,
  ).length;
  if (!merged || merged.has(value)) return inLabels + expressions > 0;
  return expressions > 0 && inLabels + expressions > 1;
}

type Labels = ReadonlyMap<string, string> | undefined;
const NO_LABELS: ReadonlyMap<string, string> = new Map();

function* tolerationFaults(toleration: Field): Faults {
  yield* formatted(toleration, 'key', labelKey);
  const operator = textIn(toleration, 'operator');
  const key = textIn(toleration, 'key');
  const value = textIn(toleration, 'value');
  const isAbsent = (name: string) => entry(toleration, name) === undefined;
  if (operator && operator.value !== '') yield* wordOf(operator, ['Equal', 'Exists']);
  const wanted = operator === undefined || operator.value === '' ? 'Equal' : operator.value;
  if (
    (isAbsent('key') || key?.value === '') &&
    wanted === 'Equal' &&
    (!isAbsent('operator') || toleration.kind === 'map')
  )
    yield fault(operator ?? toleration, ['Without `key` a toleration must have `operator: Exists`']);
  if (wanted === 'Exists' && value && value.value !== '') yield fault(value, ['`{0}` takes no `value`', 'Exists']);
  const message = wanted === 'Equal' && value ? labelValue(value.value) : undefined;
  if (value && message) yield fault(value, message);
  yield* oneOf(toleration, 'effect', ['NoSchedule', 'PreferNoSchedule', 'NoExecute']);
  const seconds = filled(toleration, 'tolerationSeconds');
  const effect = textIn(toleration, 'effect');
  if (seconds && (effect ? effect.value !== 'NoExecute' : isAbsent('effect')))
    yield fault(keyPlace(seconds), onlyWith('tolerationSeconds', 'effect: NoExecute'));
}

function* spreadFaults(constraints: Field | undefined, merged: Labels): Faults {
  const seen = new Set<string>();
  for (const constraint of items(constraints)) {
    yield* within(constraint, 'maxSkew', 1);
    yield* notEmpty(constraint, 'topologyKey');
    const action = textIn(constraint, 'whenUnsatisfiable');
    if (action) yield* wordOf(action, ['DoNotSchedule', 'ScheduleAnyway']);
    for (const key of ['nodeAffinityPolicy', 'nodeTaintsPolicy']) yield* oneOf(constraint, key, ['Honor', 'Ignore']);
    const topology = textIn(constraint, 'topologyKey');
    const pair = `${topology?.value ?? ''} ${action?.value ?? ''}`;
    if (topology && action && seen.has(pair)) yield fault(topology, isTwice(pair));
    if (topology && action) seen.add(pair);
    const domains = countIn(constraint, 'minDomains');
    yield* within(constraint, 'minDomains', 1);
    if (domains && action && action.value !== 'DoNotSchedule')
      yield fault(domains, onlyWith('minDomains', 'whenUnsatisfiable: DoNotSchedule'));
    yield* selectorFaults(at(constraint, 'labelSelector'));
    yield* matchKeyFaults(constraint, merged);
  }
}
