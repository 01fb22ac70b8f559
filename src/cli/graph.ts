import { formatGraph, GRAPH_FORMATS, type GraphFormat } from '../contract/graph-formats.ts';
import { folderArgument } from './analyze.ts';
import { parseArguments } from './arguments.ts';
import { type Common, type Door, UsageError } from './door.ts';
import { readWorkspace } from './workspace.ts';

/** `gantry graph DIR --format json|dot|mermaid`: the contract between source, image and manifests. */
export async function graphCommand(args: readonly string[], door: Door, common: Common): Promise<number> {
  const { values, positionals } = parseArguments(args, { format: { type: 'string' } });
  const format = values.format ?? 'json';
  if (!(GRAPH_FORMATS as readonly string[]).includes(format)) {
    throw new UsageError(`--format is one of ${GRAPH_FORMATS.join(', ')}`);
  }
  const { project } = await readWorkspace(
    folderArgument(positionals, door),
    {},
    { configFile: undefined, env: door.env },
  );
  door.stdout(formatGraph(project.graph(), format as GraphFormat, common.translations));
  return 0;
}
