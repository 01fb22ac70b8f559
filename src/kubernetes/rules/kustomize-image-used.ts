import { similarName } from '../../lint/similar-word.ts';
import { changeTo } from '../change-to.ts';
import { documents } from '../examples.ts';
import { at, items, textAt } from '../fields.ts';
import type { Field, Manifest } from '../model.ts';
import { bringsOthers } from '../kustomize/seen.ts';
import { workspaceRule } from '../rule-kinds.ts';
import type { Workspace } from '../workspace.ts';

const kustomization = (name: string) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nimages:\n  - name: ${name}\n    newTag: "1.2.3"\n`;
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: registry.example.com/web\n';

export const kustomizeImageUsed = workspaceRule({
  id: 'kustomize-image-used',
  kinds: ['Kustomization', 'Component'],
  title: 'Change the tags of images that a manifest has',
  severity: 'warning',
  aliases: [],
  why: 'kustomize looks for an image by its whole name, registry included, and passes over what it does not find: the tag that a release writes here reaches no container.',
  examples: [
    {
      bad: documents(kustomization('«web»'), pod),
      good: documents(kustomization('registry.example.com/web'), pod),
      fixed: true,
    },
  ],
  *check({ manifest, file, workspace }) {
    const listed = items(at(manifest.root, 'images'));
    if (listed.length === 0 || workspace.hasTemplates() || bringsOthers(workspace)) return;
    const images = imagesIn(workspace);
    for (const item of listed) {
      const field = at(item, 'name');
      const name = textAt(field);
      if (!field || images.size === 0 || name === undefined || !PLAIN.test(name) || images.has(name)) continue;
      yield {
        start: field.start,
        end: field.end,
        message: ['No container of the workspace has the image `{0}`', name],
        fixes: changeTo(file.text, field, meantBy(name, images)),
      };
    }
  },
});

/** kustomize takes a name for a pattern. */
const PLAIN = /^[\w./:-]+$/;

/** The images of containers and custom objects, and what kustomizations make of them, without tags. */
function imagesIn(workspace: Workspace): ReadonlySet<string> {
  const all = [...workspace.files()].flatMap(({ manifests }) => manifests);
  return new Set(all.flatMap((manifest) => workspace.factOf(imagesOf, manifest)));
}

function imagesOf({ root }: Manifest): readonly string[] {
  const found: string[] = [];
  note(root, '');
  return found;

  function note(field: Field, key: string): void {
    if (field.kind === 'list') for (const item of field.items) note(item, key);
    else if (field.kind === 'map') for (const entry of field.entries) note(entry.value, entry.key);
    else if (/image$|^newName$/i.test(key)) found.push((textAt(field) ?? '').replace(/@.*$|:[^/]*$/, ''));
  }
}

/** The one that ends so, or is a slip away. */
function meantBy(name: string, images: ReadonlySet<string>): string | undefined {
  const [only, other] = [...images].filter((image) => image.endsWith(`/${name}`) || name.endsWith(`/${image}`));
  return only !== undefined && other === undefined ? only : similarName(name, images);
}
