import { replaceValue } from '../../kubernetes/edit.ts';
import { at, textAt } from '../../kubernetes/fields.ts';
import type { Manifest } from '../../kubernetes/model.ts';
import { podSpec } from '../../kubernetes/workloads.ts';
import { isOnlyOne, patchesOf } from '../container-fields.ts';
import { deploymentOf } from '../example-files.ts';
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
    const own = pod.containers.filter(({ kind }) => kind === 'container');
    // Said once a pod.
    if (own[0]?.field !== container.field || !isOnlyOne(object, workspace)) return;
    const patches = patchesOf(object, workspace);
    const added = new Set(patches.flatMap(({ manifest }) => namesWithImage(manifest)));
    for (const { file, manifest } of patches) {
      const patched = (podSpec(manifest)?.containers ?? []).filter(({ kind }) => kind === 'container');
      for (const { field } of patched) {
        const place = at(field, 'name');
        const name = textAt(place);
        if (!place || name === undefined || added.has(name) || at(field, '$patch')) continue;
        if (own.some((one) => one.name === name)) continue;
        const free = own.filter((one) => !patched.some((other) => other.name === one.name));
        const [only, second] = free;
        const edit = only?.name !== undefined && !second ? replaceValue(file.text, place, only.name) : undefined;
        const { start, end } = place;
        yield {
          sides: [
            {
              ...{ file: file.file, start, end },
              message: ['{0} `{1}` has no container `{2}`', object.manifest.kind, object.manifest.name, name],
            },
          ],
          related: [{ file: facts.file, ...facts.at, message: ['The container'] }],
          repairs:
            edit && only?.name !== undefined
              ? [{ title: ['Change to `{0}`', only.name], changes: [{ file: file.file, edits: [edit] }] }]
              : [],
        };
      }
    }
  },
};

/** Containers that a patch adds as a whole. */
function namesWithImage(manifest: Manifest): string[] {
  return (podSpec(manifest)?.containers ?? []).flatMap(({ field, name }) => (at(field, 'image') && name ? [name] : []));
}
