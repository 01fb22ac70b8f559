import { at, items, textAt } from '../fields.ts';
import { envFilesOf } from '../kustomize/generators.ts';
import type { Field, Located } from '../model.ts';
import type { Workspace } from '../workspace.ts';
import type { MapNode, Node, NodeEntry, NodePlace } from './node.ts';

/** A ConfigMap or Secret that a kustomization makes, or adds to one that is made already. */
export interface GeneratedNode {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly changes: 'merge' | 'replace' | undefined;
  readonly data: readonly NodeEntry[];
  readonly place: NodePlace;
  /** Where it says that it changes another. */
  readonly changesPlace: NodePlace;
}

/** Undefined where files bring texts that nobody reads here. */
export function generatedNodes(kustomization: Located, workspace: Workspace): GeneratedNode[] | undefined {
  const { root } = kustomization.manifest;
  const all = [
    ...items(at(root, 'configMapGenerator')).map((field) => ({ kind: 'ConfigMap' as const, field })),
    ...items(at(root, 'secretGenerator')).map((field) => ({ kind: 'Secret' as const, field })),
  ];
  const found: GeneratedNode[] = [];
  for (const { kind, field } of all) {
    const data = at(field, 'files') ? undefined : dataOf(field, kustomization, workspace);
    const behavior = textAt(field, 'behavior');
    if (!data) return undefined;
    const changes = behavior === 'merge' || behavior === 'replace' ? behavior : undefined;
    const place = placeIn(kustomization, field);
    const changesPlace = placeIn(kustomization, at(field, 'behavior') ?? field);
    found.push({ kind, name: textAt(field, 'name') ?? '', changes, data, place, changesPlace });
  }
  return found;
}

export function objectOf({ kind, name, data, place }: GeneratedNode): MapNode {
  const text = (value: string): Node => ({ kind: 'scalar', value, place });
  const entry = (key: string, value: Node): NodeEntry => ({ key, keyPlace: place, value });
  const map = (entries: readonly NodeEntry[]): MapNode => ({ kind: 'map', entries, place });
  return map([
    entry('apiVersion', text('v1')),
    entry('kind', text(kind)),
    entry('metadata', map([entry('name', text(name))])),
    entry(kind === 'Secret' ? 'stringData' : 'data', map(data)),
  ]);
}

function dataOf(field: Field, kustomization: Located, workspace: Workspace): NodeEntry[] | undefined {
  const found: NodeEntry[] = [];
  for (const { path } of envFilesOf(field, kustomization)) {
    const file = workspace.envFile(path);
    if (!file) return undefined;
    for (const { key, value, start, end } of file.entries) {
      if (value === null) return undefined;
      const place = { file: path, start, end };
      found.push({ key, keyPlace: place, value: { kind: 'scalar', value, place } });
    }
  }
  for (const item of items(at(field, 'literals'))) {
    const text = textAt(item) ?? '';
    const equals = text.indexOf('=');
    const place = placeIn(kustomization, item);
    const value = text.slice(equals + 1).replace(/^(["'])(.*)\1$/, '$2');
    found.push({ key: text.slice(0, equals).trim(), keyPlace: place, value: { kind: 'scalar', value, place } });
  }
  return found;
}

function placeIn({ file }: Located, { start, end }: Field): NodePlace {
  return { file: file.file, start, end };
}
