import { formatGraph, GRAPH_FORMATS, type GraphFormat } from '../contract/graph/formats.ts';
import { brokenPart, programCalled } from '../contract/graph/parts.ts';
import type { ContractGraph } from '../contract/graph/types.ts';
import type { LiveCluster } from '../contract/live/live-cluster.ts';
import { liveTargets } from '../contract/live/targets.ts';
import type { Project } from '../project/project.ts';
import { folderArgument, unreadLine } from './analyze.ts';
import { readGoSource } from './go-source.ts';
import { parseArguments } from './arguments.ts';
import { chosenContext } from './cluster.ts';
import { type Common, type Door, UsageError } from './door.ts';
import { readWorkspace, tellUnread } from './workspace.ts';

/** `gantry graph DIR --format json|dot|mermaid`: the contract between source, image and manifests, and what a cluster has of it. */
export async function graphCommand(args: readonly string[], door: Door, common: Common): Promise<number> {
  const { values, positionals } = parseArguments(args, {
    format: { type: 'string' },
    program: { type: 'string' },
    broken: { type: 'boolean' },
    cluster: { type: 'boolean' },
    context: { type: 'string' },
    namespace: { type: 'string' },
  });
  const format = values.format ?? 'json';
  if (!(GRAPH_FORMATS as readonly string[]).includes(format)) {
    throw new UsageError(['--format is one of {0}', GRAPH_FORMATS.join(', ')]);
  }
  const folder = folderArgument(positionals, door);
  const places = { configFile: undefined, env: door.env, distDir: door.distDir };
  const { project, errors } = await readWorkspace(folder, {}, places);
  if (!project.go()) {
    // Nothing to join Go with: what it holds is drawn all the same.
    project.setGo(await readGoSource(folder, door.distDir));
  }
  const live = values.cluster || values.context !== undefined ? await readCluster(project, values, door) : null;
  const graph = graphFor(project, values.program, live);
  door.stdout(formatGraph(values.broken ? brokenPart(graph) : graph, format as GraphFormat, common.reportTranslations));
  tellUnread(errors, door, common);
  for (const error of project.go()?.errors ?? []) door.stderr(unreadLine(error, common));
  return errors.length > 0 ? 2 : 0;
}

interface Where {
  readonly context?: string | undefined;
  readonly namespace?: string | undefined;
}

/** What the cluster of a context has of what the files make. */
async function readCluster(project: Project, where: Where, door: Door): Promise<LiveCluster | null> {
  const contract = project.contract();
  if (!contract) return null;
  const { kubeconfig, context } = await chosenContext(where.context, door);
  const [{ connect }, { readLive }] = await Promise.all([
    import('../cluster/connect.ts'),
    import('../cluster/live/read.ts'),
  ]);
  const cluster = await connect(kubeconfig, context.name);
  const signal = door.interrupted?.() ?? new AbortController().signal;
  return readLive(cluster, liveTargets(contract), { namespace: where.namespace ?? context.namespace, signal });
}

function graphFor(project: Project, wanted: string | undefined, live: LiveCluster | null): ContractGraph {
  const whole = project.graph(undefined, live);
  if (wanted === undefined) return whole;
  const program = programCalled(whole, wanted);
  if (program !== undefined) return project.graph(program, live);
  const names = whole.nodes.filter(({ kind }) => kind === 'program').map(({ id }) => id.slice('program:'.length));
  if (names.length === 0) throw new UsageError(['there is no Go program here for --program']);
  throw new UsageError(['there is no program {0}', [wanted, ...names.map((name) => `  --program ${name}`)].join('\n')]);
}
