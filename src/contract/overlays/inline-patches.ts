import { at, items, textAt } from '../../kubernetes/fields.ts';
import { isKustomization, kustomizationsOf } from '../../kubernetes/kustomize/kustomization-names.ts';
import type { Field, Located, Manifest, ManifestFile } from '../../kubernetes/model.ts';
import { parseFields } from '../../kubernetes/parse.ts';
import { folderOf, resolvePath } from '../../kubernetes/paths.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import { blockOffsets } from '../../kubernetes/yaml/block-offsets.ts';
import type { Range } from '../../lint/rule.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { lazily } from '../../go/incremental/lazily.ts';
import { type PatchContent, patchContent, type PatchedKey } from './patch-content.ts';

/** What a patch in a kustomization, or a file of operations, sets; it is looked for when somebody asks. */
export interface InlinePatch {
  /** Where it is written. */
  readonly file: ManifestFile;
  /** The kustomization that says it, or names the file. */
  readonly by: Located;
  /** With ranges of the file. */
  readonly content: () => PatchContent;
}

/** Patches in kustomizations and files of operations, by `Kind/name` of what they change. */
export function inlinePatches(workspace: Workspace): ReadonlyMap<string, readonly InlinePatch[]> {
  const found = new Map<string, InlinePatch[]>();
  const add = ({ kind, name }: Target, patch: InlinePatch) => {
    const target = `${kind}/${name}`;
    found.set(target, [...(found.get(target) ?? []), patch]);
  };
  for (const of of kustomizationsOf(workspace)) {
    for (const patch of workspace.factOf(read, of.manifest)) {
      if (patch.kind === 'ConfigMap' || !isEmpty(patch.content)) add(patch, placed(patch, of));
    }
    for (const { path, ...target } of workspace.factOf(targeted, of.manifest)) {
      const file = workspace.file(resolvePath(folderOf(of.file.file), path));
      if (file) add(target, { file, by: of, content: lazily(() => operationsIn(file)) });
    }
  }
  return found;
}

const NOTHING: PatchContent = { variables: [], paths: [], ports: [], data: null };

/** A part of the object in a file of its own is one of the workspace's objects. */
function operationsIn({ text }: ManifestFile): PatchContent {
  const [list] = parseFields(text);
  return list?.kind === 'list' ? patchContent(list) : NOTHING;
}

function isEmpty({ variables, paths, ports }: PatchContent): boolean {
  return [variables, paths, ports].every((list) => list.length === 0);
}

function placed({ block, inner, content }: Patch, by: Located): InlinePatch {
  const { file } = by;
  const place = () => {
    const found = placing(block, inner, file.text);
    return (field: Field | null) => (field ? found?.(field) : null);
  };
  return {
    file,
    by,
    content: lazily(() => {
      const found = place();
      return {
        variables: content.variables.flatMap((one) => {
          const [name, value] = [found(one.name), found(one.value)];
          return name === undefined || value === undefined ? [] : [{ ...one, name, value }];
        }),
        paths: content.paths.flatMap((one) => {
          const [path, port] = [found(one.path), found(one.port)];
          return !path || port === undefined ? [] : [{ ...one, path, port }];
        }),
        ports: content.ports.flatMap((one) => {
          const value = found(one.value);
          return value ? [{ ...one, value }] : [];
        }),
        data: content.data && allPlaced(content.data, found),
      };
    }),
  };
}

function allPlaced(
  data: readonly PatchedKey[],
  found: (field: Field) => Field | null | undefined,
): readonly PatchedKey[] | null {
  const placed = data.flatMap((one) => {
    const [key, value] = [found(one.key), found(one.value)];
    return key && value ? [{ key, value }] : [];
  });
  return placed.length < data.length ? null : placed;
}

/** Whether a patch is about a container, which it calls by its name or its place in the list. */
export function isMeant(
  container: string | number,
  { container: { field }, pod, name }: Pick<ContainerFacts, 'container' | 'pod' | 'name'>,
): boolean {
  if (typeof container === 'string') return container === name;
  return pod.containers.filter(({ kind }) => kind === 'container')[container]?.field === field;
}

/** The objects that a file changes: as a patch, or as a kustomization that holds some. */
export function patchedBy(file: string, workspace: Workspace): Located[] {
  const parsed = workspace.file(file);
  const targets = workspace.isPatch(file)
    ? [...(parsed?.manifests ?? []), ...targetsOf(file, workspace)]
    : (parsed?.manifests ?? []).flatMap((manifest) =>
        isKustomization(manifest) ? workspace.factOf(read, manifest) : [],
      );
  return targets.flatMap(({ kind, name }) =>
    workspace.named(kind, name).filter((one) => !workspace.isPatch(one.file.file)),
  );
}

/** Of a patch file: whom kustomizations say that it changes. */
function targetsOf(file: string, workspace: Workspace): Target[] {
  return kustomizationsOf(workspace).flatMap((of) =>
    workspace.factOf(targeted, of.manifest).filter(({ path }) => resolvePath(folderOf(of.file.file), path) === file),
  );
}

interface Target {
  readonly kind: string;
  readonly name: string;
}

interface Patch extends Target {
  readonly block: Range;
  readonly inner: string;
  /** With ranges of `inner`. */
  readonly content: PatchContent;
}

function read({ root }: Manifest): readonly Patch[] {
  return listed(root).flatMap((entry): Patch[] => {
    const block = at(entry, 'patch');
    const inner = textAt(block);
    const [fields] = inner === undefined ? [] : parseFields(inner);
    if (!block || inner === undefined || !fields) return [];
    const kind = textAt(entry, 'target', 'kind') ?? textAt(fields, 'kind');
    const name = textAt(entry, 'target', 'name') ?? textAt(fields, 'metadata', 'name');
    if (kind === undefined || name === undefined) return [];
    return [{ kind, name, block, inner, content: patchContent(fields) }];
  });
}

/** Files of patches, and whom they change, where a kustomization says so. */
function targeted({ root }: Manifest): readonly (Target & { readonly path: string })[] {
  return listed(root).flatMap((entry) => {
    const path = textAt(entry, 'path');
    const kind = textAt(entry, 'target', 'kind');
    const name = textAt(entry, 'target', 'name');
    return path === undefined || kind === undefined || name === undefined ? [] : [{ path, kind, name }];
  });
}

function listed(root: Field): readonly Field[] {
  return [...items(at(root, 'patches')), ...items(at(root, 'patchesJson6902'))];
}

/** From fields of the text in a block scalar to where they stand in the file. */
function placing(block: Range, inner: string, text: string): ((field: Field) => Field | undefined) | undefined {
  const outer = blockOffsets(text, block, inner);
  return (
    outer &&
    (({ start, end, ...field }) => {
      const [from, until] = [outer(start), outer(end)];
      // What goes over several lines stands there with an indentation.
      const isThere = text.slice(from, until) === inner.slice(start, end);
      return isThere && field.kind === 'scalar' ? { ...field, start: from, end: until } : undefined;
    })
  );
}
