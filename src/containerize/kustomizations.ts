import { type Value, writeYaml } from './yaml.ts';

const HEAD = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };

export function baseKustomization(resources: readonly string[]): Value {
  return { ...HEAD, resources: [...resources].sort() };
}

/** An environment: the base, with its own number of replicas where the workload has one. */
export function overlayKustomization(name: string, replicas: number | null): Value {
  return { ...HEAD, resources: ['../../base'], ...(replicas !== null && { patches: [replicasPatch(name, replicas)] }) };
}

function replicasPatch(name: string, replicas: number): Value {
  const patch = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { replicas } };
  return { patch: writeYaml(patch) };
}
