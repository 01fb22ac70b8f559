import type { CancellationToken } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { containerKey } from '../contract/matching/chosen-match.ts';
import { programId } from '../contract/graph/ids.ts';
import { programCalled } from '../contract/graph/parts.ts';
import type { LiveTarget } from '../contract/live/live-cluster.ts';
import { liveTargets } from '../contract/live/targets.ts';
import { folderOf } from '../contract/matching/program-names.ts';
import type { GoProject } from '../go/project.ts';
import type { Project } from '../project/project.ts';
import type { GraphParams, GraphProgram, GraphResult, MatchQuestion, UnmatchedContainer } from './protocol.ts';
import type { Session } from './session.ts';

/** How the files of a workspace folder are joined, around one program. */
export async function graphOf(
  session: Session,
  { folder, program: wanted, afresh = false }: GraphParams,
  token: CancellationToken,
): Promise<GraphResult> {
  const root = URI.parse(folder).fsPath;
  const project = await session.wholeProject(root);
  // Where there is nothing to join Go with, nobody has read it yet, nor reads it again when it changes.
  if (!project.joins()) project.setGo(await session.go.analyze(root, true, abortedBy(token)));
  const programs = programsOf(project.go());
  const [only, second] = programs;
  const program = wanted === undefined ? (second ? undefined : only?.id) : idOf(programs, wanted);
  const isEmpty = program === undefined && only !== undefined;
  const answer = isEmpty ? null : await session.live.read(targetsOf(project, program), { patience: PATIENCE, afresh });
  const graph = isEmpty ? { nodes: [], edges: [] } : project.graph(program, answer?.live);
  const cluster = answer && { context: answer.context, answers: answer.live !== null };
  const [questions, unmatched] = [questionsOf(project), unmatchedOf(project)];
  return { programs, program: program ?? null, graph, questions, unmatched, cluster };
}

/** For how long the picture waits for a cluster; without its answer the files are drawn. */
const PATIENCE = 10_000;

function targetsOf(project: Project, program: string | undefined): () => readonly LiveTarget[] {
  return () => {
    const contract = project.contract();
    if (!contract) return [];
    const programs = contract.go.programs.filter((one) => programId(one) === program);
    return liveTargets(contract, program === undefined ? undefined : programs);
  };
}

/** Overlays that say the same of a container ask one thing. */
export function questionsOf(project: Project): MatchQuestion[] {
  const questions = new Map<string, MatchQuestion>();
  for (const { container, programs } of project.ambiguous()) {
    const key = containerKey(container.facts);
    if (!questions.has(key))
      questions.set(key, { container: key, programs: programs.map((program) => folderOf(program) || '.') });
  }
  return [...questions.values()];
}

/** Images that are built elsewhere, mostly; the user may know better. */
function unmatchedOf(project: Project): UnmatchedContainer[] {
  const asked = new Set(project.ambiguous().map(({ container }) => container));
  const found = (project.contract()?.containers ?? []).filter((one) => one.program === null && !asked.has(one));
  const images = new Map(found.map(({ facts }) => [containerKey(facts), facts.image?.value ?? '']));
  return [...images].map(([container, image]) => ({ container, image }));
}

function programsOf(go: GoProject | null): GraphProgram[] {
  return (go?.programs ?? []).map((program) => ({
    id: programId(program),
    name: program.name,
    folder: folderOf(program) || '.',
    module: program.moduleDir,
  }));
}

function idOf(programs: readonly GraphProgram[], wanted: string): string | undefined {
  const nodes = programs.map(({ id, name }) => ({ id, kind: 'program' as const, label: name, file: '', line: 1 }));
  return programCalled({ nodes, edges: [] }, wanted) ?? programs.find(({ folder }) => folder === wanted)?.id;
}

function abortedBy(token: CancellationToken): AbortSignal {
  const cancel = new AbortController();
  token.onCancellationRequested(() => {
    cancel.abort();
  });
  return cancel.signal;
}
