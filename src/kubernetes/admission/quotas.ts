import { at, entries, entry, items } from '../fields.ts';
import type { Field, Manifest } from '../model.ts';
import { excludes, fault, type Faults, isEmpty, isTwice, keyPlace, onlyWith, quantityOf, wordOf } from './faults.ts';
import { isQualifiedName } from './formats.ts';
import { containerResource, quantityFaults } from './resources.ts';
import { operandFaults } from './selectors.ts';
import { filled, textIn, textsIn } from './reading.ts';
import { isPlaceholder } from '../placeholder.ts';

const LIMIT_KEYS = ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'];
/** The first may not be more than the second. */
const ORDER: readonly (readonly [string, string])[] = [
  ['min', 'max'],
  ['min', 'defaultRequest'],
  ['min', 'default'],
  ['defaultRequest', 'default'],
  ['defaultRequest', 'max'],
  ['default', 'max'],
];

export function* limitRangeFaults({ root }: Manifest): Faults {
  const types = new Set<string>();
  for (const limit of items(at(root, 'spec', 'limits'))) {
    const type = textIn(limit, 'type');
    if (type?.value === '') yield fault(type, isEmpty('type'));
    else if (type && !type.value.includes('/')) yield* wordOf(type, ['Pod', 'Container', 'PersistentVolumeClaim']);
    if (type && types.has(type.value)) yield fault(type, isTwice(type.value));
    if (type) types.add(type.value);
    for (const key of LIMIT_KEYS) yield* amountsFaults(at(limit, key), type?.value);
    for (const key of ['default', 'defaultRequest']) {
      const found = filled(limit, key);
      if (found && type?.value === 'Pod' && entries(found.value).length > 0)
        yield fault(keyPlace(found), onlyWith(key, 'type: Container'));
    }
    if (type?.value === 'PersistentVolumeClaim' && !at(limit, 'min', 'storage') && !at(limit, 'max', 'storage'))
      yield fault(type, ['For claims there must be a `min` or `max` of `storage`']);
    yield* orderFaults(limit);
  }
}

function* amountsFaults(amounts: Field | undefined, type: string | undefined): Faults {
  for (const { key, keyRange, value } of entries(amounts)) {
    const isKnown = type === 'Pod' || type === 'Container' ? containerResource(key) === undefined : isStandard(key);
    if (!isPlaceholder(key) && !isKnown) yield fault(keyRange, ['`{0}` is no valid name of a resource', key]);
    if (quantityOf(value) === null) yield* quantityFaults(key, value);
  }
}

function* orderFaults(limit: Field): Faults {
  for (const [low, high] of ORDER) {
    for (const { key, value } of entries(at(limit, low))) {
      const other = at(limit, high, key);
      const least = quantityOf(value);
      const most = quantityOf(other);
      if (other && least && most && least.value > most.value)
        yield fault(value, ['`{0}` of `{1}` is above `{2}`', low, key, high]);
    }
  }
  for (const { key, value } of entries(at(limit, 'maxLimitRequestRatio'))) {
    const ratio = quantityOf(value);
    const least = quantityOf(at(limit, 'min', key));
    const most = quantityOf(at(limit, 'max', key));
    if (ratio && ratio.value < 1) yield fault(value, ['`{0}` must be at least {1}', 'maxLimitRequestRatio', 1]);
    else if (ratio && least && most && ratio.value > most.value / least.value)
      yield fault(value, ['`{0}` of `{1}` is above `{2}`', 'maxLimitRequestRatio', key, 'max/min']);
  }
}

const COUNTS =
  'pods resourcequotas services replicationcontrollers secrets configmaps persistentvolumeclaims services.nodeports services.loadbalancers'.split(
    ' ',
  );
const COMPUTE = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];
const QUOTA = [
  ...COUNTS,
  ...COMPUTE,
  'ephemeral-storage',
  'requests.storage',
  'requests.ephemeral-storage',
  'limits.ephemeral-storage',
];

function isQuota(name: string): boolean {
  return QUOTA.includes(name) || /^(?:requests\.)?hugepages-/.test(name);
}

