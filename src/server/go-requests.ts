import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { contextChange } from '../containerize/context/context-change.ts';
import { plan } from '../containerize/plan.ts';
import { nearestConfig } from '../disk/nearest-config.ts';
import { nodeFiles } from '../disk/node-files.ts';
import { sizedFiles } from '../disk/sized-files.ts';
import type { GoProject } from '../go/project.ts';
import { readImageSettings } from '../project/image-settings.ts';
import { explain, Problem } from '../words/problem.ts';
import type {
  AnalyzeParams,
  AnalyzeResult,
  ContextParams,
  ContextResult,
  ImagesParams,
  ImagesResult,
  PlanParams,
  PlanResult,
} from './protocol.ts';
import type { Session } from './session.ts';
import { workspaceDecision } from './workspace-decision.ts';

/** For how long a request waits for the toolchain: afterwards the syntax stands, and the next one gets its answer. */
const PATIENCE = 5_000;

/** Reads the Go project in a folder; cancelled with the request. */
export async function analyzeFolder(
  session: Session,
  { folder }: AnalyzeParams,
  token: CancellationToken,
): Promise<AnalyzeResult> {
  return readProject(session, URI.parse(folder).fsPath, token);
}

/** Plans the files that containerize the project in a folder; writes nothing. */
export async function planFolder(
  session: Session,
  { folder, choices }: PlanParams,
  token: CancellationToken,
): Promise<PlanResult> {
  const root = URI.parse(folder).fsPath;
  try {
    const planned = await plan(await readProject(session, root, token), nodeFiles(root), choices);
    const workspace = await workspaceDecision(root);
    return workspace ? { ...planned, decisions: [workspace, ...planned.decisions] } : planned;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new ResponseError(LSPErrorCodes.RequestFailed, explain(error, session.translations));
  }
}

/** What the configuration at a folder, or above it, says of base images. */
export function readImages({ folder }: ImagesParams): Promise<ImagesResult> {
  return readImageSettings(nearestConfig(URI.parse(folder).fsPath));
}

/** Measures the build context of a folder, with the .dockerignore that it has and with a planned one. */
export async function measureContext(
  { folder, ignore }: ContextParams,
  token: CancellationToken,
): Promise<ContextResult> {
  const root = URI.parse(folder).fsPath;
  const cancel = new AbortController();
  const listener = token.onCancellationRequested(() => {
    cancel.abort();
  });
  try {
    const present = await nodeFiles(root).read('.dockerignore');
    return await contextChange(sizedFiles(root, cancel.signal), present, ignore);
  } finally {
    listener.dispose();
  }
}

async function readProject(session: Session, root: string, token: CancellationToken): Promise<GoProject> {
  const cancel = new AbortController();
  const listener = token.onCancellationRequested(() => {
    cancel.abort();
  });
  try {
    // Any folder may be asked for, at any time: nobody says what changed in it since.
    const project = await session.go.analyze(root, true, cancel.signal, session.toolchains.known(root));
    const patience = AbortSignal.any([cancel.signal, AbortSignal.timeout(PATIENCE)]);
    const improved = await session.toolchains.ask(root, project.modules, 'packages', patience);
    if (!improved) return project;
    return await session.go.analyze(root, false, cancel.signal, session.toolchains.known(root));
  } finally {
    listener.dispose();
  }
}
