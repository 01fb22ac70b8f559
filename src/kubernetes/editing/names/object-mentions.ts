import { isClusterScoped } from '../../cluster-scoped.ts';
import { at, entries, items, textAt } from '../../fields.ts';
import { isKustomization } from '../../kustomize/kustomization-names.ts';
import { madeBy } from '../../references/made-objects.ts';
import type { Field, Located, Manifest } from '../../model.ts';
import type { Reference } from '../../references/reference.ts';
import { referencesOf } from '../../references/references.ts';
import type { Workspace } from '../../workspace.ts';
import { keyField } from './key-field.ts';
import { type Note, objectId } from './mention.ts';

const DATA = ['data', 'stringData', 'binaryData'];
const GENERATORS = [
  ['configMapGenerator', 'ConfigMap'],
  ['secretGenerator', 'Secret'],
] as const;

/** The object's own name and namespace, its keys, and the objects and keys that it names. */
export function objectMentions(located: Located, workspace: Workspace, note: Note): void {
  const { manifest } = located;
  if (isKustomization(manifest)) {
    kustomizationMentions(manifest, workspace, note);
    return;
  }
  const { root, kind } = manifest;
  const id = idOf(manifest);
  const name = at(root, 'metadata', 'name');
  if (kind === 'Namespace') note('namespace', 'definition', namespaceId(manifest.name), name);
  else note('object', 'definition', id, name, kind);
  noteNamespace(at(root, 'metadata', 'namespace'), note);
  for (const subject of items(at(root, 'subjects'))) noteNamespace(at(subject, 'namespace'), note);
  if (kind === 'ConfigMap' || kind === 'Secret') {
    for (const block of DATA) {
      for (const entry of entries(at(root, block))) {
        if (!entry.merged) note('key', 'definition', `key ${id} ${entry.key}`, keyField(entry), kind);
      }
    }
  }
  for (const reference of referencesOf(manifest)) noteReference(reference, located, workspace, note);
  for (const { kind: made, name: called, at: place } of madeBy(manifest)) {
    note('object', 'definition', generatedId(made, called), { kind: 'scalar', value: called, ...place }, made);
  }
}

export function idOf({ kind, namespace, name }: Manifest): string {
  return objectId(kind, isClusterScoped(kind) ? null : namespace, name);
}

function noteReference(reference: Reference, from: Located, workspace: Workspace, note: Note): void {
  const { target, part, field } = reference;
  const id = targetId(reference, from, workspace);
  note('object', 'use', id, field, target.kind);
  if (!part) return;
  const inner: Field = { kind: 'scalar', value: part.name, start: part.start, end: part.end };
  if (part.kind === 'key') note('key', 'use', `key ${id} ${String(part.name)}`, inner, target.kind);
  else note('servicePort', 'use', `servicePort ${id} ${String(part.name)}`, inner, target.kind);
}

function targetId(reference: Reference, from: Located, workspace: Workspace): string {
  const { kind, namespace, name } = reference.target;
  const resolved = workspace.resolve(reference, from);
  if (resolved.state !== 'found') return objectId(kind, namespace, name);
  const { manifest } = resolved.object;
  return manifest.kind === kind ? idOf(manifest) : generatedId(kind, name);
}

function namespaceId(name: string): string {
  return objectId('Namespace', null, name);
}

function noteNamespace(field: Field | undefined, note: Note): void {
  const name = textAt(field);
  if (name !== undefined) note('namespace', 'use', namespaceId(name), field);
}

/** An object that a kustomization or a controller makes, which has no manifest of its own. */
function generatedId(kind: string, name: string): string {
  return `generated ${kind} ${name}`;
}

function kustomizationMentions({ root }: Manifest, workspace: Workspace, note: Note): void {
  noteNamespace(at(root, 'namespace'), note);
  for (const [field, kind] of GENERATORS) {
    for (const generator of items(at(root, field))) {
      const name = at(generator, 'name');
      note('object', 'definition', generatedId(kind, textAt(name) ?? ''), name, kind);
    }
  }
  for (const list of ['patches', 'patchesJson6902']) {
    for (const patch of items(at(root, list))) {
      const kind = textAt(patch, 'target', 'kind');
      const name = at(patch, 'target', 'name');
      const text = textAt(name);
      if (kind === undefined || text === undefined) continue;
      note('object', 'use', namedAnywhere(workspace, kind, text), name, kind);
    }
  }
}

/** The objects of a kind that have a name, whatever their namespace. */
function namedAnywhere(workspace: Workspace, kind: string, name: string): string[] {
  const ids = new Set<string>();
  for (const { manifests } of workspace.files()) {
    for (const manifest of manifests) if (manifest.kind === kind && manifest.name === name) ids.add(idOf(manifest));
  }
  return [...ids];
}
