import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { plan } from '../containerize/plan.ts';
import { nodeFiles } from '../disk/node-files.ts';
import { analyze } from '../go/analyze.ts';
import type { GoProject } from '../go/project.ts';
import { explain, Problem } from '../words/problem.ts';
import type { AnalyzeParams, AnalyzeResult, PlanParams, PlanResult } from './protocol.ts';
import type { Session } from './session.ts';

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
    return await plan(await readProject(session, root, token), nodeFiles(root), choices);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new ResponseError(LSPErrorCodes.RequestFailed, explain(error, session.translations));
  }
}

async function readProject(session: Session, root: string, token: CancellationToken): Promise<GoProject> {
  const cancel = new AbortController();
  const listener = token.onCancellationRequested(() => {
    cancel.abort();
  });
  try {
    return await analyze(nodeFiles(root), { signal: cancel.signal });
  } finally {
    listener.dispose();
  }
}
