import { formatGraph, GRAPH_FORMATS, type GraphFormat } from '../contract/graph-formats.ts';
import { brokenPart, programCalled } from '../contract/graph-parts.ts';
import type { ContractGraph } from '../contract/graph-types.ts';
import { nodeFiles } from '../disk/node-files.ts';
import type { Project } from '../project/project.ts';
import { folderArgument } from './analyze.ts';
import { parseArguments } from './arguments.ts';
import { type Common, type Door, UsageError } from './door.ts';
import { readWorkspace } from './workspace.ts';

/** `gantry graph DIR --format json|dot|mermaid`: the contract between source, image and manifests. */
export async function graphCommand(args: readonly string[], door: Door, common: Common): Promise<number> {
  const { values, positionals } = parseArguments(args, {
    format: { type: 'string' },
    program: { type: 'string' },
    broken: { type: 'boolean' },
  });
  const format = values.format ?? 'json';
  if (!(GRAPH_FORMATS as readonly string[]).includes(format)) {
    throw new UsageError(`--format is one of ${GRAPH_FORMATS.join(', ')}`);
  }
  const folder = folderArgument(positionals, door);
  const { project } = await readWorkspace(folder, {}, { configFile: undefined, env: door.env });
  if (!project.go()) {
    // Nothing to join Go with: what it holds is drawn all the same.
    const { analyze } = await import('../go/analyze.ts');
    project.setGo(await analyze(nodeFiles(folder)));
  }
  const graph = graphFor(project, values.program);
  door.stdout(formatGraph(values.broken ? brokenPart(graph) : graph, format as GraphFormat, common.translations));
  return 0;
}

function graphFor(project: Project, wanted: string | undefined): ContractGraph {
  const whole = project.graph();
  if (wanted === undefined) return whole;
  const program = programCalled(whole, wanted);
  if (program !== undefined) return project.graph(program);
  const names = whole.nodes.filter(({ kind }) => kind === 'program').map(({ id }) => id.slice('program:'.length));
  throw new UsageError(`--program is one of ${names.join(', ') || 'none: there is no Go program'}`);
}
