import { replaceValue } from '../../kubernetes/edit.ts';
import { at, textAt } from '../../kubernetes/fields.ts';
import type { Field, Manifest, ManifestFile } from '../../kubernetes/model.ts';
import { type ContainerView, podSpec, type PodSpecView } from '../../kubernetes/pods/workloads.ts';
import { isOnlyOne, patchesOf } from '../containers/container-fields.ts';
import { deploymentOf } from '../examples/example-files.ts';
import type { Repair } from '../fault.ts';
import type { ContractRule } from '../rule.ts';

const PATCH = (name: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: ${name}\n          args: [--verbose]\n`;

export const patchFitsContainers: ContractRule = {
  id: 'patch-fits-containers',
  title: 'Patch containers that the workload has',
  severity: 'error',
  aliases: [],
  why: 'A patch of kustomize finds a container by its name. Where the workload has none of that name, the patch does not change one: it adds another, and without an image the API server refuses the workload.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'prod/patch.yaml',
      bad: PATCH('«web»'),
      good: PATCH('shop'),
      fixed: true,
      files: {
        'base/deploy.yaml': deploymentOf('args: []'),
        'base/kustomization.yaml': 'resources:\n  - deploy.yaml\n',
        'prod/kustomization.yaml': 'resources:\n  - ../base\npatches:\n  - path: patch.yaml\n',
      },
    },
  ],
  about: 'container',
  *check({ facts }, { workspace }) {
    const { object, pod, container } = facts;
    const own = plainContainers(pod);
    // Said once a pod.
    if (own[0]?.field !== container.field || !isOnlyOne(object, workspace)) return;
    const patches = patchesOf(object, workspace);
    const added = new Set(patches.flatMap(({ manifest }) => namesWithImage(manifest)));
    for (const { file, manifest } of patches) {
      const patched = plainContainers(podSpec(manifest));
      const free = own.filter(({ name }) => !patched.some((other) => other.name === name));
      for (const { field } of patched) {
        const place = at(field, 'name');
        const name = textAt(place);
        if (!place || name === undefined || added.has(name) || at(field, '$patch')) continue;
        if (own.some((one) => one.name === name)) continue;
        const { kind, name: workload } = object.manifest;
        const { start, end } = place;
        yield {
          sides: [{ file: file.file, start, end, message: ['{0} `{1}` has no container `{2}`', kind, workload, name] }],
          related: [{ file: facts.file, ...facts.at, message: ['The container'] }],
          repairs: renamed(file, place, free),
        };
      }
    }
  },
};

/** Without init containers and ephemeral ones. */
function plainContainers(pod: Pick<PodSpecView, 'containers'> | undefined): readonly ContainerView[] {
  return (pod?.containers ?? []).filter(({ kind }) => kind === 'container');
}

/** As the one container that the patch does not name. */
function renamed(file: ManifestFile, place: Field, [only, second]: readonly ContainerView[]): Repair[] {
  if (only?.name === undefined || second) return [];
  const edit = replaceValue(file.text, place, only.name);
  return edit ? [{ title: ['Change to `{0}`', only.name], changes: [{ file: file.file, edits: [edit] }] }] : [];
}

/** Containers that a patch adds as a whole. */
function namesWithImage(manifest: Manifest): string[] {
  return (podSpec(manifest)?.containers ?? []).flatMap(({ field, name }) => (at(field, 'image') && name ? [name] : []));
}
