import { at, entry, items } from '../fields.ts';
import type { Field } from '../model.ts';
import type { PodSpecView } from '../pods/workloads.ts';
import {
  exactlyOne,
  fault,
  type Faults,
  filledOf,
  formatted,
  isEmpty,
  keyPlace,
  notEmpty,
  quantityOf,
  excludes,
} from './faults.ts';
import { annotationKey, dataKey, dnsLabel, dnsSubdomain, environmentName, labelKey, noBacksteps } from './formats.ts';
import { spelling } from './spelling.ts';
import { filled, type Text, textIn } from './reading.ts';

const SOURCES = ['configMapKeyRef', 'secretKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'];

/** Variables of containers, and where their values come from. */
export function* environmentFaults({ containers, spec }: PodSpecView, target: number): Faults {
  const name = environmentName(target);
  for (const { field, kind } of containers) {
    if (kind === 'ephemeral') continue;
    for (const variable of items(at(field, 'env'))) {
      yield* formatted(variable, 'name', name, false);
      yield* valueFaults(variable, spec);
    }
    for (const source of items(at(field, 'envFrom'))) {
      yield* formatted(source, 'prefix', name);
      if (source.kind !== 'map') continue;
      yield* exactlyOne(source, ['configMapRef', 'secretRef'], source, [
        '`envFrom` names neither a ConfigMap nor a Secret',
      ]);
      for (const key of ['configMapRef', 'secretRef']) yield* nameFaults(at(source, key), true);
    }
  }
}

function* valueFaults(variable: Field, spec: Field): Faults {
  const from = filled(variable, 'valueFrom');
  if (from?.value.kind !== 'map') return;
  const value = textIn(variable, 'value');
  const found = filledOf(from.value, SOURCES);
  if (found.length > 0 && value && value.value !== '') yield fault(keyPlace(from), excludes('value', 'valueFrom'));
  yield* exactlyOne(from.value, SOURCES, keyPlace(from), ['`valueFrom` does not say where the value comes from']);
  for (const key of ['configMapKeyRef', 'secretKeyRef']) {
    const reference = at(from.value, key);
    yield* nameFaults(reference, false);
    yield* formatted(reference, 'key', dataKey, false);
  }
  yield* fieldRefFaults(at(from.value, 'fieldRef'), ENVIRONMENT_FIELDS);
  yield* resourceFieldFaults(at(from.value, 'resourceFieldRef'), false);
  yield* fileFaults(at(from.value, 'fileKeyRef'), spec);
}

/** In `envFrom` an empty name is refused, too; elsewhere it is invalid as any name that is none. */
function* nameFaults(reference: Field | undefined, mayBeAbsent: boolean): Faults {
  if (reference?.kind !== 'map') return;
  const name = entry(reference, 'name');
  if (!name) yield fault(reference, ['`{0}` is missing', 'name']);
  else yield* formatted(reference, 'name', mayBeAbsent ? prefixOf(dnsSubdomain) : dnsSubdomain, false);
}

/** As for what a name is generated from: it may end in `-`. */
function prefixOf(format: typeof dnsSubdomain): typeof dnsSubdomain {
  return (value) => format(value.length > 1 && value.endsWith('-') ? `${value.slice(0, -2)}a` : value);
}

const ENVIRONMENT_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
export const VOLUME_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'metadata.annotations',
  'metadata.uid',
];

export function* fieldRefFaults(reference: Field | undefined, allowed: readonly string[]): Faults {
  const path = textIn(reference, 'fieldPath');
  const version = textIn(reference, 'apiVersion');
  if (version && version.value !== '' && version.value !== 'v1')
    yield fault(version, ['`{0}` is none of {1}', version.value, '`v1`']);
  if (!path) return;
  if (path.value === '') yield* notEmpty(reference, 'fieldPath');
  const [, base, key] = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/s.exec(path.value) ?? [];
  if (key !== undefined) {
    const message = base === 'metadata.labels' ? labelKey(key) : annotationKey(key);
    if (message) yield fault(path, message);
  } else if (path.value !== '' && !allowed.includes(path.value) && path.value !== 'spec.host')
    yield* unknown(path, allowed);
}

const RESOURCES = [
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
];

export function* resourceFieldFaults(reference: Field | undefined, needsContainer: boolean): Faults {
  if (reference?.kind !== 'map') return;
  const container = entry(reference, 'containerName');
  if (needsContainer && !container) yield fault(reference, ['`{0}` is missing', 'containerName']);
  else if (needsContainer) yield* notEmpty(reference, 'containerName');
  const resource = textIn(reference, 'resource');
  if (resource?.value === '') yield* notEmpty(reference, 'resource');
  else if (resource && !RESOURCES.includes(resource.value) && !/^(?:limits|requests)\.hugepages-/.test(resource.value))
    yield* unknown(resource, RESOURCES);
  const divisor = at(reference, 'divisor');
  const amount = quantityOf(divisor);
  if (!divisor || !resource || !amount || amount.value === 0) return;
  const isCpu = resource.value.endsWith('.cpu');
  const allowed = isCpu ? [0.001, 1] : [...decimal, ...binary];
  if (!allowed.includes(amount.value))
    yield fault(divisor, [
      '`{0}` is no divisor: a CPU is divided by {1}, all else by a power of a thousand or of 1024',
      String(divisor.kind === 'scalar' ? divisor.value : ''),
      '`1m`, `1`',
    ]);
}

const decimal = [0, 1, 2, 3, 4, 5, 6].map((power) => 10 ** (3 * power));
const binary = [1, 2, 3, 4, 5, 6].map((power) => 2 ** (10 * power));

function* unknown(text: Text, allowed: readonly string[]): Faults {
  const meant = spelling(text.value, allowed);
  const list = allowed.map((one) => `\`${one}\``).join(', ');
  yield fault(
    text,
    ['`{0}` is none of {1}', text.value, list],
    meant === undefined
      ? []
      : [{ title: ['Write `{0}`', meant], safe: false, edits: [{ start: text.start, end: text.end, text: meant }] }],
  );
}

function* fileFaults(reference: Field | undefined, spec: Field): Faults {
  if (!reference) return;
  yield* formatted(reference, 'volumeName', dnsLabel, false);
  yield* formatted(reference, 'path', noBacksteps, false);
  const volume = textIn(reference, 'volumeName');
  if (!volume || volume.value === '') return;
  const volumes = items(at(spec, 'volumes'));
  const found = volumes.find((one) => textIn(one, 'name')?.value === volume.value);
  if (!found) yield fault(volume, ['The pod has no volume `{0}`', volume.value]);
  else if (!filled(found, 'emptyDir')) yield fault(volume, ['The volume `{0}` must be an `emptyDir`', volume.value]);
  const key = textIn(reference, 'key');
  if (key?.value === '') yield fault(key, isEmpty('key'));
}
