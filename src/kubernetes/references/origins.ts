import { at, textAt } from '../fields.ts';
import { KINDS_WITHOUT_PODS } from '../pods/kinds-without-pods.ts';
import type { Manifest } from '../model.ts';
import { isWorkload } from '../pods/workloads.ts';

/** Of kinds that nobody knows here: an operator may make anything of them, pods and Services, Secrets and accounts. */
export function isCustom({ kind, root }: Manifest): boolean {
  if (isWorkload(kind)) return false;
  return !KINDS_WITHOUT_PODS.has(kind) || hasPodTemplate(root);
}

function hasPodTemplate(root: Manifest['root']): boolean {
  return (at(root, 'spec', 'template', 'spec') ?? at(root, 'spec', 'podTemplate')) !== undefined;
}

/** Of kinds that name charts, folders and repositories to be applied. */
export function bringsObjects({ kind, apiVersion }: Manifest): boolean {
  const group = BRINGERS.get(kind);
  return group !== undefined && apiVersion.startsWith(group);
}

const BRINGERS = new Map([
  ['HelmRelease', 'helm.'],
  ['HelmChart', 'helm.cattle.io'],
  ['Application', 'argoproj.io'],
  ['ApplicationSet', 'argoproj.io'],
  ['App', 'kappctrl.k14s.io'],
  ['PackageInstall', 'packaging.carvel.dev'],
  ['Subscription', 'operators.coreos.com'],
  ['Kustomization', 'kustomize.toolkit.fluxcd.io'],
  ['GitRepo', 'fleet.cattle.io'],
  ['RootSync', 'configsync.gke.io'],
  ['RepoSync', 'configsync.gke.io'],
]);

/** Where what it brings lands; undefined: anywhere. */
export function namespaceBrought({ root, namespace, kind }: Manifest): string | undefined {
  if (kind === 'ApplicationSet' || kind === 'GitRepo' || kind === 'RootSync' || kind === 'Subscription')
    return undefined;
  const named =
    textAt(root, 'spec', 'destination', 'namespace') ??
    textAt(root, 'spec', 'targetNamespace') ??
    (kind === 'HelmRelease' ? namespace : undefined);
  return named === undefined || /[{$]/.test(named) ? undefined : named;
}
