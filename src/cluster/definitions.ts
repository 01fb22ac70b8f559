import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { kindOf } from './discovery.ts';
import { list } from './objects.ts';
import type { Kind, KubeObject } from './types.ts';

/** A server serves a new kind within a second or two of its definition. */
const LONGEST = 30_000;
const LOOK_EVERY = 100;

/** The kind of a custom resource by a CustomResourceDefinition of the same set; undefined where none defines it. */
export function definedKind({ apiVersion, kind }: KubeObject, set: readonly KubeObject[]): Kind | undefined {
  for (const definition of set) {
    if (definition.kind !== 'CustomResourceDefinition') continue;
    const { group, names, scope, versions } = (definition['spec'] ?? {}) as {
      group?: string;
      names?: { kind?: string; plural?: string };
      scope?: string;
      versions?: readonly { name?: string; served?: boolean }[];
    };
    const isServed = versions?.some(
      ({ name, served }) => served === true && `${group ?? ''}/${name ?? ''}` === apiVersion,
    );
    if (names?.kind !== kind || names.plural === undefined || isServed !== true) continue;
    return { apiVersion, kind, plural: names.plural, namespaced: scope === 'Namespaced' };
  }
  return undefined;
}

/** Waits until the server answers for a kind that has just been defined. */
export async function untilServed(cluster: Cluster, kind: Kind, signal?: AbortSignal): Promise<void> {
  const deadline = Date.now() + LONGEST;
  for (;;) {
    try {
      await kindOf(cluster, kind.apiVersion, kind.kind, signal);
      await list(cluster, kind, null, signal ? { signal } : {});
      return;
    } catch (error) {
      if (!(error instanceof Problem) || Date.now() > deadline) throw error;
      // Who may not list may still create.
      if (error.details.kind === 'forbidden') return;
      if (error.details.kind !== 'not-found' && error.details.kind !== 'apply-rejected') throw error;
    }
    await wait(LOOK_EVERY, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}
