import { at } from '../fields.ts';
import { mayBePatched, mayHold } from '../references/elsewhere.ts';
import { givenSame } from './given-selectors.ts';
import type { LabelSelector } from './label-selector.ts';
import { selects } from './label-selector.ts';
import { byPlace } from '../located-map.ts';
import type { Located } from '../model.ts';
import { meet, type Place, type Places } from '../places.ts';
import { podSelectorOf, type Selecting } from './selector-index.ts';
import { podLabels } from '../pods/workloads.ts';
import { type Index, namespaceKey } from '../workspace-index.ts';

/** Objects that run the pods a selector means. */
export type PodsAnswer =
  | { readonly state: 'found'; readonly objects: readonly Located[] }
  | { readonly state: 'missing' }
  | { readonly state: 'unknown' };

/** Objects that select pods; `isAll`: there can be no others. */
export interface SelectingAnswer {
  readonly objects: readonly Located[];
  readonly isAll: boolean;
}

/** Who selects whom by labels. */
export interface Selection {
  /** The objects whose pods the selector of the object `from` selects, in its namespace. */
  readonly pods: (selector: LabelSelector, from: Located) => PodsAnswer;
  /** The objects whose pods a Service selects that has no selector but what kustomizations give it; none: nobody knows which. */
  readonly given: (service: Located) => readonly Located[];
  /** The objects of a kind that select the pods of `from`. */
  readonly selecting: (kind: Selecting, from: Located) => SelectingAnswer;
  /** The objects of a kind whose selector asks for this label, in a namespace. */
  readonly asking: (kind: Selecting, key: string, value: string, namespace: string) => readonly Located[];
  /** Whether objects may appear in a namespace that no file shows, or builds put some there. */
  readonly mayHold: (namespace: string, hints: readonly string[]) => boolean;
  /** The Services with the labels, in these namespaces (none: that of `from`) or in any. */
  readonly services: (selector: LabelSelector, from: Located, namespaces: readonly string[] | 'any') => PodsAnswer;
}

export function createSelection(index: Index, places: Places, isComplete: () => boolean): Selection {
  return {
    pods(selector, from) {
      const { isOpen, isGiven, patches } = openness(index);
      const where = places.of(from);
      const objects: Located[] = [];
      let mayFit = false;
      for (const object of index.pods().candidates(selector, isOpen)) {
        if (patches.has(object.file.file)) continue;
        const labels = podLabels(object.manifest);
        if (!labels || !selects(selector, labels, isOpen) || !meet(where, places.of(object))) continue;
        if (selects(selector, labels, isGiven)) objects.push(object);
        else mayFit = true;
      }
      if (objects.length > 0) return { state: 'found', objects: objects.sort(byPlace) };
      if (mayFit) return { state: 'unknown' };
      const hints = [
        ...selector.labels.values(),
        ...selector.expressions.flatMap(({ key, values }) => [key, ...values]),
      ];
      const mayComeFrom =
        !isComplete() || mayHold(index, where, hints) || relabelledInline(index) || hasCustom(index, where);
      return { state: mayComeFrom ? 'unknown' : 'missing' };
    },
    given(service) {
      const builds = index.builds();
      if (!isWithoutSelector(service) || !builds.getsSelectors(service.file.file)) return [];
      return [...index.pods().all()].filter((one) => isGivenPod(service, one)).sort(byPlace);
    },
    services(selector, from, namespaces) {
      const { isOpen, patches } = openness(index);
      const where = namespaces === 'any' ? [undefined] : namespaces.length > 0 ? namespaces : places.of(from);
      const objects: Located[] = [];
      for (const object of index.services().candidates(selector, isOpen)) {
        if (patches.has(object.file.file)) continue;
        if (selects(selector, object.manifest.labels, isOpen) && meet(where, places.of(object))) objects.push(object);
      }
      if (objects.length > 0) return { state: 'found', objects: objects.sort(byPlace) };
      const isForeign = namespaces !== 'any' && namespaces.some((namespace) => !index.byNamespace.has(namespace));
      const mayComeFrom =
        isForeign ||
        !isComplete() ||
        mayHold(index, where, hintsOf(selector)) ||
        relabelledInline(index) ||
        hasCustom(index, where);
      return { state: mayComeFrom ? 'unknown' : 'missing' };
    },
    asking(kind, key, value, namespace) {
      const { patches } = openness(index);
      return index
        .selectors()
        .asking(kind, key, value)
        .filter(
          ({ manifest, file }) =>
            namespaceKey(manifest.namespace) === namespaceKey(namespace) && !patches.has(file.file),
        );
    },
    mayHold: (namespace, hints) => index.builds().setsNamespaces || mayHold(index, [namespace], hints),
    selecting(kind, from) {
      const { isOpen, isGiven, patches, labels: open } = openness(index);
      const where = places.of(from);
      const labels = podLabels(from.manifest) ?? new Map<string, string>();
      const objects = new Set<Located>();
      let mayFit = false;
      for (const object of index.selectors().candidates(kind, labels, open)) {
        const selector = podSelectorOf(object.manifest);
        if (!selector || patches.has(object.file.file) || objects.has(object)) continue;
        if (!selects(selector, labels, isOpen) || !meet(where, places.of(object))) continue;
        if (selects(selector, labels, isGiven)) objects.add(object);
        else mayFit = true;
      }
      if (kind === 'Service' && open.selected.size > 0) {
        for (const service of index.services().all()) if (isGivenPod(service, from)) objects.add(service);
      }
      const isAll = !mayFit && isComplete() && !mayHold(index, where, [kind]) && !relabelledInline(index);
      return { objects: [...objects].sort(byPlace), isAll };
    },
  };

  function isGivenPod(service: Located, object: Located): boolean {
    const builds = index.builds();
    if (!isWithoutSelector(service) || builds.patches.has(object.file.file)) return false;
    return (
      givenSame(service, object, builds) && meet(places.of(service), places.of(object)) && !isSelectedByPatch(service)
    );
  }

  function isSelectedByPatch(service: Located): boolean {
    return index.builds().patches.has(service.file.file) || mayBePatched(index, service, ['selector']);
  }
}

