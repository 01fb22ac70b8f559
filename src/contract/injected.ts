import type { ContainerFacts } from './containers.ts';

/** Annotations and labels by which clusters put containers into a pod. */
export function getsContainers(facts: ContainerFacts): boolean {
  return /inject|dapr\.io|cloud-?sql|sidecar/i.test(metadataOf(facts));
}

/** Those by which clusters give a container variables that its manifest does not name. */
export function getsVariables(facts: ContainerFacts): boolean {
  return /vault\.security|vault-env|secrets?-?inject|1password|doppler|infisical|akeyless|conjur|berglas/i.test(
    metadataOf(facts),
  );
}

function metadataOf({ pod: { metadata }, object }: ContainerFacts): string {
  return metadata ? object.file.text.slice(metadata.start, metadata.end) : '';
}
