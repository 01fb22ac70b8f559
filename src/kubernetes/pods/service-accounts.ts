import { at, textAt, valueAt } from '../fields.ts';
import type { Located, Manifest } from '../model.ts';
import { type Binding, bindingOf, roleOf } from '../rbac/bindings.ts';
import type { Workspace } from '../workspace.ts';
import type { PodSpecView } from './workloads.ts';

/** The account whose token a pod gets: '' where it names none, which means `default`. */
export function accountName({ spec }: PodSpecView): string {
  return textAt(spec, 'serviceAccountName') || (textAt(spec, 'serviceAccount') ?? '');
}

/** The account as an object of the workspace. */
export function accountOf(pod: PodSpecView, manifest: Manifest, workspace: Workspace): Located | undefined {
  return workspace.find('ServiceAccount', manifest.namespace, accountName(pod) || 'default');
}

/** Who a pod is: also the account `default`, which is there without an object. */
export interface Account {
  readonly name: string;
  readonly namespace: string;
  readonly object: Located | undefined;
}

/** Undefined: the pod names an account that is not in the workspace. */
export function identityOf(pod: PodSpecView, manifest: Manifest, workspace: Workspace): Account | undefined {
  const object = accountOf(pod, manifest, workspace);
  const name = accountName(pod) || 'default';
  if (!object && name !== 'default') return undefined;
  return { name, namespace: (object?.manifest ?? manifest).namespace, object };
}

/** Whether an account gives its token to the pods that do not say otherwise. */
export function givesToken({ root }: Manifest): boolean {
  return valueAt(root, 'automountServiceAccountToken') !== false;
}

/** Whether the token is mounted: what the pod says counts, then what the account says. */
export function mountsToken({ spec }: PodSpecView, account: Manifest | undefined): boolean {
  const own = valueAt(spec, 'automountServiceAccountToken');
  return typeof own === 'boolean' ? own : account === undefined || givesToken(account);
}

/** A role of the workspace that an account is bound to. */
export interface BoundRole {
  readonly binding: Binding;
  readonly role: Located;
  /** Whether the binding says the namespace of the account as the account itself does: peers compare them as texts. */
  readonly isSpelledSame: boolean;
}

export function rolesOf(account: Manifest, workspace: Workspace): BoundRole[] {
  const { name, namespace } = account;
  const referrers = workspace.referencesTo({ kind: 'ServiceAccount', name, namespace });
  return referrers.flatMap(({ object, reference }) => {
    if (reference.via !== 'subject') return [];
    const binding = workspace.factOf(bindingOf, object.manifest);
    const role = binding && roleOf(binding, workspace);
    if (!role) return [];
    const written = binding.subjects.find(({ field }) => at(field, 'name') === reference.field)?.namespace;
    return [{ binding, role, isSpelledSame: written !== undefined && written === namespace }];
  });
}
