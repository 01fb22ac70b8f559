import type { Program } from '../../go/project.ts';
import type { Located } from '../../kubernetes/model.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { Contract } from '../contract.ts';
import { LIVE_WORKLOADS, type LiveConfigKind, type LiveKind, type LiveTarget } from './live-cluster.ts';

/** Of more objects nobody looks at a picture, and a cluster is not asked for all that a large workspace names. */
const MOST = 200;

/** What to ask a cluster for: all that manifests make of some programs, or of all that there is. */
export function liveTargets(contract: Contract, programs?: readonly Program[]): LiveTarget[] {
  const { workspace } = contract;
  const targets = new Map<string, LiveTarget>();
  const containers = programs ? programs.flatMap((one) => contract.containersOf(one)) : contract.containers;
  const workloads = new Map(containers.map(({ facts }) => [facts.object.manifest, facts]));
  for (const { object, pod } of workloads.values()) {
    const { kind } = object.manifest;
    if (!isLiveWorkload(kind)) continue;
    addObject(kind, object);
    for (const { target, via } of workspace.referencesOf(object.manifest, pod))
      if (isConfig(target.kind) && via !== 'imagePullSecrets') addNames(target.kind, [target.name], object);
  }
  const services = contract.services.filter(
    (service) => !programs || service.containers.some(({ facts }) => workloads.has(facts.object.manifest)),
  );
  for (const { facts } of services) {
    addObject('Service', facts.object);
    for (const { object } of workspace.referrers(facts.object)) {
      const { kind } = object.manifest;
      if (kind === 'Ingress' || kind === 'HTTPRoute') addObject(kind, object);
    }
  }
  return [...targets.values()].slice(0, MOST);

  function addObject(kind: LiveKind, object: Located): void {
    addNames(kind, workspace.namesOf(object), object);
  }

  function addNames(kind: LiveKind, names: readonly string[], from: Located): void {
    for (const name of names) {
      // A name that a tool fills in later is nothing to ask for.
      if (!/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(name)) continue;
      for (const namespace of placesOf(from, workspace))
        targets.set(`${kind}/${namespace ?? ''}/${name}`, { kind, name, namespace });
    }
  }
}

/** The namespaces of an object, one for each build; null: whoever applies it says which. */
export function placesOf(object: Located, workspace: Workspace): (string | null)[] {
  const isOpen = object.manifest.namespace === '';
  // What says no namespace is taken for `default` where nothing else is known; on a cluster it is wherever it was applied.
  const places = workspace.placesOf(object).map((place) => (isOpen && place === 'default' ? null : (place ?? null)));
  return [...new Set(places)];
}

export function isLiveWorkload(kind: string): kind is (typeof LIVE_WORKLOADS)[number] {
  return (LIVE_WORKLOADS as readonly string[]).includes(kind);
}

export function isConfig(kind: string): kind is LiveConfigKind {
  return kind === 'ConfigMap' || kind === 'Secret';
}
