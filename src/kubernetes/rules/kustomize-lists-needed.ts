import type { Fix } from '../../lint/fix.ts';
import { appendItem } from '../edit.ts';
import { isExpected } from '../expected-objects.ts';
import { entry, isMap } from '../fields.ts';
import { bringsOthers } from '../kustomize/seen.ts';
import { sourcesOf } from '../kustomize/sources.ts';
import { folderOf } from '../paths.ts';
import type { Located } from '../model.ts';
import { relatedTo } from '../object-place.ts';
import type { Reference } from '../references/reference.ts';
import { referencesOf } from '../references/references.ts';
import { workspaceRule } from '../rule-kinds.ts';
import type { ManifestSubject } from '../subject.ts';
import type { Workspace } from '../workspace.ts';

const kustomization = (resources: string, files: string) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${resources}:\n${files}`;

export const kustomizeListsNeeded = workspaceRule({
  id: 'kustomize-lists-needed',
  kinds: ['Kustomization'],
  title: 'List the files that other resources of a kustomization need',
  severity: 'warning',
  aliases: [],
  why: 'kustomize builds what `resources` lists, whatever else lies in the folder. A Deployment whose ConfigMap, claim or ServiceAccount stays behind is applied without it, and its pods do not start. Secrets are left out: they are often made by hand.',
  examples: [
    {
      bad: kustomization('«resources»', '  - pod.yaml\n'),
      good: kustomization('resources', '  - pod.yaml\n  - config.yaml\n'),
      fixed: true,
      file: 'base/kustomization.yaml',
      files: {
        'base/pod.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: web\n      image: web:1\n      envFrom: [{ configMapRef: { name: web } }]\n',
        'base/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { PORT: "8080" }\n',
      },
    },
  ],
  *check(subject) {
    const { manifest, file, workspace } = subject;
    const place = entry(manifest.root, 'resources')?.keyRange;
    if (!place || workspace.hasTemplates() || bringsOthers(workspace)) return;
    const beside = leftBehind(folderOf(file.file), workspace);
    const told = new Set<string>();
    for (const [from, reference] of beside.size > 0 ? named(subject) : []) {
      const { kind, name } = reference.target;
      const needed = beside.get(`${kind}/${name}`);
      if (!needed || reference.optional || told.has(needed.file.file) || isBuilt(reference, from, workspace)) continue;
      told.add(needed.file.file);
      const listed = needed.file.file.slice(folderOf(file.file).length).replace(/^\//, '');
      yield {
        ...place,
        message: [
          '`{0}` is not listed, and {1} `{2}` needs its {3}',
          listed,
          from.manifest.kind,
          from.manifest.name,
          kind,
        ],
        related: [relatedTo(needed, ['{0} `{1}`, which no kustomization takes', kind, name])],
        fixes: listing(listed, subject),
      };
    }
  },
});

/** What pods cannot start without, by kind and name, of files beside a kustomization that none takes for anything. */
function leftBehind(folder: string, workspace: Workspace): ReadonlyMap<string, Located> {
  const found = new Map<string, Located>();
  for (const file of workspace.files()) {
    if (folderOf(file.file) !== folder || !isLeft(file.file, workspace)) continue;
    for (const manifest of file.manifests) {
      if (NEEDED.has(manifest.kind)) found.set(`${manifest.kind}/${manifest.name}`, { file, manifest });
    }
  }
  return found;
}

const NEEDED = new Set(['ConfigMap', 'PersistentVolumeClaim', 'ServiceAccount']);

function isLeft(file: string, workspace: Workspace): boolean {
  if (
    /example|sample|template/i.test(file.slice(file.lastIndexOf('/') + 1)) ||
    workspace.isPatch(file) ||
    isExpected(file, workspace)
  )
    return false;
  return workspace.takenBy(file).size === 0 && workspace.generatingFrom(file).length === 0;
}

/** What the objects of the files that a kustomization lists name. */
function* named({ manifest, file, workspace }: ManifestSubject): Generator<[Located, Reference]> {
  for (const path of sourcesOf({ file, manifest }).resources) {
    const listed = workspace.file(path);
    for (const object of listed?.manifests ?? []) {
      for (const reference of referencesOf(object)) yield [{ file: listed ?? file, manifest: object }, reference];
    }
  }
}

/** Whether a kustomization takes, or generates, something that a reference may mean. */
function isBuilt(reference: Reference, from: Located, workspace: Workspace): boolean {
  return workspace.meantBy(reference, from).some((one) => workspace.takenBy(one.file.file).size > 0);
}

function listing(path: string, { manifest, file }: ManifestSubject): Fix[] {
  const edit = isMap(manifest.root) ? appendItem(file.text, manifest.root, ['resources'], path) : undefined;
  return edit ? [{ title: ['List `{0}`', path], safe: false, edits: [edit] }] : [];
}
