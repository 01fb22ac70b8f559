import { at, entries, entry, items } from '../fields.ts';
import type { Entry, Field, Manifest, ManifestFile } from '../model.ts';
import {
  excludes,
  fault,
  type Faults,
  formatted,
  isMissing,
  keyPlace,
  notEmpty,
  oneOf,
  onlyWith,
  quantityOf,
  within,
  wordOf,
  withoutKey,
} from './faults.ts';
import { dnsLabel, pathSegment } from './formats.ts';
import { containerResource } from './resources.ts';
import { selectorFaults } from './selectors.ts';
import { amountFaults } from './workload-strategy.ts';
import { countIn, filled, textIn } from './reading.ts';

export function* disruptionBudgetFaults({ root }: Manifest, file: ManifestFile): Faults {
  const spec = at(root, 'spec');
  const least = filled(spec, 'minAvailable');
  const most = filled(spec, 'maxUnavailable');
  if (least && most) {
    const fixes = withoutKey(file, spec, 'minAvailable', false);
    yield fault(keyPlace(most), excludes('minAvailable', 'maxUnavailable'), fixes);
  }
  yield* amountFaults(spec, 'minAvailable');
  yield* amountFaults(spec, 'maxUnavailable');
  yield* selectorFaults(at(spec, 'selector'));
  yield* oneOf(spec, 'unhealthyPodEvictionPolicy', ['IfHealthyBudget', 'AlwaysAllow']);
}

export function* autoscalerFaults({ root, apiVersion }: Manifest, minor: number): Faults {
  const spec = at(root, 'spec');
  const least = countIn(spec, 'minReplicas');
  const most = countIn(spec, 'maxReplicas');
  yield* within(spec, 'minReplicas', 1);
  yield* within(spec, 'maxReplicas', 1);
  if (most && least && most.value >= 1 && most.value < least.value)
    yield fault(most, ['`maxReplicas` must be at least `minReplicas`, which is {0}', least.value]);
  const target = at(spec, 'scaleTargetRef');
  yield* formatted(target, 'kind', pathSegment, false);
  yield* formatted(target, 'name', pathSegment, false);
  // Older servers took a kind without group for one of the core.
  if (minor >= 36) yield* versionFaults(entry(spec, 'scaleTargetRef'));
  if (apiVersion === 'autoscaling/v1') {
    yield* within(spec, 'targetCPUUtilizationPercentage', 1);
    return;
  }
  for (const metric of items(at(spec, 'metrics'))) yield* metricFaults(metric);
  for (const key of ['scaleUp', 'scaleDown']) yield* behaviorFaults(at(spec, 'behavior', key));
}

function* versionFaults(reference: Entry | undefined): Faults {
  if (reference?.value.kind !== 'map') return;
  const version = textIn(reference.value, 'apiVersion');
  const kind = textIn(reference.value, 'kind')?.value;
  if (version && version.value.split('/').length > 2) yield fault(version, ['`{0}` is no API version', version.value]);
  else if (kind === undefined || kind === 'ReplicationController') return;
  else if (!entry(reference.value, 'apiVersion')) yield fault(keyPlace(reference), isMissing('apiVersion'));
  else if (version && !version.value.includes('/')) yield fault(version, ['`{0}` names no API group', version.value]);
}

const SOURCES: Readonly<Record<string, string>> = {
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
  External: 'external',
  ContainerResource: 'containerResource',
};

function* metricFaults(metric: Field): Faults {
  const type = textIn(metric, 'type');
  if (!type) return;
  yield* wordOf(type, Object.keys(SOURCES));
  const wanted = SOURCES[type.value];
  if (wanted === undefined) return;
  if (!entry(metric, wanted)) yield fault(type, ['`{0}` needs `{1}`', `type: ${type.value}`, wanted]);
  for (const { key, keyRange } of entries(metric)) {
    const owner = Object.keys(SOURCES).find((name) => SOURCES[name] === key);
    if (key !== wanted && owner !== undefined && filled(metric, key))
      yield fault(keyRange, onlyWith(key, `type: ${owner}`));
  }
  const source = entry(metric, wanted);
  if (source?.value.kind !== 'map') return;
  yield* targetFaults(source, wanted);
  if (wanted === 'resource' || wanted === 'containerResource') yield* notEmpty(source.value, 'name');
  else yield* formatted(at(source.value, 'metric'), 'name', pathSegment, false);
  if (wanted === 'containerResource') {
    yield* formatted(source.value, 'container', dnsLabel, false);
    const name = textIn(source.value, 'name');
    if (name && name.value !== '' && containerResource(name.value))
      yield fault(name, ['`{0}` is no valid name of a resource', name.value]);
  }
  if (wanted === 'object') {
    yield* formatted(at(source.value, 'describedObject'), 'kind', pathSegment, false);
    yield* formatted(at(source.value, 'describedObject'), 'name', pathSegment, false);
  }
}

/** By source: which of the target's amounts it may have. */
const AMOUNTS: Readonly<Record<string, readonly string[]>> = {
  object: ['value', 'averageValue'],
  external: ['value', 'averageValue'],
  pods: ['averageValue'],
  resource: ['averageUtilization', 'averageValue'],
  containerResource: ['averageUtilization', 'averageValue'],
};

function* targetFaults(source: Entry, kind: string): Faults {
  const target = entry(source.value, 'target');
  if (target?.value.kind !== 'map') return;
  const type = textIn(target.value, 'type');
  if (type) yield* wordOf(type, ['Utilization', 'Value', 'AverageValue']);
  yield* within(target.value, 'averageUtilization', 1);
  for (const key of ['value', 'averageValue']) {
    const field = at(target.value, key);
    const amount = quantityOf(field);
    if (field && amount === null) yield fault(field, ['`{0}` is no quantity', key]);
    if (field && amount && amount.value <= 0) yield fault(field, ['`{0}` must be more than 0', key]);
  }
  const allowed = AMOUNTS[kind] ?? [];
  const found = allowed.flatMap((key) => filled(target.value, key) ?? []);
  const [first, second] = found;
  if (!first && !allowed.some((key) => entry(target.value, key)))
    yield fault(keyPlace(target), isMissing(allowed[0] ?? 'value'));
  if (first && second && kind !== 'object') yield fault(keyPlace(second), excludes(first.key, second.key));
}

function* behaviorFaults(rules: Field | undefined): Faults {
  yield* within(rules, 'stabilizationWindowSeconds', 0, 3600);
  yield* oneOf(rules, 'selectPolicy', ['Max', 'Min', 'Disabled']);
  const policies = entry(rules, 'policies');
  if (policies?.value.kind === 'list' && policies.value.items.length === 0)
    yield fault(keyPlace(policies), ['`{0}` is empty', 'policies']);
  for (const policy of items(policies?.value)) {
    yield* oneOf(policy, 'type', ['Pods', 'Percent']);
    yield* within(policy, 'value', 1);
    yield* within(policy, 'periodSeconds', 1, 1800);
  }
}
