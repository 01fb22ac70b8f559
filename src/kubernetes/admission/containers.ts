import { at, entry, items } from '../fields.ts';
import type { Field, Manifest } from '../model.ts';
import type { ContainerView, PodSpecView } from '../pods/workloads.ts';
import {
  excludes,
  fault,
  type Faults,
  formatted,
  isMissing,
  isTwice,
  keyPlace,
  notEmpty,
  oneOf,
  onlyWith,
  within,
} from './faults.ts';
import { dnsLabel, dnsSubdomain, type Format } from './formats.ts';
import { filled, isBeingTyped, isTrue, textIn } from './reading.ts';

/** Containers of a pod that runs them itself, and the rules between them. */
export function* containerFaults(pod: PodSpecView, manifest: Manifest, target: number): Faults {
  const list = entry(pod.spec, 'containers');
  if (list?.value.kind === 'list' && list.value.items.length === 0)
    yield fault(keyPlace(list), ['A pod needs at least one container']);
  const names = new Set<string>();
  for (const container of pod.containers) {
    if (container.kind === 'ephemeral') continue;
    yield* oneContainer(container, manifest, target);
    const name = textIn(container.field, 'name');
    if (!name || name.value === '') continue;
    if (names.has(name.value)) yield fault(name, isTwice(name.value));
    names.add(name.value);
  }
  const ephemeral = filled(pod.spec, 'ephemeralContainers');
  if (ephemeral && items(ephemeral.value).length > 0)
    yield fault(keyPlace(ephemeral), ['Ephemeral containers cannot be deployed; `kubectl debug` adds them']);
}

function* oneContainer({ field, kind }: ContainerView, manifest: Manifest, target: number): Faults {
  yield* formatted(field, 'name', dnsLabel, false);
  yield* imageFaults(field, manifest);
  yield* oneOf(field, 'imagePullPolicy', ['Always', 'IfNotPresent', 'Never']);
  yield* oneOf(field, 'terminationMessagePolicy', ['File', 'FallbackToLogsOnError']);
  yield* restartFaults(field, kind, target);
  if (kind !== 'init') return;
  for (const key of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']) {
    const found = filled(field, key);
    if (found) yield fault(keyPlace(found), onlyWith(key, 'restartPolicy: Always'));
  }
}

function* imageFaults(field: Field, manifest: Manifest): Faults {
  const image = textIn(field, 'image');
  const found = entry(field, 'image');
  // Behind a name that was just typed the image is still to come.
  const isWritten = field.kind === 'map' && (field.flow || field.entries.length > 1) && !isBeingTyped(field);
  if (!found && isWritten) {
    const name = at(field, 'name');
    yield fault(
      name && name.end > name.start ? name : { start: field.start, end: field.start + 1 },
      isMissing('image'),
    );
  } else if (found) yield* notEmpty(field, 'image');
  if (image && manifest.kind === 'Pod' && image.value !== image.value.trim())
    yield fault(image, ['`{0}` has blanks at its ends', 'image']);
}

const RESTARTS = ['Always', 'Never', 'OnFailure'];

function* restartFaults(field: Field, kind: ContainerView['kind'], target: number): Faults {
  const policy = filled(field, 'restartPolicy');
  const rules = filled(field, 'restartPolicyRules');
  if (target < 34) {
    if (policy && kind === 'container')
      yield fault(keyPlace(policy), ['Only init containers can have a `restartPolicy`']);
    else yield* oneOf(field, 'restartPolicy', ['Always']);
    return;
  }
  yield* oneOf(field, 'restartPolicy', RESTARTS);
  if (rules && !policy && items(rules.value).length > 0)
    yield fault(keyPlace(rules), ['`{0}` needs `{1}`', rules.key, 'restartPolicy']);
  for (const rule of items(rules?.value)) {
    yield* oneOf(rule, 'action', target >= 35 ? ['Restart', 'RestartAllContainers'] : ['Restart']);
    yield* oneOf(at(rule, 'exitCodes'), 'operator', ['In', 'NotIn']);
    if (rule.kind === 'map' && !entry(rule, 'exitCodes')) yield fault(rule, isMissing('exitCodes'));
  }
}

const NAMES: readonly (readonly [string, Format])[] = [
  ['serviceAccountName', dnsSubdomain],
  ['priorityClassName', dnsSubdomain],
  ['runtimeClassName', dnsSubdomain],
  ['nodeName', dnsSubdomain],
  ['hostname', dnsLabel],
  ['subdomain', dnsLabel],
];

/** Fields of the pod itself. */
export function* podFaults({ spec }: PodSpecView, kind: string, target: number): Faults {
  for (const [key, format] of NAMES) {
    // Pods of a StatefulSet get names of their own.
    if (kind !== 'StatefulSet' || (key !== 'hostname' && key !== 'subdomain'))
      yield* formatted(spec, key, format, key !== 'runtimeClassName');
  }
  // Workloads say themselves what theirs may be.
  if (kind === 'Pod' || kind === 'PodTemplate') yield* oneOf(spec, 'restartPolicy', RESTARTS);
  yield* within(spec, 'activeDeadlineSeconds', 1, 2 ** 31 - 1);
  yield* oneOf(spec, 'preemptionPolicy', ['PreemptLowerPriority', 'Never']);
  yield* oneOf(at(spec, 'os'), 'name', ['linux', 'windows']);
  const node = filled(spec, 'nodeName');
  if (kind === 'Pod' && node && items(at(spec, 'schedulingGates')).length > 0 && textIn(spec, 'nodeName')?.value !== '')
    yield fault(keyPlace(node), excludes('nodeName', 'schedulingGates'));
  yield* hostnameFaults(spec, target);
}

function* hostnameFaults(spec: Field, target: number): Faults {
  if (target < 34) return;
  const override = textIn(spec, 'hostnameOverride');
  if (override && override.value.length > 64)
    yield fault(override, ['`{0}` may have at most {1} characters', 'hostnameOverride', 64]);
  else yield* formatted(spec, 'hostnameOverride', dnsSubdomain, false);
  for (const key of ['setHostnameAsFQDN', 'hostNetwork'])
    if (override && isTrue(spec, key)) yield fault(override, excludes('hostnameOverride', `${key}: true`));
}
