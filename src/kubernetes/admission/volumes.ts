import { at, entry, items } from '../fields.ts';
import type { Field } from '../model.ts';
import type { PodSpecView } from '../pods/workloads.ts';
import { fieldRefFaults, resourceFieldFaults, VOLUME_FIELDS } from './environment.ts';
import {
  excludes,
  fault,
  type Faults,
  filledOf,
  formatted,
  isMissing,
  isTwice,
  keyPlace,
  notEmpty,
  oneOf,
  quantityOf,
  twice,
  within,
} from './faults.ts';
import { absolutePath, dnsLabel, fileInVolume, isDnsSubdomain, noBacksteps, relativePath } from './formats.ts';
import { claimFaults } from './storage.ts';
import { filled, textIn } from './reading.ts';

const OLD_SOURCES =
  'hostPath gitRepo gcePersistentDisk awsElasticBlockStore nfs iscsi glusterfs rbd flexVolume cinder cephfs flocker fc azureFile vsphereVolume quobyte azureDisk photonPersistentDisk portworxVolume scaleIO storageos csi'.split(
    ' ',
  );
const SOURCES = [
  'emptyDir',
  'configMap',
  'secret',
  'persistentVolumeClaim',
  'projected',
  'downwardAPI',
  'ephemeral',
  'image',
  ...OLD_SOURCES,
];
export const PERSISTENT_SOURCES = ['local', ...OLD_SOURCES.filter((key) => key !== 'gitRepo')];

/** Volumes of a pod. A volume without source that a claim template of the same name replaces is none of these. */
export function* volumeFaults({ spec }: PodSpecView, replaced: ReadonlySet<string>): Faults {
  const volumes = at(spec, 'volumes');
  yield* twice(volumes, 'name');
  for (const volume of items(volumes)) {
    yield* formatted(volume, 'name', dnsLabel, false);
    if (replaced.has(textIn(volume, 'name')?.value ?? '')) continue;
    yield* twoSources(volume, SOURCES);
    yield* withoutSource(volume);
    yield* sourceFaults(volume);
  }
}

/** A source is what its key says even if there is nothing in it: `emptyDir: {}`. */
export function* twoSources(volume: Field, sources: readonly string[]): Faults {
  const [first, second] = filledOf(volume, sources);
  if (first && second) yield fault(keyPlace(second), excludes(first.key, second.key));
}

/** The API server takes a volume without source for an empty directory, which is rarely what was meant. */
function* withoutSource(volume: Field): Faults {
  const name = textIn(volume, 'name');
  // An unknown key is the schema's to tell, and a key without value is still being written.
  if (!name || volume.kind !== 'map' || volume.entries.some(({ key }) => key !== 'name')) return;
  yield {
    ...fault(name, ['The volume `{0}` has no source, so it becomes an empty directory', name.value]),
    severity: 'warning',
  };
}

function* sourceFaults(volume: Field): Faults {
  const size = at(volume, 'emptyDir', 'sizeLimit');
  const amount = quantityOf(size);
  if (size && amount && amount.value < 0) yield fault(size, ['`{0}` must be at least {1}', 'sizeLimit', 0]);
  yield* hostPathFaults(at(volume, 'hostPath'));
  yield* notEmpty(at(volume, 'persistentVolumeClaim'), 'claimName');
  yield* needs(volume, 'secret', 'secretName');
  yield* needs(volume, 'configMap', 'name');
  for (const key of ['secret', 'configMap', 'projected', 'downwardAPI'])
    yield* within(at(volume, key), 'defaultMode', 0, 0o777);
  for (const key of ['secret', 'configMap']) yield* itemFaults(at(volume, key, 'items'), new Set());
  for (const file of items(at(volume, 'downwardAPI', 'items'))) yield* downwardFaults(file);
  yield* projectedFaults(at(volume, 'projected'));
  const nfs = at(volume, 'nfs');
  yield* notEmpty(nfs, 'server');
  yield* formatted(nfs, 'path', absolutePath, false);
  yield* formatted(at(volume, 'gitRepo'), 'directory', relativePath);
  yield* oneOf(at(volume, 'image'), 'pullPolicy', ['Always', 'IfNotPresent', 'Never']);
  yield* driverFaults(at(volume, 'csi'));
  yield* notEmpty(at(volume, 'csi', 'nodePublishSecretRef'), 'name');
  const ephemeral = entry(volume, 'ephemeral');
  if (ephemeral?.value.kind !== 'map') return;
  const template = at(ephemeral.value, 'volumeClaimTemplate');
  if (!template) yield fault(keyPlace(ephemeral), isMissing('volumeClaimTemplate'));
  else yield* claimFaults(at(template, 'spec'), keyPlace(ephemeral));
}

