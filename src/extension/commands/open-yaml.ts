import { Problem } from '../../words/problem.ts';
import { inCluster, referenceOf } from '../cluster/reference.ts';
import type { CommandContext } from './command.ts';

/** `gantry.openYaml(object?)`: an object as it is in the cluster, as a read-only document; values of Secrets are masked. */
export function openYamlCommand(context: CommandContext) {
  return async (argument?: unknown): Promise<void> => {
    const reference = await referenceOf(argument, 'Deployment', context);
    if (!reference) return;
    const { kind, namespace, name } = reference;
    const [{ get, toYaml }, cluster] = await Promise.all([
      import('../../cluster/objects.ts'),
      context.clusters.connect(reference.context),
    ]);
    const object = await get(cluster, inCluster(reference));
    if (!object) throw new Problem({ kind: 'not-found', what: ['`{0}` is gone', name], next: ['Refresh the view'] });
    await context.documents.open(`yaml/${reference.context}/${namespace}/${kind}/${name}.yaml`, toYaml(object));
  };
}
