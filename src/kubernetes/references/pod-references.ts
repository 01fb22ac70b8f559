import { at, entry, items, textAt, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import type { Collect, Part, Via } from './reference.ts';
import type { ContainerView, PodSpecView } from '../pods/workloads.ts';

/** What a pod names: its configuration, volumes, account and classes. */
export function podReferences({ spec, containers }: PodSpecView, collect: Collect): void {
  for (const container of containers) containerReferences(container, collect);
  for (const volume of items(at(spec, 'volumes'))) volumeReferences(volume, containers, collect);
  for (const secret of items(at(spec, 'imagePullSecrets'))) collect('imagePullSecrets', 'Secret', at(secret, 'name'));
  collect('serviceAccount', 'ServiceAccount', at(spec, 'serviceAccountName') ?? at(spec, 'serviceAccount'));
  collect('priorityClass', 'PriorityClass', at(spec, 'priorityClassName'), { namespace: null });
  collect('runtimeClass', 'RuntimeClass', at(spec, 'runtimeClassName'), { namespace: null });
}

function containerReferences({ field }: ContainerView, collect: Collect): void {
  for (const variable of items(at(field, 'env'))) {
    const source = at(variable, 'valueFrom');
    if (source === undefined) continue;
    keyReference('env', 'ConfigMap', at(source, 'configMapKeyRef'), collect);
    keyReference('env', 'Secret', at(source, 'secretKeyRef'), collect);
  }
  for (const source of items(at(field, 'envFrom'))) {
    whole('envFrom', 'ConfigMap', at(source, 'configMapRef'), collect);
    whole('envFrom', 'Secret', at(source, 'secretRef'), collect);
  }
}

function volumeReferences(volume: Field, containers: readonly ContainerView[], collect: Collect): void {
  const alone = keysMountedAlone(volume, containers);
  const configMap = at(volume, 'configMap');
  mounted('volume', 'ConfigMap', configMap, at(configMap, 'name'), collect, alone);
  const secret = at(volume, 'secret');
  mounted('volume', 'Secret', secret, at(secret, 'secretName'), collect, alone);
  for (const source of items(at(volume, 'projected', 'sources'))) {
    for (const [key, kind] of PROJECTED) {
      const inner = at(source, key);
      mounted('projected', kind, inner, at(inner, 'name'), collect);
    }
  }
  collect('persistentVolumeClaim', 'PersistentVolumeClaim', at(volume, 'persistentVolumeClaim', 'claimName'));
  const claim = at(volume, 'ephemeral', 'volumeClaimTemplate', 'spec');
  if (claim) claimReferences(claim, collect);
  collect('volume', 'Secret', at(volume, 'csi', 'nodePublishSecretRef', 'name'));
  collect('volume', 'Secret', at(volume, 'azureFile', 'secretName'));
  for (const driver of SECRET_DRIVERS) collect('volume', 'Secret', at(volume, driver, 'secretRef', 'name'));
}

const PROJECTED = [
  ['configMap', 'ConfigMap'],
  ['secret', 'Secret'],
] as const;
const SECRET_DRIVERS = ['cephfs', 'cinder', 'flexVolume', 'iscsi', 'rbd', 'scaleIO', 'storageos'];

/** What the spec of a PersistentVolumeClaim names. */
export function claimReferences(spec: Field, collect: Collect): void {
  // The empty name means: no class.
  if (textAt(spec, 'storageClassName') !== '')
    collect('storageClass', 'StorageClass', at(spec, 'storageClassName'), { namespace: null });
  if (textAt(spec, 'volumeName') !== '')
    collect('persistentVolume', 'PersistentVolume', at(spec, 'volumeName'), { namespace: null });
}

function keyReference(via: Via, kind: string, source: Field | undefined, collect: Collect): void {
  if (source === undefined) return;
  collect(via, kind, at(source, 'name'), { part: keyPart(at(source, 'key')), optional: isOptional(source) });
}

function whole(via: Via, kind: string, source: Field | undefined, collect: Collect): void {
  if (source !== undefined) collect(via, kind, at(source, 'name'), { optional: isOptional(source) });
}

/** What containers mount of a volume by `subPath`, where that may be a key. */
function keysMountedAlone(volume: Field, containers: readonly ContainerView[]): Field[] {
  const name = textAt(volume, 'name');
  const mounts = containers.flatMap(({ field }) => items(at(field, 'volumeMounts')));
  return mounts
    .filter((mount) => name !== undefined && textAt(mount, 'name') === name)
    .flatMap((mount) => at(mount, 'subPath') ?? [])
    .filter((path) => /^[\w.-]*\w[\w.-]*$/.test(textAt(path) ?? ''));
}

/** A volume of all keys, of which some may be mounted alone, or of those in `items`: one reference for each. */
function mounted(
  via: Via,
  kind: string,
  source: Field | undefined,
  name: Field | undefined,
  collect: Collect,
  alone: readonly Field[] = [],
): void {
  if (source === undefined) return;
  const optional = isOptional(source);
  const keys = items(at(source, 'items'));
  if (keys.length === 0) collect(via, kind, name, { optional });
  const wanted = keys.length === 0 ? alone : keys.map((item) => at(item, 'key'));
  for (const key of wanted) collect(via, kind, name, { part: keyPart(key), optional });
}

function keyPart(field: Field | undefined): Part | undefined {
  const name = textAt(field);
  return field && name !== undefined ? { kind: 'key', name, start: field.start, end: field.end } : undefined;
}

function isOptional(source: Field): boolean {
  return entry(source, 'optional') !== undefined && valueAt(source, 'optional') === true;
}