function isStandard(name: string): boolean {
  return isQualifiedName(name) && (name.includes('/') || isQuota(name) || name === 'storage');
}

export function* quotaFaults({ root }: Manifest): Faults {
  const spec = at(root, 'spec');
  const hard = at(spec, 'hard');
  for (const { key, keyRange, value } of entries(hard)) {
    if (isPlaceholder(key)) continue;
    if (!isQualifiedName(key) || (!key.includes('/') && !isQuota(key)))
      yield fault(keyRange, ['`{0}` is nothing that a quota limits', key]);
    yield* quantityFaults(key, value);
    const amount = quantityOf(value);
    const isCount =
      COUNTS.includes(key) || (key.includes('/') && !key.includes('kubernetes.io/') && !key.startsWith('requests.'));
    if (amount && isCount && !Number.isInteger(amount.value))
      yield fault(value, ['`{0}` is counted in whole numbers', key]);
  }
  const scopes = textsIn(spec, 'scopes');
  const named = items(at(spec, 'scopeSelector', 'matchExpressions')).flatMap((one) => textIn(one, 'scopeName') ?? []);
  for (const scope of [...scopes, ...named]) {
    yield* wordOf(scope, SCOPES);
    for (const { key, keyRange } of entries(hard))
      if (SCOPES.includes(scope.value) && isQuota(key) && !fits(scope.value, key))
        yield fault(keyRange, ['`{0}` cannot be limited in the scope `{1}`', key, scope.value]);
  }
  for (const list of [scopes, named]) {
    for (const pair of CONTRARY) {
      const second = list.find(({ value }) => value === pair[1]);
      if (second && list.some(({ value }) => value === pair[0])) yield fault(second, excludes(...pair));
    }
  }
  for (const expression of items(at(spec, 'scopeSelector', 'matchExpressions'))) {
    const operator = textIn(expression, 'operator');
    const scope = textIn(expression, 'scopeName');
    if (!operator) continue;
    yield* wordOf(operator, ['In', 'NotIn', 'Exists', 'DoesNotExist']);
    if (
      scope &&
      scope.value !== 'PriorityClass' &&
      scope.value !== 'VolumeAttributesClass' &&
      operator.value !== 'Exists'
    )
      yield fault(operator, ['Of the scope `{0}` only `Exists` can be asked', scope.value]);
    yield* operandFaults(expression, operator.value);
  }
}

const SCOPES = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
  'VolumeAttributesClass',
];
const CONTRARY: readonly (readonly [string, string])[] = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];

function fits(scope: string, resource: string): boolean {
  if (scope === 'BestEffort') return resource === 'pods';
  if (scope === 'VolumeAttributesClass')
    return resource === 'persistentvolumeclaims' || resource === 'requests.storage';
  return resource === 'pods' || COMPUTE.includes(resource);
}

const USER_PRIORITY = 1_000_000_000;
const SYSTEM: Readonly<Record<string, number>> = {
  'system-node-critical': 2_000_001_000,
  'system-cluster-critical': 2_000_000_000,
};

export function* priorityClassFaults({ root, name }: Manifest): Faults {
  const value = at(root, 'value');
  const policy = textIn(root, 'preemptionPolicy');
  if (policy && policy.value !== '') yield* wordOf(policy, ['PreemptLowerPriority', 'Never']);
  const own = at(root, 'metadata', 'name');
  if (name.startsWith('system-')) {
    if (own && (SYSTEM[name] === undefined || (value?.kind === 'scalar' && value.value !== SYSTEM[name])))
      yield fault(own, ['Names that begin with `system-` belong to Kubernetes']);
    return;
  }
  if (value?.kind === 'scalar' && typeof value.value === 'number' && value.value > USER_PRIORITY)
    yield fault(value, ['`{0}` may be at most {1}', 'value', USER_PRIORITY]);
}

export function* runtimeClassFaults({ root }: Manifest): Faults {
  const handler = entry(root, 'handler');
  const text = textIn(handler?.value);
  if (text && !/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(text.value))
    yield fault(text, text.value === '' ? isEmpty('handler') : ['`{0}` is no valid name of a handler', text.value]);
}
