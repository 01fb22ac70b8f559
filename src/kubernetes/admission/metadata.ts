import { at, entries, entry, items } from '../fields.ts';
import { setField } from '../edit.ts';
import type { Field, Manifest, ManifestFile } from '../model.ts';
import { isBuiltIn } from './built-in.ts';
import { fault, type Faults, formatted, isMissing, placeOf } from './faults.ts';
import { annotationKey, dnsLabel, dnsSubdomain, type Format, labelKey, letterFirst, pathSegment } from './formats.ts';
import { countIn, textIn } from './reading.ts';
import { isPlaceholder } from '../placeholder.ts';

/** Kinds whose names are other than a domain's. */
const FORMATS: Readonly<Record<string, Format>> = {
  Namespace: dnsLabel,
  StatefulSet: dnsLabel,
  Role: pathSegment,
  ClusterRole: pathSegment,
  RoleBinding: pathSegment,
  ClusterRoleBinding: pathSegment,
  PodDisruptionBudget: pathSegment,
  CertificateSigningRequest: pathSegment,
};
/** Kinds with names of their own making, or without. */
const UNCHECKED =
  /^(?:APIService|ClusterTrustBundle|IPAddress|CSIDriver|Event|Binding|ComponentStatus|CustomResourceDefinition|.*Review)$/;

const LONGEST_CRON_JOB = 52;
const LARGEST_ANNOTATIONS = 256 * 1024;

function formatOf({ kind, apiVersion }: Manifest, target: number): Format {
  if (kind === 'Service' && apiVersion === 'v1') return target >= 36 ? dnsLabel : letterFirst;
  return (Object.hasOwn(FORMATS, kind) ? FORMATS[kind] : undefined) ?? dnsSubdomain;
}

export function* nameFaults(manifest: Manifest, file: ManifestFile, target: number): Faults {
  const metadata = at(manifest.root, 'metadata');
  const name = textIn(metadata, 'name');
  const prefix = textIn(metadata, 'generateName');
  if (!UNCHECKED.test(manifest.kind)) {
    const format = formatOf(manifest, target);
    const message = name && name.value !== '' ? format(name.value) : undefined;
    if (name && message) yield fault(name, message, nameFix(name.value, format, metadata, file));
    else if (name && manifest.kind === 'CronJob' && name.value.length > LONGEST_CRON_JOB)
      yield fault(name, ['`{0}` may have at most {1} characters', 'metadata.name', LONGEST_CRON_JOB]);
    const start = prefix?.value.replace(/(.)-$/, '$1');
    const ofPrefix = prefix && start !== undefined && prefix.value !== '' ? format(start) : undefined;
    if (prefix && ofPrefix) yield fault(prefix, ofPrefix);
  }
  const isUnnamed = (!entry(metadata, 'name') || name?.value === '') && !entry(metadata, 'generateName');
  if (isUnnamed && isBuiltIn(manifest) && isWritten(manifest))
    yield fault(entry(manifest.root, 'metadata')?.keyRange ?? placeOf(manifest), isMissing('metadata.name'));
  yield* formatted(metadata, 'namespace', dnsLabel);
}

/** Whether more than the head of an object is there: a name that is still to be typed is not missing. */
function isWritten({ root }: Manifest): boolean {
  const metadata = at(root, 'metadata');
  if (metadata?.kind === 'map' && metadata.flow) return true;
  if (metadata && metadata.kind !== 'map') return false;
  return root.entries.some(
    ({ key, value }) =>
      !['apiVersion', 'kind', 'metadata'].includes(key) && (value.kind !== 'scalar' || value.value !== null),
  );
}

/** The name in small letters and hyphens; others may mean the object by the name it has. */
function nameFix(name: string, format: Format, metadata: Field | undefined, file: ManifestFile) {
  const better = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  const fitting = [better, better.replaceAll('.', '-')].find((one) => one !== '' && format(one) === undefined);
  const edit =
    fitting !== undefined && metadata?.kind === 'map' ? setField(file.text, metadata, ['name'], fitting) : undefined;
  return edit && fitting !== undefined
    ? [{ title: ['Name it `{0}`', fitting] as const, safe: false, edits: [edit] }]
    : [];
}

export function* annotationFaults(annotations: Field | undefined): Faults {
  let size = 0;
  for (const { key, keyRange, value } of entries(annotations)) {
    const message = isPlaceholder(key) ? undefined : annotationKey(key);
    if (message) yield fault(keyRange, message);
    if (value.kind === 'scalar' && typeof value.value === 'string') size += key.length + value.value.length;
  }
  const first = entries(annotations)[0];
  if (size > LARGEST_ANNOTATIONS && first)
    yield fault(first.keyRange, ['All annotations together may have 256 KiB, and these have {0} bytes', size]);
}

/** Finalizers and owners. `isCustom`: of a custom resource, whose finalizers need no domain. */
export function* lifeFaults(metadata: Field | undefined, isCustom: boolean): Faults {
  for (const finalizer of items(at(metadata, 'finalizers'))) {
    const text = textIn(finalizer);
    const message = text && labelKey(text.value);
    if (text && message) yield fault(text, message);
    else if (text && !isCustom && !text.value.includes('/') && !STANDARD_FINALIZERS.includes(text.value))
      yield fault(text, ['A finalizer has a domain, as in `example.com/{0}`', text.value]);
  }
  for (const owner of items(at(metadata, 'ownerReferences'))) {
    for (const key of ['apiVersion', 'kind', 'name', 'uid']) {
      const text = textIn(owner, key);
      if (text?.value === '') yield fault(text, ['`{0}` is empty', key]);
    }
  }
  const generation = countIn(metadata, 'generation');
  if (generation && generation.value < 0) yield fault(generation, ['`{0}` must be at least {1}', 'generation', 0]);
}

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** Annotations of pods that the API server reads. */
export function* podAnnotationFaults(annotations: Field | undefined): Faults {
  const cost = textIn(annotations, 'controller.kubernetes.io/pod-deletion-cost');
  if (cost && !/^(?:0|-?[1-9]\d{0,9})$/.test(cost.value)) yield fault(cost, ['`{0}` is no whole number', cost.value]);
  for (const { key, value } of entries(annotations)) {
    const text = textIn(value);
    if (!text) continue;
    const isSeccomp =
      key === 'seccomp.security.alpha.kubernetes.io/pod' ||
      key.startsWith('container.seccomp.security.alpha.kubernetes.io/');
    if (isSeccomp && !/^(?:runtime\/default|docker\/default|unconfined|localhost\/(?!\/).*)$/.test(text.value))
      yield fault(text, ['`{0}` is no seccomp profile', text.value]);
    if (
      key.startsWith('container.apparmor.security.beta.kubernetes.io/') &&
      !/^(?:|runtime\/default|unconfined|localhost\/.*)$/.test(text.value)
    )
      yield fault(text, ['`{0}` is no AppArmor profile', text.value]);
  }
}
