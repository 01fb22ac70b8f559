import { referenceOf } from '../cluster/reference.ts';
import type { CommandContext } from './command.ts';

/** `gantry.openYaml(object?)`: an object as it is in the cluster, as a read-only document; values of Secrets are masked. */
export function openYamlCommand(context: CommandContext) {
  return async (argument?: unknown): Promise<void> => {
    const reference = await referenceOf(argument, 'Deployment', context);
    if (!reference) return;
    const { kind, namespace, name } = reference;
    const [{ toYaml }, cluster] = await Promise.all([
      import('../../cluster/yaml.ts'),
      context.clusters.connect(reference.context),
    ]);
    const text = await toYaml(cluster, { kind, namespace, name });
    await context.documents.open(`yaml/${reference.context}/${namespace}/${kind}/${name}.yaml`, text);
  };
}
