import type { Range } from '../../lint/rule.ts';
import { at, entries, entry, items } from '../fields.ts';
import type { Field, Manifest } from '../model.ts';
import {
  excludes,
  fault,
  type Faults,
  filledOf,
  formatted,
  isEmpty,
  isMissing,
  isTwice,
  keyPlace,
  notEmpty,
  oneOf,
  placeOf,
  quantityOf,
  wordOf,
} from './faults.ts';
import { dnsSubdomain, absolutePath, isQualifiedName, labelKey } from './formats.ts';
import { quantityFaults } from './resources.ts';
import { nodeSelectorFaults } from './scheduling.ts';
import { selectorFaults } from './selectors.ts';
import { driverFaults, hostPathFaults, PERSISTENT_SOURCES, twoSources } from './volumes.ts';
import { filled, isBeingTyped, textIn, textsIn } from './reading.ts';

const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** A claim on storage, on its own or within a workload. */
export function* claimFaults(spec: Field | undefined, owner: Range): Faults {
  if (spec?.kind !== 'map') return;
  if (!isBeingTyped(spec)) yield* accessModeFaults(spec, owner);
  yield* selectorFaults(at(spec, 'selector'));
  const requests = at(spec, 'resources', 'requests');
  const storage = entry(requests, 'storage');
  const isUnwritten = ['resources', 'requests'].some((key) =>
    key === 'resources' ? isNull(at(spec, key)) : isNull(at(spec, 'resources', key)),
  );
  if (!storage && !isUnwritten && !isBeingTyped(spec))
    yield fault(entry(spec, 'resources')?.keyRange ?? owner, isMissing('resources.requests.storage'));
  yield* positive(storage?.value, 'storage');
  yield* formatted(spec, 'storageClassName', dnsSubdomain);
  yield* oneOf(spec, 'volumeMode', ['Block', 'Filesystem']);
  for (const key of ['dataSource', 'dataSourceRef']) {
    const source = at(spec, key);
    yield* notEmpty(source, 'name', 'kind');
    const kind = textIn(source, 'kind');
    if (
      kind &&
      kind.value !== 'PersistentVolumeClaim' &&
      !textIn(source, 'apiGroup')?.value &&
      !isNull(at(source, 'apiGroup'))
    )
      yield fault(kind, ['`{0}` needs `{1}`', `kind: ${kind.value}`, 'apiGroup']);
  }
}

function isNull(field: Field | undefined): boolean {
  return field?.kind === 'scalar';
}

function* accessModeFaults(spec: Field, owner: Range): Faults {
  const list = entry(spec, 'accessModes');
  if (!list) yield fault(owner, isMissing('accessModes'));
  if (list?.value.kind === 'list' && list.value.items.length === 0) yield fault(keyPlace(list), isEmpty('accessModes'));
  const modes = textsIn(list?.value);
  for (const mode of modes) yield* wordOf(mode, ACCESS_MODES);
  const single = modes.find(({ value }) => value === 'ReadWriteOncePod');
  if (single && modes.some(({ value }) => value !== single.value && ACCESS_MODES.includes(value)))
    yield fault(single, ['`ReadWriteOncePod` can only stand alone']);
}

function* positive(field: Field | undefined, key: string): Faults {
  yield* quantityFaults(key, field);
  if (field && quantityOf(field)?.value === 0) yield fault(field, ['`{0}` must be more than 0', key]);
}

export function* persistentVolumeFaults(manifest: Manifest): Faults {
  const spec = at(manifest.root, 'spec');
  if (spec?.kind !== 'map') return;
  const place = placeOf(manifest);
  yield* accessModeFaults(spec, place);
  const capacity = entry(spec, 'capacity');
  if (!capacity) yield fault(place, isMissing('capacity'));
  for (const { key, keyRange, value } of entries(capacity?.value)) {
    if (key === 'storage') yield* positive(value, key);
    else yield fault(keyRange, ['`{0}` is none of {1}', key, '`storage`']);
  }
  if (capacity?.value.kind === 'map' && !entry(capacity.value, 'storage'))
    yield fault(keyPlace(capacity), isMissing('storage'));
  yield* oneOf(spec, 'persistentVolumeReclaimPolicy', ['Delete', 'Recycle', 'Retain']);
  yield* oneOf(spec, 'volumeMode', ['Block', 'Filesystem']);
  yield* formatted(spec, 'storageClassName', dnsSubdomain);
  const affinity = at(spec, 'nodeAffinity', 'required');
  yield* nodeSelectorFaults(affinity);
  yield* twoSources(spec, PERSISTENT_SOURCES);
  if (filledOf(spec, PERSISTENT_SOURCES).length === 0 && !PERSISTENT_SOURCES.some((key) => entry(spec, key)))
    yield fault(place, ['The volume `{0}` has no source', manifest.name]);
  yield* hostPathFaults(at(spec, 'hostPath'));
  const root = textIn(spec, 'hostPath', 'path');
  const policy = textIn(spec, 'persistentVolumeReclaimPolicy');
  if (policy?.value === 'Recycle' && root && /^\/[./]*$/.test(root.value))
    yield fault(policy, excludes('Recycle', 'path: /'));
  yield* notEmpty(at(spec, 'nfs'), 'server');
  yield* formatted(at(spec, 'nfs'), 'path', absolutePath, false);
  yield* driverFaults(at(spec, 'csi'));
  yield* notEmpty(at(spec, 'csi'), 'volumeHandle');
  yield* notEmpty(at(spec, 'local'), 'path');
  const local = filled(spec, 'local');
  if (local && !affinity) yield fault(keyPlace(local), ['`{0}` needs `{1}`', 'local', 'nodeAffinity.required']);
}

export function* storageClassFaults({ root }: Manifest): Faults {
  const provisioner = textIn(root, 'provisioner');
  if (provisioner?.value === '') yield fault(provisioner, isEmpty('provisioner'));
  else if (provisioner && !isQualifiedName(provisioner.value.toLowerCase())) {
    const message = labelKey(provisioner.value.toLowerCase());
    if (message) yield fault(provisioner, message);
  }
  yield* oneOf(root, 'reclaimPolicy', ['Delete', 'Retain']);
  yield* oneOf(root, 'volumeBindingMode', ['Immediate', 'WaitForFirstConsumer']);
  for (const term of items(at(root, 'allowedTopologies'))) {
    const keys = new Set<string>();
    for (const expression of items(at(term, 'matchLabelExpressions'))) {
      yield* formatted(expression, 'key', labelKey, false);
      const key = textIn(expression, 'key');
      if (key && keys.has(key.value)) yield fault(key, isTwice(key.value));
      if (key) keys.add(key.value);
      const values = entry(expression, 'values');
      if (values?.value.kind === 'list' && values.value.items.length === 0)
        yield fault(keyPlace(values), isEmpty('values'));
      const texts = textsIn(values?.value);
      for (const [index, value] of texts.entries())
        if (texts.findIndex((one) => one.value === value.value) < index) yield fault(value, isTwice(value.value));
    }
  }
}
