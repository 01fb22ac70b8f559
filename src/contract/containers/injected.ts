import type { ContainerFacts } from './containers.ts';

/** Annotations and labels by which clusters put containers into a pod. */
export function getsContainers(facts: ContainerFacts): boolean {
  return /inject|dapr\.io|cloud-?sql|sidecar/i.test(metadataOf(facts));
}

/** Ports of the proxies that meshes put into pods, whose traffic and telemetry they are: Istio, Linkerd, Consul, Kuma. */
export const OF_MESHES: readonly number[] = [
  ...[4143, 4191, 10_001, 15_001, 15_006, 15_008, 15_010, 15_014, 15_020, 15_021, 15_090, 15_443, 20_000, 20_200],
];

/** Those by which clusters give a container variables that its manifest does not name. */
export function getsVariables(facts: ContainerFacts): boolean {
  return /vault\.security|vault-env|secrets?-?inject|1password|doppler|infisical|akeyless|conjur|berglas/i.test(
    metadataOf(facts),
  );
}

function metadataOf({ pod: { metadata }, object }: ContainerFacts): string {
  return metadata ? object.file.text.slice(metadata.start, metadata.end) : '';
}
