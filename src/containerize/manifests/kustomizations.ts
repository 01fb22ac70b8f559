import type { ManifestFile } from './manifest-objects.ts';
import type { ManifestInput } from './manifest-input.ts';
import { type Value, writeDocuments, writeYaml } from './yaml.ts';

const HEAD = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };

/** A base, and an overlay for each environment. */
export function kustomizeLayout(
  folder: string,
  inputs: readonly ManifestInput[],
  files: readonly ManifestFile[],
): { readonly path: string; readonly text: string }[] {
  return [
    { path: `${folder}/base/kustomization.yaml`, text: writeYaml(baseKustomization(files.map(({ name }) => name))) },
    ...files.map(({ name, objects }) => ({ path: `${folder}/base/${name}`, text: writeDocuments(objects) })),
    ...(['dev', 'prod'] as const).map((environment) => ({
      path: `${folder}/overlays/${environment}/kustomization.yaml`,
      text: writeYaml({ ...HEAD, resources: ['../../base'], ...patchesOf(inputs, environment) }),
    })),
  ];
}

export function baseKustomization(resources: readonly string[]): Value {
  return { ...HEAD, resources: [...resources].sort() };
}

function patchesOf(inputs: readonly ManifestInput[], environment: 'dev' | 'prod'): Record<string, Value> {
  const patches = inputs.flatMap((input) => patchFor(input, environment));
  return patches.length > 0 ? { patches } : {};
}

/** What differs between environments: how many Pods there are. */
function patchFor({ name, workload, extras }: ManifestInput, environment: 'dev' | 'prod'): Value[] {
  if (extras.has('hpa')) {
    return environment === 'prod'
      ? []
      : [patch('autoscaling/v2', 'HorizontalPodAutoscaler', name, { minReplicas: 1, maxReplicas: 2 })];
  }
  // One that keeps data in files stays one.
  if (workload.replicas === null || workload.replicas === 1) return [];
  const replicas = environment === 'dev' ? 1 : Math.max(3, workload.replicas);
  return [patch('apps/v1', workload.kind, name, { replicas })];
}

function patch(apiVersion: string, kind: string, name: string, spec: Value): Value {
  return { patch: writeYaml({ apiVersion, kind, metadata: { name }, spec }) };
}
