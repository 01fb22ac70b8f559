import type { Report } from '../../lint/rule.ts';
import { at, entry } from '../fields.ts';
import type { Entry, Field, Manifest, ManifestFile } from '../model.ts';
import {
  fault,
  type Faults,
  formatted,
  keyPlace,
  notNegative,
  oneOf,
  onlyWith,
  within,
  withoutKey,
  wordOf,
} from './faults.ts';
import { dnsLabel } from './formats.ts';
import { countIn, filled, textIn } from './reading.ts';
import { isPlaceholder } from '../placeholder.ts';

/** How many pods a workload runs, and how it replaces them. */
export function* strategyFaults(manifest: Manifest, file: ManifestFile): Faults {
  const spec = at(manifest.root, 'spec');
  yield* notNegative(spec, 'replicas', 'minReadySeconds');
  if (manifest.kind === 'Deployment') yield* deploymentFaults(spec, file);
  if (manifest.kind === 'StatefulSet') yield* statefulSetFaults(spec, file);
  if (manifest.kind === 'DaemonSet') yield* daemonSetFaults(spec);
  yield* restartFaults(at(spec, 'template', 'spec'), manifest.kind, file);
}

function* restartFaults(pod: Field | undefined, kind: string, file: ManifestFile): Faults {
  const policy = textIn(pod, 'restartPolicy');
  if (pod?.kind === 'map' && policy && policy.value !== '' && policy.value !== 'Always') {
    const fixes = withoutKey(file, pod, 'restartPolicy', true);
    yield fault(policy, ['Pods of a {0} always restart: `restartPolicy` can only be `Always`', kind], fixes);
  }
  const deadline = filled(pod, 'activeDeadlineSeconds');
  if (deadline) yield fault(keyPlace(deadline), ['Pods of a {0} can have no `{1}`', kind, deadline.key]);
}

function* deploymentFaults(spec: Field | undefined, file: ManifestFile): Faults {
  yield* notNegative(spec, 'revisionHistoryLimit');
  const deadline = countIn(spec, 'progressDeadlineSeconds');
  const ready = countIn(spec, 'minReadySeconds')?.value ?? 0;
  yield* notNegative(spec, 'progressDeadlineSeconds');
  if (!deadline && ready >= 600) {
    const place = at(spec, 'minReadySeconds');
    if (place && !filled(spec, 'progressDeadlineSeconds'))
      yield fault(place, ['`minReadySeconds` must be below `progressDeadlineSeconds`, which is {0}', 600]);
  } else if (deadline && deadline.value >= 0 && deadline.value <= ready)
    yield fault(deadline, ['`progressDeadlineSeconds` must be more than `minReadySeconds`, which is {0}', ready]);
  const strategy = at(spec, 'strategy');
  yield* oneOf(strategy, 'type', ['Recreate', 'RollingUpdate']);
  const rolling = filled(strategy, 'rollingUpdate');
  if (!rolling) return;
  if (textIn(strategy, 'type')?.value === 'Recreate') {
    yield notRolling(strategy, rolling, file);
    return;
  }
  yield* amountFaults(rolling.value, 'maxUnavailable');
  yield* amountFaults(rolling.value, 'maxSurge', false);
  if (isZero(rolling.value, 'maxUnavailable') && isZero(rolling.value, 'maxSurge')) {
    const place = at(rolling.value, 'maxUnavailable');
    if (place) yield fault(place, ['`maxUnavailable` and `maxSurge` cannot both be 0: no pod could be replaced']);
  }
}

/** The strategy is another one, so it cannot say how it rolls. */
function notRolling(strategy: Field | undefined, rolling: Entry, file: ManifestFile): Report {
  const fixes = withoutKey(file, strategy, rolling.key, true);
  return fault(keyPlace(rolling), onlyWith(rolling.key, 'type: RollingUpdate'), fixes);
}

/** A number that is not negative, or a percentage. */
export function* amountFaults(field: Field | undefined, key: string, atMostAll = true): Faults {
  yield* notNegative(field, key);
  const found = at(field, key);
  if (found?.kind !== 'scalar' || typeof found.value !== 'string' || isPlaceholder(found.value)) return;
  if (!/^\d+%$/.test(found.value)) yield fault(found, ['`{0}` is neither a number nor a percentage', found.value]);
  else if (atMostAll && Number.parseInt(found.value, 10) > 100)
    yield fault(found, ['`{0}` is more than 100 %', found.value]);
}

function isZero(field: Field | undefined, key: string): boolean {
  const found = at(field, key);
  if (found?.kind !== 'scalar') return false;
  return found.value === 0 || (typeof found.value === 'string' && /^0+%$/.test(found.value));
}

function* statefulSetFaults(spec: Field | undefined, file: ManifestFile): Faults {
  const policy = textIn(spec, 'podManagementPolicy');
  if (policy && policy.value !== '') yield* wordOf(policy, ['OrderedReady', 'Parallel']);
  yield* within(at(spec, 'ordinals'), 'start', 0);
  const retention = at(spec, 'persistentVolumeClaimRetentionPolicy');
  for (const key of ['whenDeleted', 'whenScaled']) yield* oneOf(retention, key, ['Retain', 'Delete']);
  yield* formatted(spec, 'serviceName', dnsLabel);
  const strategy = at(spec, 'updateStrategy');
  yield* oneOf(strategy, 'type', ['RollingUpdate', 'OnDelete']);
  const rolling = filled(strategy, 'rollingUpdate');
  if (!rolling) return;
  if (textIn(strategy, 'type')?.value === 'OnDelete') {
    yield notRolling(strategy, rolling, file);
    return;
  }
  yield* notNegative(rolling.value, 'partition');
}

function* daemonSetFaults(spec: Field | undefined): Faults {
  yield* notNegative(spec, 'revisionHistoryLimit');
  const strategy = at(spec, 'updateStrategy');
  yield* oneOf(strategy, 'type', ['RollingUpdate', 'OnDelete']);
  const rolling = filled(strategy, 'rollingUpdate')?.value;
  if (!rolling || textIn(strategy, 'type')?.value === 'OnDelete') return;
  yield* amountFaults(rolling, 'maxUnavailable');
  yield* amountFaults(rolling, 'maxSurge');
  const surge = entry(rolling, 'maxSurge');
  const hasSurge = surge !== undefined && filled(rolling, 'maxSurge') !== undefined && !isZero(rolling, 'maxSurge');
  // One pod at a time is unavailable where nothing is said.
  const hasUnavailable = !isZero(rolling, 'maxUnavailable');
  if (hasSurge && hasUnavailable) yield fault(keyPlace(surge), ['`maxSurge` needs `maxUnavailable: 0`']);
  const unavailable = entry(rolling, 'maxUnavailable');
  if (!hasSurge && !hasUnavailable && unavailable)
    yield fault(unavailable.value, ['`maxUnavailable` and `maxSurge` cannot both be 0: no pod could be replaced']);
}