export function* hostPathFaults(hostPath: Field | undefined): Faults {
  yield* formatted(hostPath, 'path', noBacksteps, false);
  yield* oneOf(hostPath, 'type', [
    'DirectoryOrCreate',
    'Directory',
    'FileOrCreate',
    'File',
    'Socket',
    'CharDevice',
    'BlockDevice',
  ]);
}

export function* driverFaults(csi: Field | undefined): Faults {
  const driver = textIn(csi, 'driver');
  if (driver && !(driver.value.length <= 63 && isDnsSubdomain(driver.value.toLowerCase())))
    yield fault(driver, ['`{0}` is no valid name of a driver', driver.value]);
}

/** A key that the schema lets be absent, but not the API server. */
function* needs(volume: Field, source: string, key: string): Faults {
  const found = entry(volume, source);
  if (found?.value.kind !== 'map') return;
  if (!entry(found.value, key)) yield fault(keyPlace(found), isMissing(key));
  else yield* notEmpty(found.value, key);
}

function* itemFaults(list: Field | undefined, paths: Set<string>, mustBeUnique = false): Faults {
  for (const item of items(list)) {
    yield* notEmpty(item, 'key');
    yield* formatted(item, 'path', fileInVolume, false);
    yield* within(item, 'mode', 0, 0o777);
    const path = textIn(item, 'path');
    if (!path || !mustBeUnique) continue;
    if (paths.has(path.value)) yield fault(path, isTwice(path.value));
    paths.add(path.value);
  }
}

function* downwardFaults(file: Field): Faults {
  yield* formatted(file, 'path', fileInVolume, false);
  yield* within(file, 'mode', 0, 0o777);
  const fieldRef = filled(file, 'fieldRef');
  const resource = filled(file, 'resourceFieldRef');
  if (fieldRef && resource) yield fault(keyPlace(resource), excludes('fieldRef', 'resourceFieldRef'));
  if (!fieldRef && !resource && file.kind === 'map' && !entry(file, 'fieldRef') && !entry(file, 'resourceFieldRef'))
    yield fault(at(file, 'path') ?? file, ['The file needs `fieldRef` or `resourceFieldRef`']);
  yield* fieldRefFaults(fieldRef?.value, VOLUME_FIELDS);
  if (!fieldRef) yield* resourceFieldFaults(resource?.value, true);
}

const PROJECTED = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'];

function* projectedFaults(projected: Field | undefined): Faults {
  const paths = new Set<string>();
  for (const source of items(at(projected, 'sources'))) {
    const [first, second] = filledOf(source, PROJECTED);
    if (first && second) yield fault(keyPlace(second), excludes(first.key, second.key));
    for (const key of ['secret', 'configMap']) {
      yield* needs(source, key, 'name');
      yield* itemFaults(at(source, key, 'items'), paths, true);
    }
    for (const file of items(at(source, 'downwardAPI', 'items'))) {
      yield* downwardFaults(file);
      const path = textIn(file, 'path');
      if (path && paths.has(path.value)) yield fault(path, isTwice(path.value));
      if (path) paths.add(path.value);
    }
    const token = at(source, 'serviceAccountToken');
    yield* within(token, 'expirationSeconds', 600, 2 ** 32);
    yield* formatted(token, 'path', fileInVolume, false);
  }
}
