import * as vscode from 'vscode';
import type { Reference } from '../../cluster/objects.ts';
import { knownKind } from '../../cluster/kinds.ts';
import { Problem } from '../../words/problem.ts';
import type { ObjectReference } from '../views/cluster/tree-node.ts';
import type { Clusters } from './clusters.ts';
import type { TargetStore } from './target.ts';

/**
 * The object a command is about: a tree item, a reference, or one that the user picks among the objects
 * of `kind` in the current namespace. Undefined: none was picked.
 */
export async function referenceOf(
  argument: unknown,
  kind: string,
  { clusters, target }: { readonly clusters: Clusters; readonly target: TargetStore },
): Promise<ObjectReference | undefined> {
  const given = readReference(argument);
  if (given) return given;
  const { context, namespace } = await target.current();
  const { list } = await import('../../cluster/objects.ts');
  const what = knownKind(kind);
  if (!what) return undefined;
  const objects = await list(await clusters.connect(context), what, namespace);
  if (objects.length === 0) {
    throw new Problem({ kind: 'not-found', what: ['There is no {0} in `{1}`', kind, `${context}/${namespace}`] });
  }
  const names = objects.map(({ metadata }) => metadata.name);
  const name = await vscode.window.showQuickPick(names, { title: `${kind} · ${context}/${namespace}` });
  return name === undefined ? undefined : { context, namespace, kind, name };
}

export function readReference(argument: unknown): ObjectReference | undefined {
  const value: unknown =
    typeof argument === 'object' && argument !== null && 'reference' in argument ? argument.reference : argument;
  if (typeof value !== 'object' || value === null) return undefined;
  const { context, namespace, kind, name } = value as Partial<Record<keyof ObjectReference, unknown>>;
  return typeof context === 'string' &&
    typeof namespace === 'string' &&
    typeof kind === 'string' &&
    typeof name === 'string'
    ? { context, namespace, kind, name }
    : undefined;
}

/** The same as the cluster folder names objects. */
export function inCluster({ kind, namespace, name }: ObjectReference): Reference {
  const known = knownKind(kind);
  if (!known) throw new Problem({ kind: 'invalid-input', what: ['Gantry does not show objects of kind `{0}`', kind] });
  return { kind: known, namespace: known.namespaced ? namespace : null, name };
}
