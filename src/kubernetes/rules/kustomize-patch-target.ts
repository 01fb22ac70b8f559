import { similarName } from '../../lint/similar-word.ts';
import { changeTo } from '../change-to.ts';
import { documents } from '../examples.ts';
import { at, items, textAt } from '../fields.ts';
import { bringsOthers } from '../kustomize-seen.ts';
import { folderOf, naming } from '../kustomize-sources.ts';
import type { Field, Manifest } from '../model.ts';
import { parseFields } from '../parse.ts';
import { resolvePath } from '../paths.ts';
import { workspaceRule } from '../rule-kinds.ts';
import type { Workspace } from '../workspace.ts';

const kustomization = (name: string) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - target:\n      kind: Pod\n      name: ${name}\n    patch: |-\n      - op: remove\n        path: /spec/hostNetwork\n`;
const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: true\n';

export const kustomizePatchTarget = workspaceRule({
  id: 'kustomize-patch-target',
  kinds: ['Kustomization', 'Component'],
  title: 'Patch objects that a manifest makes',
  severity: 'error',
  aliases: [],
  why: 'kustomize stops at a patch whose object it does not find, and passes over one whose `target` selects none. What the patch sets in this overlay reaches nothing.',
  examples: [
    {
      bad: documents(kustomization('«wbe»'), pod),
      good: documents(kustomization('web'), pod),
      fixed: true,
    },
  ],
  *check({ manifest, file, workspace }) {
    const patches = [...items(at(manifest.root, 'patches')), ...items(at(manifest.root, 'patchesJson6902'))];
    const merges = items(at(manifest.root, 'patchesStrategicMerge'));
    if (patches.length + merges.length === 0 || workspace.hasTemplates() || bringsOthers(workspace)) return;
    const folder = folderOf(file.file);
    for (const patch of [...patches, ...merges]) {
      for (const { kind, name, place } of namedBy(patch, folder, file.text, workspace)) {
        const known = namesOf(kind, workspace);
        if (!known || known.has(name) || known.has(bare(name, manifest))) continue;
        const meant = textAt(place) === name ? similarName(name, known) : undefined;
        yield {
          start: place.start,
          end: place.end,
          message: ['No {0} of the workspace is called `{1}`', kind, name],
          // kustomize passes over a target that selects none.
          ...(at(patch, 'target') ? { severity: 'warning' as const } : {}),
          fixes: changeTo(file.text, place, meant),
        };
      }
    }
  },
});

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly place: Field;
}

/** Whom a patch changes, by a target with a plain name or as its own file says. */
function namedBy(patch: Field, folder: string, text: string, workspace: Workspace): Named[] {
  const target = at(patch, 'target');
  const place = at(target, 'name');
  const [kind, name] = [textAt(target, 'kind'), textAt(place)];
  if (target)
    return place && kind !== undefined && name !== undefined && PLAIN.test(name) ? [{ kind, name, place }] : [];
  const inline = at(patch, 'patch');
  if (inline) return namedInline(inline, text);
  const path = patch.kind === 'scalar' ? patch : at(patch, 'path');
  const written = textAt(path);
  const parsed = written === undefined ? undefined : workspace.file(resolvePath(folder, written));
  return !path || !parsed
    ? []
    : parsed.manifests.flatMap((one) =>
        PLAIN.test(one.name) ? [{ kind: one.kind, name: one.name, place: path }] : [],
      );
}

/** Of a patch that is written in the kustomization, at its name there. */
function namedInline(patch: Field, text: string): Named[] {
  return parseFields(textAt(patch) ?? '').flatMap((root) => {
    const [kind, name] = [textAt(root, 'kind'), textAt(root, 'metadata', 'name')];
    const start = name === undefined ? -1 : text.indexOf(`name: ${name}`, patch.start) + 'name: '.length;
    const isThere =
      kind !== undefined && name !== undefined && PLAIN.test(name) && start > patch.start && start < patch.end;
    return isThere ? [{ kind, name, place: { kind: 'scalar', value: name, start, end: start + name.length } }] : [];
  });
}

/** kustomize takes the name of a target for a pattern. */
const PLAIN = /^[\w.-]+$/;

/** Names of objects of a kind that are no patches; undefined of what is generated, or where no file has any. */
function namesOf(kind: string, workspace: Workspace): ReadonlySet<string> | undefined {
  if (kind === 'ConfigMap' || kind === 'Secret') return undefined;
  const files = [...workspace.files()].filter(({ file }) => !workspace.isPatch(file));
  const names = new Set(
    files.flatMap((file) =>
      file.manifests.flatMap((manifest) =>
        manifest.kind === kind ? [manifest.name, ...workspace.namesOf({ file, manifest })] : [],
      ),
    ),
  );
  return names.size > 0 ? names : undefined;
}

/** Without what the kustomization puts around names: both are found. */
function bare(name: string, manifest: Manifest): string {
  const { prefix, suffix } = naming(manifest);
  const isWhole = name.startsWith(prefix) && name.endsWith(suffix);
  return isWhole ? name.slice(prefix.length, name.length - suffix.length) : name;
}
