import type { Located, Manifest } from '../../kubernetes/model.ts';
import type { Via } from '../../kubernetes/references/reference.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import { accountsMisspeltIn } from './misspelt-subject.ts';
import { MOST_REFERRERS } from '../takers.ts';

/** The workloads that run as an account among `objects`, as one to which a binding there gives a role, or whose name a binding misspells. */
export function workloadsBoundTo(objects: readonly Located[], workspace: Workspace): Manifest[] {
  const roles = objects.filter(({ manifest }) => /^(?:Cluster)?Role$/.test(manifest.kind));
  const bindings = [
    ...objects.filter(({ manifest }) => /^(?:Cluster)?RoleBinding$/.test(manifest.kind)),
    ...referring(roles, 'role', workspace),
  ];
  const own = objects.filter(({ manifest }) => manifest.kind === 'ServiceAccount');
  const bound = bindings.flatMap((binding) => [
    ...workspace
      .referencesOf(binding.manifest, undefined)
      .flatMap((reference) => (reference.via === 'subject' ? workspace.meantBy(reference, binding) : [])),
    ...accountsMisspeltIn(binding, workspace),
  ]);
  const workloads = referring([...own, ...bound], 'serviceAccount', workspace).map(({ manifest }) => manifest);
  return workloads.length > MOST_REFERRERS ? [] : [...new Set(workloads)];
}

function referring(objects: readonly Located[], via: Via, workspace: Workspace): Located[] {
  return objects
    .flatMap((object) => workspace.referrers(object))
    .flatMap(({ object, reference }) => (reference.via === via ? [object] : []));
}
