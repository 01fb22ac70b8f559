import * as vscode from 'vscode';
import type { ApplyRejection } from '../../cluster/types.ts';
import type { Problem } from '../../words/problem.ts';
import { withAction } from '../action.ts';
import type { RunFindings } from '../findings.ts';
import type { Deployable } from './deployable.ts';
import { fieldLine } from './field-line.ts';

/** Shows a rejected apply at the field in the manifest, where a file of the deployment has the object. */
export async function locateRejection(
  problem: Problem,
  deployable: Deployable,
  findings: RunFindings,
): Promise<Problem> {
  const rejection =
    problem.details.kind === 'apply-rejected' ? (problem.details.cause as ApplyRejection | undefined) : undefined;
  if (!rejection) return problem;
  let shown: vscode.Location | undefined;
  for (const { uri, text } of await manifests(deployable)) {
    for (const { field, message } of rejection.causes) {
      const line = fieldLine(text, rejection.kind, rejection.name, field);
      if (line === undefined) continue;
      const written = text.split('\n')[line] ?? '';
      const range = new vscode.Range(line, written.length - written.trimStart().length, line, written.trimEnd().length);
      findings.set(uri, range, `${field}: ${message}`);
      shown ??= new vscode.Location(uri, range);
    }
  }
  if (!shown) return problem;
  return withAction(problem, {
    title: vscode.l10n.t('Show in Manifest'),
    command: 'vscode.open',
    arguments: [shown.uri, { selection: shown.range }],
  });
}

/** Old findings of the files that are deployed go, before they are judged anew. */
export async function clearRejections(deployable: Deployable, findings: RunFindings): Promise<void> {
  for (const { uri } of await manifests(deployable)) findings.clear(uri);
}

async function manifests({ root, path, kind }: Deployable): Promise<{ uri: vscode.Uri; text: string }[]> {
  const around = vscode.Uri.joinPath(root, path, ...(kind === 'file' ? ['..'] : []));
  // An overlay's base lies beside the overlays: `deploy/overlays/dev` and `deploy/base`.
  const folder = /\/overlays\/[^/]+$/.test(around.path) ? vscode.Uri.joinPath(around, '..', '..') : around;
  const files = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, '**/*.{yaml,yml,json}'),
    undefined,
    200,
  );
  return Promise.all(
    files.map(async (uri) => ({ uri, text: (await vscode.workspace.openTextDocument(uri)).getText() })),
  );
}
