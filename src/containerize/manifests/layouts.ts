import { helmChart } from './helm-chart.ts';
import type { Files } from '../../go/files.ts';
import { type DeployPlace, joinKustomization } from '../present/deploy-place.ts';
import { baseKustomization, kustomizeLayout } from './kustomizations.ts';
import type { ManifestInput } from './manifest-input.ts';
import { manifestFiles } from './manifest-objects.ts';
import type { Layout } from '../plan-types.ts';
import { writeDocuments, writeYaml } from './yaml.ts';

/** The manifests below `folder`, as the layout wants them. */
function layOut(
  layout: Layout,
  folder: string,
  inputs: readonly [ManifestInput, ...ManifestInput[]],
): readonly { readonly path: string; readonly text: string }[] {
  const files = inputs.flatMap(manifestFiles);
  if (files.length === 0) return [];
  switch (layout) {
    case 'none':
      return [];
    case 'kustomize':
      return kustomizeLayout(folder, inputs, files);
    case 'helm':
      return helmChart(`${folder}/charts/${inputs[0].name}`, inputs);
    case 'plain':
      return files.map(({ name, objects }) => ({ path: `${folder}/${name}`, text: writeDocuments(objects) }));
  }
}

/** The manifests where the repository has room for them, and what has to name them there. */
export async function manifestsAt(
  { folder, joins }: DeployPlace,
  layout: Layout,
  inputs: readonly [ManifestInput, ...ManifestInput[]],
  files: Files,
): Promise<{ readonly path: string; readonly text: string }[]> {
  const manifests = [...layOut(layout, folder, inputs)];
  if (joins === null || layout !== 'plain' || manifests.length === 0) return manifests;
  const names = manifests.map(({ path }) => path.slice(folder.length + 1));
  const joined = await joinKustomization(files, joins, folder.slice(joins.length + 1));
  return [
    ...manifests,
    { path: `${folder}/kustomization.yaml`, text: writeYaml(baseKustomization(names)) },
    ...(joined ? [joined] : []),
  ];
}
