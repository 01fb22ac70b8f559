import { inCluster, referenceOf } from '../cluster/reference.ts';
import type { CommandContext } from './command.ts';

/** `gantry.describe(object?)`: what kubectl describe would tell, as a read-only document. */
export function describeCommand(context: CommandContext) {
  return async (argument?: unknown): Promise<void> => {
    const reference = await referenceOf(argument, 'Deployment', context);
    if (!reference) return;
    const { kind, namespace, name } = reference;
    const [{ describe }, cluster] = await Promise.all([
      import('../../cluster/describe.ts'),
      context.clusters.connect(reference.context),
    ]);
    const text = await describe(cluster, inCluster(reference));
    await context.documents.open(`describe/${reference.context}/${namespace}/${kind}/${name}.txt`, text);
  };
}
