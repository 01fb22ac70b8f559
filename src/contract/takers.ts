import { generatedBy } from '../kubernetes/kustomize-generators.ts';
import type { Located, Manifest } from '../kubernetes/model.ts';
import type { Referrer } from '../kubernetes/reference.ts';
import type { Workspace } from '../kubernetes/workspace.ts';

/** Objects that take variables from ConfigMaps or Secrets among `objects`, or from what kustomizations among them generate. */
export function takersOf(objects: readonly Located[], workspace: Workspace): Manifest[] {
  const takers = objects.flatMap((object) =>
    referrersTo(object, workspace).map((referrer) => referrer.object.manifest),
  );
  return [...new Set(takers)];
}

/** References by which containers take variables from an object, or from what it generates. */
export function referrersTo(object: Located, workspace: Workspace): Referrer[] {
  const { manifest } = object;
  const made = generatedBy(object).map(({ kind, name }) => ({ kind, name }));
  const own = manifest.kind === 'ConfigMap' || manifest.kind === 'Secret' ? [manifest] : [];
  return [...own, ...made].flatMap(({ kind, name }) =>
    workspace
      .referencesTo({ kind, name, namespace: null })
      .filter(({ reference: { via } }) => via === 'envFrom' || via === 'env')
      .filter(({ object: from, reference }) => workspace.meantBy(reference, from).some((one) => isSame(one, object))),
  );
}

function isSame(one: Located, other: Located): boolean {
  return one.manifest === other.manifest;
}
