import { similarName } from '../../lint/similar-word.ts';
import type { Report } from '../../lint/rule.ts';
import { changeTo } from '../change-to.ts';
import { documents } from '../examples.ts';
import { at, items, textAt } from '../fields.ts';
import { generatedBy } from '../kustomize/generators.ts';
import { bringsOthers } from '../kustomize/seen.ts';
import { naming } from '../kustomize/sources.ts';
import type { Field, Located, Manifest } from '../model.ts';
import { parseFields } from '../parse.ts';
import { folderOf, resolvePath } from '../paths.ts';
import { SCALABLE } from '../pods/replicas.ts';
import { workspaceRule } from '../rule-kinds.ts';
import type { ManifestSubject } from '../subject.ts';
import type { Message } from '../../words/message.ts';
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
  why: 'kustomize stops at a patch whose object it does not find, and passes over one whose `target` selects none. What the patch sets in this overlay reaches nothing. So it stops at `replicas` of a workload, and at a ConfigMap or Secret whose generator merges into one, that no manifest has.',
  examples: [
    {
      bad: documents(kustomization('«wbe»'), pod),
      good: documents(kustomization('web'), pod),
      fixed: true,
    },
  ],
  *check(subject) {
    const { manifest, file, workspace } = subject;
    const patches = [...items(at(manifest.root, 'patches')), ...items(at(manifest.root, 'patchesJson6902'))];
    const merges = items(at(manifest.root, 'patchesStrategicMerge'));
    const others = [...counted(manifest), ...mergedInto(subject)];
    const isEmpty = patches.length + merges.length + others.length === 0;
    if (isEmpty || workspace.hasTemplates() || bringsOthers(workspace)) return;
    const folder = folderOf(file.file);
    for (const patch of [...patches, ...merges]) {
      for (const named of namedBy(patch, folder, file.text, workspace)) {
        const mayBeMade = named.kind === 'ConfigMap' || named.kind === 'Secret';
        const report = mayBeMade ? undefined : missing(named, [named.kind], subject);
        // kustomize passes over a target that selects none.
        if (report) yield at(patch, 'target') ? { ...report, severity: 'warning' } : report;
      }
    }
    for (const { kinds, ...named } of others) {
      const report = missing(named, kinds, subject);
      if (report) yield report;
    }
  },
});

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly place: Field;
}

interface NamedAmong extends Named {
  /** Any of these may be meant. */
  readonly kinds: readonly string[];
}

/** Whose object no manifest makes, or none that this kustomization takes; undefined: it is there, or nobody knows. */
function missing(
  { kind, name, place }: Named,
  kinds: readonly string[],
  { manifest, file, workspace }: ManifestSubject,
): Report | undefined {
  const { start, end } = place;
  const has = (names: ReadonlySet<string>) => names.has(name) || names.has(bare(name, manifest));
  const known = namesOf(kinds, workspace);
  if (known.size === 0) return undefined;
  if (!has(known)) {
    const meant = textAt(place) === name ? similarName(name, known) : undefined;
    const message: Message = ['No {0} of the workspace is called `{1}`', kind, name];
    return { start, end, message, fixes: changeTo(file.text, place, meant) };
  }
  // A component changes what those take who include it.
  if (manifest.kind === 'Component' && workspace.takenBy(file.file).size < 2) return undefined;
  const taken = namesOf(kinds, workspace, (one) => workspace.takenBy(one).has(file.file));
  if (has(taken)) return undefined;
  return { start, end, message: ['This kustomization takes no {0} `{1}` from anywhere', kind, name] };
}

/** Whose number of pods a kustomization changes. */
function counted({ root }: Manifest): NamedAmong[] {
  return items(at(root, 'replicas')).flatMap((item) => {
    const place = at(item, 'name');
    const name = textAt(place);
    return place && name !== undefined && PLAIN.test(name)
      ? [{ kind: 'Deployment', kinds: SCALABLE, name, place }]
      : [];
  });
}

/** What generators add to, or put something else in the place of. */
function mergedInto(object: Located): NamedAmong[] {
  return generatedBy(object)
    .filter(({ isChange }) => isChange)
    .map(({ kind, name, at: place }) => ({
      kind,
      kinds: [kind],
      name,
      place: { kind: 'scalar', value: name, ...place },
    }));
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

/** Names of objects of these kinds, in files that count, that are no patches, generated ones among them. */
function namesOf(
  kinds: readonly string[],
  workspace: Workspace,
  counts: (file: string) => boolean = () => true,
): ReadonlySet<string> {
  const files = [...workspace.files()].filter(({ file }) => !workspace.isPatch(file) && counts(file));
  const written = files.flatMap((file) =>
    file.manifests.flatMap((manifest) =>
      kinds.includes(manifest.kind) ? [manifest.name, ...workspace.namesOf({ file, manifest })] : [],
    ),
  );
  const generated = workspace
    .inNamespace('Kustomization', '')
    .filter(({ file }) => counts(file.file))
    .flatMap((object) => generatedBy(object))
    .filter(({ kind, isChange }) => kinds.includes(kind) && !isChange);
  return new Set([...written, ...generated.map(({ name }) => name)]);
}

/** Without what the kustomization puts around names: both are found. */
function bare(name: string, manifest: Manifest): string {
  const { prefix, suffix } = naming(manifest);
  const isWhole = name.startsWith(prefix) && name.endsWith(suffix);
  return isWhole ? name.slice(prefix.length, name.length - suffix.length) : name;
}
