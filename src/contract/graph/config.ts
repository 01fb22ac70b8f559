import { generatedBy } from '../../kubernetes/kustomize/generators.ts';
import type { Located } from '../../kubernetes/model.ts';
import type { Reference } from '../../kubernetes/references/reference.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import { configEntries } from '../variables/config-entries.ts';
import type { Drawing } from './drawing.ts';
import { objectId } from './ids.ts';
import { objectLabel, objectNode } from './objects.ts';

/** A ConfigMap or Secret with its keys, or those that a kustomization generates; values are never part of the graph. */
export function drawConfig(drawing: Drawing, object: Located, workspace: Workspace): void {
  const { kind, name } = object.manifest;
  if (kind === 'ConfigMap' || kind === 'Secret') {
    objectNode(drawing, nodeKind(kind), object);
    drawKeys(drawing, object, kind, name, workspace);
    return;
  }
  for (const made of generatedBy(object)) {
    const { text, file } = object.file;
    drawing.node(
      configNodeId(object, made.kind, made.name),
      nodeKind(made.kind),
      made.name,
      drawing.spot(file, text, made.at),
    );
    drawKeys(drawing, object, made.kind, made.name, workspace);
  }
}

function drawKeys(
  { node, edge, spot }: Drawing,
  object: Located,
  kind: 'ConfigMap' | 'Secret',
  name: string,
  workspace: Workspace,
): void {
  const owner = configNodeId(object, kind, name);
  for (const [key, place] of configEntries(object, kind, name, workspace) ?? []) {
    const id = node(`${owner}:${key}`, `${nodeKind(kind)}-key`, key, spot(place.file, place.text, place));
    edge(owner, id, 'has');
  }
}

/** What a reference to a ConfigMap, a Secret or a key of one means; several where overlays differ. */
export function configNodes(drawing: Drawing, reference: Reference, from: Located, workspace: Workspace): string[] {
  const { kind, name } = reference.target;
  if (kind !== 'ConfigMap' && kind !== 'Secret') return [];
  return workspace.meantBy(reference, from).map((object) => {
    const owner = configNodeId(object, kind, name, object.manifest.kind === kind);
    // A SealedSecret, an ExternalSecret and their like: the object makes it in the cluster.
    if (!drawing.nodes.has(owner)) return objectNode(drawing, 'object', object, objectLabel(object));
    const key = `${owner}:${reference.part?.name ?? ''}`;
    return reference.part && drawing.nodes.has(key) ? key : owner;
  });
}

function nodeKind(kind: 'ConfigMap' | 'Secret'): 'configmap' | 'secret' {
  return kind === 'Secret' ? 'secret' : 'configmap';
}

export function configNodeId(
  object: Located,
  kind: 'ConfigMap' | 'Secret',
  name: string,
  isItself = object.manifest.kind === kind,
): string {
  // kustomize may call it otherwise than its file does.
  return isItself ? objectId(nodeKind(kind), object) : `${nodeKind(kind)}:${object.file.file}:generated/${name}`;
}
