import { at, entries, entry, items } from '../fields.ts';
import type { Entry, Field } from '../model.ts';
import type { PodSpecView } from '../pods/workloads.ts';
import { fault, type Faults, isMissing, isTwice, keyPlace, oneOf, quantityOf } from './faults.ts';
import { isQualifiedName } from './formats.ts';
import { spelling } from './spelling.ts';
import { textIn } from './reading.ts';
import { isPlaceholder } from '../placeholder.ts';

const CONTAINER_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

/** Resources of containers and of the pod. */
export function* resourceFaults({ spec, containers }: PodSpecView, target: number): Faults {
  const claims = new Set(items(at(spec, 'resourceClaims')).map((claim) => textIn(claim, 'name')?.value ?? ''));
  for (const { field, kind } of containers) {
    if (kind === 'ephemeral') continue;
    yield* requirementFaults(at(field, 'resources'), containerResource);
    for (const claim of items(at(field, 'resources', 'claims'))) {
      const name = textIn(claim, 'name');
      if (name && !claims.has(name.value)) yield fault(name, ['The pod has no resource claim `{0}`', name.value]);
    }
    yield* resizeFaults(field, textIn(spec, 'restartPolicy')?.value);
  }
  const own = at(spec, 'resources');
  if (own && target >= 34) yield* requirementFaults(own, podResource);
  yield* overheadFaults(at(spec, 'overhead'));
}

function* overheadFaults(overhead: Field | undefined): Faults {
  for (const one of entries(overhead)) yield* amountFaults(one, containerResource);
}

type NameCheck = (name: string) => 'unknown' | 'invalid' | undefined;

/** Without a domain only what Kubernetes itself knows; with one whatever a node offers. */
export const containerResource: NameCheck = (name) => {
  if (!isQualifiedName(name)) return 'invalid';
  if (!name.includes('/'))
    return CONTAINER_RESOURCES.includes(name) || name.startsWith('hugepages-') ? undefined : 'unknown';
  if (name.includes('kubernetes.io/')) return undefined;
  return name.startsWith('requests.') || !isQualifiedName(`requests.${name}`) ? 'invalid' : undefined;
};

const podResource: NameCheck = (name) =>
  name === 'cpu' || name === 'memory' || name.startsWith('hugepages-') ? undefined : 'unknown';

/** Requests and limits of one container or pod. */
function* requirementFaults(resources: Field | undefined, check: NameCheck): Faults {
  const limits = at(resources, 'limits');
  const requests = at(resources, 'requests');
  for (const limit of entries(limits)) yield* amountFaults(limit, check);
  for (const request of entries(requests)) {
    yield* amountFaults(request, check);
    yield* againstLimit(request, entry(limits, request.key));
  }
  yield* hugePagesAlone(limits, requests);
}

/** The name of one resource, and how much of it. */
export function* amountFaults({ key, keyRange, value }: Entry, check: NameCheck): Faults {
  const problem = isPlaceholder(key) ? undefined : check(key);
  if (problem === 'unknown') {
    const meant = spelling(key, CONTAINER_RESOURCES);
    const fixes =
      meant === undefined
        ? []
        : [
            {
              title: ['Write `{0}`', meant] as const,
              safe: false,
              edits: [{ ...keyPlace({ key, keyRange, value, merged: false }), text: meant }],
            },
          ];
    yield fault(
      keyRange,
      ['`{0}` is no resource; one that a node offers has a domain, as in `example.com/{0}`', key],
      fixes,
    );
  } else if (problem === 'invalid') yield fault(keyRange, ['`{0}` is no valid name of a resource', key]);
  yield* quantityFaults(key, value);
  const amount = quantityOf(value);
  if (!amount || amount.value < 0) return;
  if (key.startsWith('hugepages-')) {
    const size = quantityOf({ ...value, kind: 'scalar', value: key.slice('hugepages-'.length) });
    if (!size || size.value <= 0) yield fault(keyRange, ['`{0}` is no valid name of a resource', key]);
    else if (amount.value % size.value !== 0) yield fault(value, ['`{0}` must be a multiple of the page size', key]);
  } else if (!isNative(key) && !Number.isInteger(amount.value))
    yield fault(value, ['`{0}` is counted in whole numbers', key]);
}

