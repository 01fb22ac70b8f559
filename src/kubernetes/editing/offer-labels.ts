import { at, entries, textMap } from '../fields.ts';
import { podSpec } from '../pods/workloads.ts';
import { type Caret, isCaret } from './caret.ts';
import type { Offer, OfferSource, Surroundings } from './offer.ts';
import { objectsOf } from './offer-objects.ts';
import { beside } from './siblings.ts';

/** Keys that Kubernetes recommends for every object. */
const RECOMMENDED = ['name', 'instance', 'version', 'component', 'part-of', 'managed-by'].map(
  (name) => `app.kubernetes.io/${name}`,
);
/** Labels that kubelet and clouds give to nodes, with values that are known. */
const NODE_LABELS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/arch': ['amd64', 'arm64'],
  'kubernetes.io/os': ['linux', 'windows'],
  'kubernetes.io/hostname': [],
  'topology.kubernetes.io/zone': [],
  'topology.kubernetes.io/region': [],
  'node.kubernetes.io/instance-type': [],
  'node-role.kubernetes.io/control-plane': [],
};
const PSA_LEVELS = ['privileged', 'baseline', 'restricted'];

const SELECTOR = /(?:^|\/)(?:matchLabels|podSelector\/matchLabels|labelSelector\/matchLabels)(?:\/[^#]+)?$/;
const POD_LABELS = /(?:^|\/)(?:template\/)?metadata\/labels$/;

export const labelOffers: readonly OfferSource[] = [
  { route: SELECTOR, place: 'key', offers: selectedPairs },
  { route: /^spec\/selector$/, place: 'key', kinds: ['Service', 'ReplicationController'], offers: selectedPairs },
  { route: /matchLabels\/[^#]+$/, place: 'value', offers: valuesOfKey },
  {
    route: /^spec\/selector\/[^#/]+(?:\/[^#/]+)?$/,
    place: 'value',
    kinds: ['Service', 'ReplicationController'],
    offers: valuesOfKey,
  },
  { route: /matchExpressions\/#\/key$/, place: 'value', offers: keysOfSelector },
  {
    route: /matchExpressions\/#\/values\/#$/,
    place: 'value',
    offers: (caret, surroundings) => values(caret, surroundings, beside(caret, 'key', 1)),
  },
  { route: POD_LABELS, place: 'key', offers: labelKeys },
  { route: /(?:^|\/)metadata\/labels\/.+$/, place: 'value', offers: labelValues },
  { route: /(?:^|\/)nodeSelector$/, place: 'key', offers: nodeLabels },
  { route: /(?:^|\/)nodeSelector\/.+$/, place: 'value', offers: (caret) => known(keyOf(caret)) },
  {
    route: /(?:^|\/)topologyKey$/,
    place: 'value',
    offers: () => texts(Object.keys(NODE_LABELS).filter((key) => /zone|region|hostname/.test(key))),
  },
  {
    route: /nodeSelectorTerms\/#\/matchExpressions\/#\/key$/,
    place: 'value',
    offers: () => texts(Object.keys(NODE_LABELS)),
  },
];

/** Whether the labels of nodes are meant, or those of Services or namespaces. */
function subjectOf({ route, manifest }: Caret): 'nodes' | 'namespaces' | 'services' | 'pods' {
  if (/node(?:Selector|Affinity)/.test(route)) return 'nodes';
  if (/namespaceSelector/.test(route)) return 'namespaces';
  return manifest.kind === 'ServiceMonitor' ? 'services' : 'pods';
}

/** Label sets that a selector at the caret may mean; the own template's first. */
function* meant(
  caret: Caret,
  { workspace }: Surroundings,
): Generator<{ labels: ReadonlyMap<string, string>; detail: string }> {
  const subject = subjectOf(caret);
  if (subject === 'namespaces' || subject === 'services') {
    const kind = subject === 'services' ? 'Service' : 'Namespace';
    for (const { manifest, file } of objectsOf(
      workspace,
      kind,
      subject === 'services' ? caret.manifest.namespace : null,
    )) {
      yield { labels: manifest.labels, detail: file.file };
      if (kind === 'Namespace')
        yield { labels: new Map([['kubernetes.io/metadata.name', manifest.name]]), detail: file.file };
    }
    return;
  }
  const own = /^spec\/selector/.test(caret.route) ? podSpec(caret.manifest) : undefined;
  if (own) yield { labels: own.labels, detail: caret.manifest.kind };
  for (const { manifest } of workspace.namespaceObjects(caret.manifest.namespace)) {
    const pod = podSpec(manifest);
    if (pod) yield { labels: pod.labels, detail: `${manifest.kind} ${manifest.name}` };
  }
}

/** `key: value` in one. */
function* selectedPairs(caret: Caret, surroundings: Surroundings): Generator<Offer> {
  if (subjectOf(caret) === 'nodes') return;
  const present = new Set(entries(caret.around[0]).map(({ key }) => key));
  for (const { labels, detail } of meant(caret, surroundings)) {
    for (const [key, value] of labels) {
      if (!isCaret(key) && !present.has(key)) yield { text: key, value, kind: 'reference', detail, isText: true };
    }
  }
}

function* keysOfSelector(caret: Caret, surroundings: Surroundings): Generator<Offer> {
  if (subjectOf(caret) === 'nodes') return;
  for (const { labels, detail } of meant(caret, surroundings)) {
    for (const text of labels.keys()) if (!isCaret(text)) yield { text, kind: 'reference', detail, isText: true };
  }
}

function valuesOfKey(caret: Caret, surroundings: Surroundings): Iterable<Offer> {
  return values(caret, surroundings, keyOf(caret));
}

function* values(caret: Caret, surroundings: Surroundings, key: string | undefined): Generator<Offer> {
  if (key === undefined) return;
  if (subjectOf(caret) === 'nodes') {
    yield* known(key);
    return;
  }
  for (const { labels, detail } of meant(caret, surroundings)) {
    const text = labels.get(key);
    if (text !== undefined && !isCaret(text)) yield { text, kind: 'reference', detail, isText: true };
  }
}

/** A pod's own selector first, then what other objects have, then what Kubernetes recommends. */
function* labelKeys(caret: Caret, { workspace }: Surroundings): Generator<Offer> {
  const present = new Set(entries(caret.around[0]).map(({ key }) => key));
  const used = new Map<string, string>();
  const { root, kind } = caret.manifest;
  if (caret.route.includes('template')) {
    for (const [key, value] of textMap(at(root, 'spec', 'selector', 'matchLabels'))) used.set(key, value);
  }
  for (const { manifest } of workspace.namespaceObjects(caret.manifest.namespace)) {
    for (const [key, value] of manifest.labels) if (!used.has(key)) used.set(key, value);
  }
  for (const [text, value] of used) {
    if (!present.has(text) && !isCaret(text) && !isCaret(value)) yield { text, value, kind: 'reference', isText: true };
  }
  const other =
    kind === 'Namespace' ? ['enforce', 'audit', 'warn'].map((mode) => `pod-security.kubernetes.io/${mode}`) : [];
  for (const text of [...other, ...RECOMMENDED])
    if (!present.has(text) && !used.has(text)) yield { text, kind: 'property' };
}

function* labelValues(caret: Caret, { workspace }: Surroundings): Generator<Offer> {
  const key = keyOf(caret);
  if (/^pod-security\.kubernetes\.io\/(?:enforce|audit|warn)$/.test(key)) yield* texts(PSA_LEVELS);
  const selected = textMap(at(caret.manifest.root, 'spec', 'selector', 'matchLabels')).get(key);
  if (selected !== undefined && caret.route.includes('template'))
    yield { text: selected, kind: 'reference', isText: true };
  for (const { manifest } of workspace.namespaceObjects(caret.manifest.namespace)) {
    const text = manifest.labels.get(key) ?? podSpec(manifest)?.labels.get(key);
    if (text !== undefined && !isCaret(text))
      yield { text, kind: 'reference', detail: `${manifest.kind} ${manifest.name}`, isText: true };
  }
}

function* nodeLabels(caret: Caret): Generator<Offer> {
  const present = new Set(entries(caret.around[0]).map(({ key }) => key));
  for (const text of Object.keys(NODE_LABELS)) if (!present.has(text)) yield { text, kind: 'property' };
}

function known(key: string): Offer[] {
  return texts(NODE_LABELS[key] ?? []);
}

function texts(all: readonly string[]): Offer[] {
  return all.map((text) => ({ text, kind: 'value', isText: true }));
}

function keyOf({ path }: Caret): string {
  return String(path.at(-1) ?? '');
}
