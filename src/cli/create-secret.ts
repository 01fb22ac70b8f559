import path from 'node:path';
import { readDotenv } from '../containerize/settings/dotenv.ts';
import { readText } from '../disk/node-files.ts';
import { isIgnoredByGit } from '../disk/ignored-by-git.ts';
import { parseArguments } from './arguments.ts';
import { chosenContext } from './cluster.ts';
import { type Common, type Door, tell, UsageError } from './door.ts';

const OPTIONS = {
  keys: { type: 'string', multiple: true },
  'from-env-file': { type: 'string' },
  context: { type: 'string' },
  namespace: { type: 'string' },
  yes: { type: 'boolean' },
} as const;

/**
 * `gantry create-secret NAME`: makes a Secret on a cluster from a .env file that git ignores, or from standard input in its
 * form. No value is printed, logged or written.
 */
export async function createSecretCommand(args: readonly string[], door: Door, common: Common): Promise<number> {
  const { values, positionals } = parseArguments(args, OPTIONS);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError(['create-secret takes one NAME']);
  if (!/^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/.test(name)) {
    throw new UsageError(['a name has lower-case letters, digits, - and .']);
  }
  const data = await readValues(values['from-env-file'], door, common);
  const keys = values.keys?.flatMap((list) => list.split(',').filter((key) => key !== '')) ?? [...data.keys()];
  const missing = keys.filter((key) => (data.get(key) ?? '') === '');
  if (missing.length > 0) throw new UsageError(['there is no value for {0}', missing.join(', ')]);
  if (keys.length === 0)
    throw new UsageError(['there are no values: give --from-env-file, or NAME=value lines on standard input']);
  const { kubeconfig, context } = await chosenContext(values.context, door);
  const namespace = values.namespace ?? context.namespace;
  const target = [name, keys.join(', '), namespace, context.name] as const;
  if (!values.yes) {
    tell(door, common, ['would create Secret {0} ({1}) in {2} of {3}; --yes does it', ...target]);
    return 2;
  }
  const [{ connect }, { createSecret }] = await Promise.all([
    import('../cluster/connect.ts'),
    import('../cluster/objects.ts'),
  ]);
  const cluster = await connect(kubeconfig, context.name);
  const chosen = Object.fromEntries(keys.map((key) => [key, data.get(key) ?? '']));
  await createSecret(cluster, namespace, name, chosen, door.interrupted?.());
  tell(door, common, ['created Secret {0} ({1}) in {2} of {3}', ...target]);
  return 0;
}

async function readValues(file: string | undefined, door: Door, common: Common): Promise<ReadonlyMap<string, string>> {
  if (file === undefined) return readDotenv(await door.stdin());
  const absolute = path.resolve(door.cwd, file);
  const text = await readText(absolute);
  if (text === null) throw new UsageError(['{0} could not be read', file]);
  if ((await isIgnoredByGit(absolute)) === false) {
    tell(door, common, ['{0} is not ignored by git: its values may be committed', file]);
  }
  return readDotenv(text);
}
