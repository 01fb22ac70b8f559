import { generatedBy } from '../kubernetes/kustomize/generators.ts';
import type { Located, Manifest } from '../kubernetes/model.ts';
import type { Referrer } from '../kubernetes/references/reference.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import type { Range } from '../lint/rule.ts';
import type { Contract, ContractContainer } from './contract.ts';

/** What more objects than these refer to is everybody's: each of them would be held against all others. */
export const MOST_REFERRERS = 100;

/** Objects that take variables or files from ConfigMaps or Secrets among `objects`, or from what kustomizations among them generate. */
export function takersOf(objects: readonly Located[], workspace: Workspace): Manifest[] {
  const takers = objects.flatMap((object) =>
    (referrersTo(object, workspace) ?? [])
      .filter(({ reference: { via } }) => via === 'envFrom' || via === 'env' || via === 'volume')
      .map((referrer) => referrer.object.manifest),
  );
  return [...new Set(takers)];
}

export interface Takers {
  /** That take all keys. */
  readonly containers: readonly ContractContainer[];
  /** Keys that are taken one by one. */
  readonly single: ReadonlySet<string>;
}

/**
 * The containers that take what an object holds in their environment; null where something else takes it, too: a container
 * that starts others, a volume, another kind of object.
 */
export function takersIn(object: Located, contract: Contract): Takers | null {
  const containers = new Set<ContractContainer>();
  const single = new Set<string>();
  const referrers = referrersTo(object, contract.workspace);
  if (!referrers) return null;
  for (const { object: from, reference } of referrers) {
    const { via, part, start } = reference;
    if (via === 'env' && part) {
      single.add(String(part.name));
      continue;
    }
    const container = contract.containersIn(from).find(({ facts }) => isInside(start, facts.container.field));
    if (via !== 'envFrom' || !container) return null;
    containers.add(container);
  }
  return { containers: [...containers], single };
}

/** References to an object, or to what it generates; undefined where they are too many. */
export function referrersTo(object: Located, workspace: Workspace): Referrer[] | undefined {
  const { manifest } = object;
  const made = generatedBy(object).map(({ kind, name }) => ({ kind, name }));
  const own = manifest.kind === 'ConfigMap' || manifest.kind === 'Secret' ? [manifest] : [];
  const all = [...own, ...made].flatMap(({ kind, name }) => workspace.referencesTo({ kind, name, namespace: null }));
  if (all.length > MOST_REFERRERS) return undefined;
  return all.filter(({ object: from, reference }) =>
    workspace.meantBy(reference, from).some((one) => isSame(one, object)),
  );
}

function isInside(offset: number, { start, end }: Range): boolean {
  return start <= offset && offset < end;
}

function isSame(one: Located, other: Located): boolean {
  return one.manifest === other.manifest;
}