function isWithoutSelector({ manifest }: Located): boolean {
  return manifest.kind === 'Service' && at(manifest.root, 'spec', 'selector') === undefined;
}

/** What stands in any object that fits. */
function hintsOf({ labels, expressions }: LabelSelector): string[] {
  return [...labels.values(), ...expressions.flatMap(({ key, values }) => [key, ...values])];
}

/** Labels that controllers give to the pods they make. */
const OF_CONTROLLERS =
  /^(?:statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|(?:batch\.kubernetes\.io\/)?(?:job-name|controller-uid|job-completion-index)|pod-template-hash|controller-revision-hash|rollouts-pod-template-hash|(?:topology|node)\.kubernetes\.io\/.+)$/;

/** What kustomizations make of labels. */
function openness(index: Index) {
  const { labels, patches } = index.builds();
  const isGiven = (key: string, value?: string) =>
    OF_CONTROLLERS.test(key) || (value === undefined ? labels.keys.has(key) : labels.pairs.has(`${key}=${value}`));
  /** Of a selector, too, another value may be meant than the one that is written. */
  const isOpen = (key: string, value?: string) => labels.selected.has(key) || isGiven(key, value);
  return { isOpen, isGiven, patches, labels };
}

function relabelledInline(index: Index): boolean {
  const { inlinePatches, patches } = index.builds();
  if (inlinePatches.some(({ text }) => RELABELS.test(text))) return true;
  for (const path of patches) if (RELABELS.test(index.files.get(path)?.text ?? 'labels:')) return true;
  return false;
}

/** A key, or a part of a path: an object may be called `labels`. Which nodes pods run on is no matter of their labels. */
const RELABELS = /(?:labels|(?<!node)selector)\w*["']?[ \t]*:|\/(?!nodeSelector)\w*(?:labels|selector)/i;

/** Objects of kinds that may make pods of their own. */
function hasCustom(index: Index, where: readonly Place[]): boolean {
  return where.some((place) => index.custom.has(place ?? 'default'));
}
