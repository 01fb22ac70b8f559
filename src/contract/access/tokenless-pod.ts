import type { GoModule, GoProject, Program } from '../../go/project.ts';
import { isKubernetesClient, speaksOfToken } from '../../go/facts/kubernetes-clients.ts';
import { at } from '../../kubernetes/fields.ts';
import type { Located } from '../../kubernetes/model.ts';
import { accountName, accountOf } from '../../kubernetes/pods/service-accounts.ts';
import { podSpec, type PodSpecView } from '../../kubernetes/pods/workloads.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import { patchesOf } from '../containers/container-fields.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { goVersion } from '../builds/go-version.ts';
import { isRunDirectly } from '../images/run-directly.ts';

/** From this release on, go.mod names every module that is built in. */
const NAMES_ALL = 17;

/**
 * The programs of a pod of which source, images and manifests show that none asks the API server of Kubernetes; undefined
 * where they do not show it of all that runs in the pod.
 */
export function tokenlessPod(object: Located, contract: Contract): readonly Program[] | undefined {
  const { workspace } = contract;
  const containers = contract.containersIn(object);
  const pod = containers[0]?.facts.pod;
  if (!pod || containers.length !== pod.containers.length) return undefined;
  if (workspace.mayBePatched(object, ['automountServiceAccountToken', 'serviceAccountName'])) return undefined;
  if (workspace.mayBePatched(object, ['containers']) && mayGetContainers(object, pod, workspace)) return undefined;
  if (mayBeGivenMore(object, pod) || accountMayMatter(object, pod, workspace)) return undefined;
  if (isConfiguredForIt(object, pod, workspace)) return undefined;
  const programs = containers.flatMap((container) => programWithoutClient(container, contract.go) ?? []);
  return programs.length === containers.length ? programs : undefined;
}

/** Whether a patch may do more than change the containers that are there. */
function mayGetContainers(object: Located, pod: PodSpecView, workspace: Workspace): boolean {
  const patches = patchesOf(object, workspace);
  if (patches.length !== workspace.patchTextsOf(object).length) return true;
  const own = new Set(pod.containers.map(({ name }) => name));
  return patches.some(({ manifest }) => {
    return (
      podSpec(manifest)?.containers.some(({ name, field }) => !own.has(name) || at(field, 'image') !== undefined) ??
      true
    );
  });
}

function programWithoutClient(container: ContractContainer, go: GoProject): Program | undefined {
  const { program, whole, image } = container;
  if (!program || image?.program !== whole || !isRunDirectly(container)) return undefined;
  // Somebody who is let into the container may ask by hand.
  if (/kubectl|\bhelm\b/.test(image.dockerfile.text)) return undefined;
  return hasNoClient(program, go) ? program : undefined;
}

function hasNoClient({ kubernetes, processes, libraries, moduleDir }: Program, { modules }: GoProject): boolean {
  if (kubernetes || processes.length > 0) return false;
  if (libraries.length === 0) return true;
  const own = modules.find(({ dir }) => dir === moduleDir);
  if (!own || libraries.some(isKubernetesClient)) return false;
  const built = own.workspace === null ? [own] : modules.filter(({ workspace }) => workspace === own.workspace);
  // What its libraries bring along is seen in go.mod only.
  return built.every((module) => namesAll(module) && !module.requires.some(({ path }) => isKubernetesClient(path)));
}

function namesAll({ go }: GoModule): boolean {
  return (goVersion(go ?? '')?.minor ?? 0) >= NAMES_ALL;
}

/** Sidecars that are put in at admission use the pod's token: Vault's agent, Consul's, Dapr's. */
function mayBeGivenMore({ file, manifest }: Located, { metadata }: PodSpecView): boolean {
  const put =
    /inject|vault|consul|dapr|sidecar|istio|linkerd|spiffe|workload[.-]identity|telepresence|akeyless|conjur/i;
  if (metadata && put.test(file.text.slice(metadata.start, metadata.end))) return true;
  const text = file.text.slice(manifest.start, manifest.end);
  return speaksOfToken(text) || text.includes('serviceAccountToken');
}

/** An account that is not here, that is somebody in a cloud, or that somebody gave rights to: for what, nobody says. */
function accountMayMatter({ manifest }: Located, pod: PodSpecView, workspace: Workspace): boolean {
  const account = accountOf(pod, manifest, workspace);
  const name = accountName(pod) || 'default';
  if (!account && name !== 'default') return true;
  if (account && workspace.mayBePatched(account, ['automountServiceAccountToken'])) return true;
  if (account && at(account.manifest.root, 'metadata', 'annotations')) return true;
  return workspace
    .referencesTo({ kind: 'ServiceAccount', name, namespace: manifest.namespace })
    .some(({ reference }) => reference.via === 'subject');
}

/** What it reads as configuration names the token's file or the API server. */
function isConfiguredForIt(object: Located, pod: PodSpecView, workspace: Workspace): boolean {
  return workspace
    .referencesOf(object.manifest, pod)
    .filter(({ target: { kind } }) => kind === 'ConfigMap' || kind === 'Secret')
    .some((reference) =>
      workspace
        .meantBy(reference, object)
        .some(({ file, manifest: { start, end } }) => speaksOfToken(file.text.slice(start, end))),
    );
}