/** An amount that is none, or less than nothing. */
export function* quantityFaults(key: string, field: Field | undefined): Faults {
  const amount = quantityOf(field);
  if (!field || amount === undefined) return;
  if (amount === null) {
    const written = field.kind === 'scalar' ? String(field.value) : '';
    const meant = QUANTITY_SPELLINGS.map(([wrong, right]) => written.replace(wrong, right)).find(
      (one) => one !== written,
    );
    const fixes =
      meant !== undefined && quantityOf({ ...field, kind: 'scalar', value: meant })
        ? [
            {
              title: ['Write `{0}`', meant] as const,
              safe: false,
              edits: [{ start: field.start, end: field.end, text: meant }],
            },
          ]
        : [];
    yield fault(
      field,
      ['`{0}` is no quantity: a number and `m`, `k`, `M`, `G`, `Ki`, `Mi`, `Gi` or the like', written],
      fixes,
    );
  } else if (amount.value < 0) yield fault(field, ['`{0}` must be at least {1}', key, 0]);
}

/** How people write units that Kubernetes spells otherwise. */
const QUANTITY_SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\s*([KMGTPE])i?B$/i, '$1i'],
  [/\s*([kmgtpe])i$/, '$1i'],
  [/\s*ki?$/i, 'Ki'],
  [/\s*([mgtp])b?$/i, '$1i'],
  [/\s+/, ''],
];

function* againstLimit({ key, value, keyRange }: Entry, limit: Entry | undefined): Faults {
  const amount = quantityOf(value);
  const most = quantityOf(limit?.value);
  const isFixed = !isNative(key) || key.startsWith('hugepages-');
  if (!limit || (limit.value.kind === 'scalar' && limit.value.value === null)) {
    if (isFixed && amount) yield fault(keyRange, ['`{0}` needs a limit that equals the request', key]);
    return;
  }
  if (!amount || !most) return;
  if (isFixed && amount.value !== most.value)
    yield fault(value, ['The request of `{0}` must equal its limit {1}', key, said(limit)]);
  else if (amount.value > most.value)
    yield fault(value, ['The request of `{0}` is above its limit {1}', key, said(limit)]);
}

function said({ value }: Entry): string {
  return value.kind === 'scalar' ? `\`${String(value.value)}\`` : '';
}

function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

function* hugePagesAlone(...lists: readonly (Field | undefined)[]): Faults {
  const all = lists.flatMap(entries);
  const pages = all.find(({ key }) => key.startsWith('hugepages-'));
  if (pages && !all.some(({ key }) => key === 'cpu' || key === 'memory'))
    yield fault(keyPlace(pages), ['`{0}` needs `cpu` or `memory` beside it', pages.key]);
}

function* resizeFaults(container: Field, podRestarts: string | undefined): Faults {
  const seen = new Set<string>();
  for (const policy of items(at(container, 'resizePolicy'))) {
    yield* oneOf(policy, 'resourceName', ['cpu', 'memory']);
    yield* oneOf(policy, 'restartPolicy', ['NotRequired', 'RestartContainer']);
    const name = textIn(policy, 'resourceName');
    if (name && seen.has(name.value)) yield fault(name, isTwice(name.value));
    if (name) seen.add(name.value);
    const restart = textIn(policy, 'restartPolicy');
    if (restart?.value === 'RestartContainer' && podRestarts === 'Never')
      yield fault(restart, ['`RestartContainer` cannot be where the pod’s `restartPolicy` is `Never`']);
  }
}

/** The claims of a pod on special devices. */
export function* resourceClaimFaults(spec: Field): Faults {
  const seen = new Set<string>();
  for (const claim of items(at(spec, 'resourceClaims'))) {
    const name = textIn(claim, 'name');
    if (name && seen.has(name.value)) yield fault(name, isTwice(name.value));
    if (name) seen.add(name.value);
    const sources = ['resourceClaimName', 'resourceClaimTemplateName'].flatMap((key) => entry(claim, key) ?? []);
    if (claim.kind === 'map' && sources.length === 0) yield fault(name ?? claim, isMissing('resourceClaimName'));
  }
}
