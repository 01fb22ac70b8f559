import type { Located } from '../../kubernetes/model.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { groupBy } from '../group-by.ts';
import { imageBaseName } from '../images/image-name.ts';
import type {
  LiveCluster,
  LiveConfig,
  LiveConfigKind,
  LiveKind,
  LiveObject,
  LiveOf,
  LiveWorkload,
} from './live-cluster.ts';
import { isLiveWorkload, placesOf } from './targets.ts';

/** An object on the cluster that was made from one of the files. `isSure`: the files, or the user's choice, say that namespace. */
export interface LiveMatch<Live extends LiveObject> {
  readonly live: Live;
  readonly isSure: boolean;
}

/** Which objects of a cluster were made from which of the files. */
export interface LiveMatcher {
  /** Those of a kind that are called so, in the namespaces of `object`. `hashed`: kustomize put a hash behind the name. */
  readonly of: <Kind extends LiveKind>(
    kind: Kind,
    object: Located,
    names?: readonly string[],
    hashed?: 'hashed',
  ) => readonly LiveMatch<LiveOf<Kind>>[];
  readonly workloads: (object: Located) => readonly LiveMatch<LiveWorkload>[];
  /** The ConfigMap or Secret that a workload of the cluster takes; null: it is not there, undefined: nobody knows. */
  readonly config: (kind: LiveConfigKind, name: string, namespace: string) => LiveConfig | null | undefined;
  /** The namespaces where the object would be and is not, as far as the cluster was read. */
  readonly lackedIn: (object: Located, kind: LiveKind, found: readonly LiveMatch<LiveObject>[]) => readonly string[];
}

export function liveMatcher(contract: Contract, live: LiveCluster): LiveMatcher {
  const { workspace } = contract;
  const all: readonly LiveObject[] = [...live.workloads, ...live.services, ...live.configs, ...live.routes];
  const byName = groupBy(all, (one) => [
    keyOf(one),
    keyOf({ ...one, name: `${one.name.replace(/-[a-z0-9]{10}$/, '')}-#` }),
  ]);
  const configs = new Map(live.configs.map((one) => [placeOf(one.kind, one.name, one.namespace), one]));
  const sought = new Set(live.sought.map(({ kind, name, namespace }) => placeOf(kind, name, namespace)));
  const isSought = (kind: LiveKind, name: string, namespace: string) =>
    sought.has(placeOf(kind, name, null)) || sought.has(placeOf(kind, name, namespace));
  let homes: ReadonlyMap<string, boolean> | undefined;
  const isHome = (namespace: string) => (homes ??= homesOf(contract, live)).get(namespace);

  return {
    of,
    workloads(object) {
      const { kind } = object.manifest;
      return isLiveWorkload(kind) ? of(kind, object) : [];
    },
    config: (kind, name, namespace) =>
      configs.get(placeOf(kind, name, namespace)) ?? (isSought(kind, name, namespace) ? null : undefined),
    lackedIn(object, kind, found) {
      const wanted = placesOf(object, workspace).flatMap((place) => place ?? (found.length > 0 ? [] : live.namespace));
      const missing = wanted.filter((place) => !found.some((one) => one.live.namespace === place));
      const names = workspace.namesOf(object);
      return [...new Set(missing)].filter((place) => names.every((name) => isSought(kind, name, place)));
    },
  };

  function of<Kind extends LiveKind>(
    kind: Kind,
    object: Located,
    names = workspace.namesOf(object),
    hashed?: 'hashed',
  ): LiveMatch<LiveOf<Kind>>[] {
    const places = placesOf(object, workspace);
    const called = names.flatMap((name) => [name, ...(hashed ? [`${name}-#`] : [])]);
    const found = new Set(called.flatMap((name) => byName.get(keyOf({ kind, name })) ?? []));
    return [...found].flatMap((one) => {
      const isSure = places.includes(one.namespace) || (places.includes(null) ? isHome(one.namespace) : undefined);
      return isSure === undefined ? [] : [{ live: one as LiveOf<Kind>, isSure }];
    });
  }
}

function placeOf(kind: LiveKind, name: string, namespace: string | null): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

/**
 * Namespaces in which objects may be that name none: the one that the user has chosen, and those where a workload of the same
 * name runs the same image. Elsewhere the same name is somebody else's. Where only one runs an image that is made here, and not
 * the chosen one, that is where it was deployed.
 */
function homesOf({ containers, workspace }: Contract, { namespace, workloads }: LiveCluster): Map<string, boolean> {
  const homes = new Map([[namespace, true]]);
  const own = new Set<string>();
  const byName = groupBy(workloads, (one) => [keyOf(one)]);
  for (const container of containers) {
    const { kind } = container.facts.workload;
    for (const name of workspace.namesOf(container.facts.object))
      for (const one of byName.get(keyOf({ kind, name })) ?? []) {
        const isHere = one.namespace === namespace;
        if (!isHere && !sharesImage(container, one)) continue;
        if (!isHere) homes.set(one.namespace, false);
        if (isHere || container.program || container.image) own.add(one.namespace);
      }
  }
  const [only, second] = own;
  if (only !== undefined && second === undefined && homes.size <= 2) homes.set(only, true);
  return homes;
}

function sharesImage({ facts }: ContractContainer, live: LiveWorkload): boolean {
  const written = facts.image && imageBaseName(facts.image.value);
  return live.containers.some(({ name, image }) => name === facts.name && imageBaseName(image) === written);
}

function keyOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}/${name}`;
}
