import { helmChart } from './helm-chart.ts';
import { kustomizeLayout } from './kustomizations.ts';
import type { ManifestInput } from './manifest-input.ts';
import { manifestFiles } from './manifest-objects.ts';
import type { Layout } from './plan-types.ts';
import { writeDocuments } from './yaml.ts';

/** The manifests below `folder`, as the layout wants them. */
export function layOut(
  layout: Layout,
  folder: string,
  input: ManifestInput,
): readonly { readonly path: string; readonly text: string }[] {
  const files = manifestFiles(input);
  if (files.length === 0) return [];
  switch (layout) {
    case 'none':
      return [];
    case 'kustomize':
      return kustomizeLayout(folder, input, files);
    case 'helm':
      return helmChart(`${folder}/charts/${input.name}`, input, files);
    case 'plain':
      return files.map(({ name, objects }) => ({ path: `${folder}/${name}`, text: writeDocuments(objects) }));
  }
}
