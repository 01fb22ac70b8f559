import { knownKind } from '../../cluster/kinds.ts';
import type { LensTarget } from '../../server/protocol.ts';
import { readReference } from '../cluster/reference.ts';
import type { TargetStore } from '../cluster/target.ts';
import type { ObjectReference } from '../views/cluster/tree-node.ts';
import { whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

/** `gantry.showInCluster(object)`: opens the Cluster view at an object, named as in a cluster or by its code lens. */
export function showInClusterCommand({ view, target }: CommandContext) {
  return async (argument?: unknown): Promise<void> => {
    const reference = readReference(argument) ?? (await ofLens(argument, target));
    if (reference) await view.reveal(reference);
  };
}

/** An object of a manifest, where the current target would put it. */
async function ofLens(argument: unknown, target: TargetStore): Promise<ObjectReference | undefined> {
  const { name } = whereOf(argument);
  const [kind = '', called] = name?.split('/') ?? [];
  const known = knownKind(kind);
  if (!known || called === undefined) return undefined;
  const { context, namespace } = await target.current();
  const { namespace: own } = argument as Partial<LensTarget>;
  return { context, namespace: known.namespaced ? own || namespace : '', kind, name: called };
}
