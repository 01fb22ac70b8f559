import { at, entries, items, textAt } from '../fields.ts';
import { podSpec } from '../pods/workloads.ts';
import { type Caret, isCaret } from './caret.ts';
import type { Offer, OfferSource, Surroundings } from './offer.ts';
import { beside, podAt } from './siblings.ts';

const FIELD_PATHS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  "metadata.labels['']",
  "metadata.annotations['']",
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const RESOURCES = ['limits', 'requests'].flatMap((of) =>
  ['cpu', 'memory', 'ephemeral-storage'].map((name) => `${of}.${name}`),
);
const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout'];
const VERSIONS: Readonly<Record<string, string>> = { Rollout: 'argoproj.io/v1alpha1' };

/** What a pod names within itself, and images. */
export const podOffers: readonly OfferSource[] = [
  { route: /(?:volumeMounts|volumeDevices)\/#\/name$/, place: 'value', offers: volumes },
  { route: /[cC]ontainers\/#\/image$/, place: 'value', offers: images },
  { route: /[cC]ontainers\/#\/env\/#\/name$/, place: 'value', offers: variables },
  { route: /fieldRef\/fieldPath$/, place: 'value', offers: () => FIELD_PATHS.map((text) => ({ text, kind: 'value' })) },
  {
    route: /resourceFieldRef\/resource$/,
    place: 'value',
    offers: () => RESOURCES.map((text) => ({ text, kind: 'value' })),
  },
  { route: /resourceFieldRef\/containerName$/, place: 'value', offers: containers },
  { route: /resources\/claims\/#\/name$/, place: 'value', offers: claims },
  {
    route: /(?:scaleTargetRef|targetRef)\/kind$/,
    place: 'value',
    offers: () => WORKLOADS.slice(0, 4).map((text) => ({ text, kind: 'value' })),
  },
  {
    route: /(?:scaleTargetRef|targetRef)\/apiVersion$/,
    place: 'value',
    offers: (caret) => [{ text: VERSIONS[beside(caret, 'kind') ?? ''] ?? 'apps/v1', kind: 'value' }],
  },
  {
    route: /^roleRef\/kind$/,
    place: 'value',
    offers: () => ['Role', 'ClusterRole'].map((text) => ({ text, kind: 'value' })),
  },
  {
    route: /^roleRef\/apiGroup$/,
    place: 'value',
    offers: () => [{ text: 'rbac.authorization.k8s.io', kind: 'value' }],
  },
  {
    route: /^subjects\/#\/kind$/,
    place: 'value',
    offers: () => ['ServiceAccount', 'User', 'Group'].map((text) => ({ text, kind: 'value' })),
  },
];

/** Volumes of the pod and claims of the StatefulSet; those that are not mounted here yet first. */
function volumes(caret: Caret): Offer[] {
  const { pod, container } = podAt(caret) ?? {};
  const names = [
    ...items(at(pod?.spec, 'volumes')).map((one) => ({ name: textAt(one, 'name'), detail: volumeKind(one) })),
    ...items(at(caret.manifest.root, 'spec', 'volumeClaimTemplates')).map((one) => ({
      name: textAt(one, 'metadata', 'name'),
      detail: 'volumeClaimTemplates',
    })),
  ];
  const mounted = new Set(items(at(container?.field, 'volumeMounts')).map((one) => textAt(one, 'name')));
  return names
    .flatMap(({ name, detail }): Offer[] =>
      name === undefined || isCaret(name) ? [] : [{ text: name, kind: 'reference', detail, isText: true }],
    )
    .sort((a, b) => Number(mounted.has(a.text)) - Number(mounted.has(b.text)));
}

function volumeKind(volume: Parameters<typeof entries>[0]): string {
  return entries(volume).find(({ key }) => key !== 'name')?.key ?? '';
}

/** What this project builds, then what other manifests run. */
function* images(caret: Caret, { images: built = [], workspace }: Surroundings): Generator<Offer> {
  for (const { name, from } of built) yield { text: name, kind: 'value', detail: from };
  for (const file of workspace.files()) {
    for (const manifest of file.manifests) {
      for (const { field } of podSpec(manifest)?.containers ?? []) {
        const text = textAt(field, 'image');
        if (text !== undefined && text !== '' && !isCaret(text) && !caret.around.includes(field))
          yield { text, kind: 'value', detail: file.file };
      }
    }
  }
}

/** Variables that the Go program reads and that are not set here yet. */
function* variables({ around }: Caret, { environment = [] }: Surroundings): Generator<Offer> {
  const set = new Set(items(around[1]).map((one) => textAt(one, 'name')));
  for (const { name, where } of environment) if (!set.has(name)) yield { text: name, kind: 'variable', detail: where };
}

function* containers(caret: Caret): Generator<Offer> {
  for (const { name } of podAt(caret)?.pod.containers ?? []) yield { text: name, kind: 'reference', isText: true };
}

function* claims(caret: Caret): Generator<Offer> {
  for (const claim of items(at(podAt(caret)?.pod.spec, 'resourceClaims'))) {
    const text = textAt(claim, 'name');
    if (text !== undefined) yield { text, kind: 'reference', isText: true };
  }
}
