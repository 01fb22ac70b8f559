import * as vscode from 'vscode';
import type { ApplyRejection } from '../../cluster/types.ts';
import type { Problem } from '../../words/problem.ts';
import { withAction } from '../action.ts';
import type { RunFindings } from '../findings.ts';
import { fieldLine } from './field-line.ts';
import type { RenderedObject } from './render.ts';

/** Shows a rejected apply at the field in the manifest that the object was read from. */
export async function locateRejection(
  problem: Problem,
  rendered: readonly RenderedObject[],
  findings: RunFindings,
): Promise<Problem> {
  const rejection =
    problem.details.kind === 'apply-rejected' ? (problem.details.cause as ApplyRejection | undefined) : undefined;
  const source = rendered.find(
    ({ object }) => object.kind === rejection?.kind && object.metadata.name === rejection.name,
  );
  if (!rejection || !source) return problem;
  const document = await vscode.workspace.openTextDocument(source.uri).then(undefined, () => undefined);
  if (!document) return problem;
  const causes = rejection.causes.length > 0 ? rejection.causes : [{ field: 'kind', message: problem.message }];
  let first: vscode.Range | undefined;
  for (const { field, message } of causes) {
    const line = fieldLine(document.getText(), rejection.kind, rejection.name, field);
    if (line === undefined) continue;
    const { range, firstNonWhitespaceCharacterIndex: start } = document.lineAt(line);
    const written = range.with(range.start.with(undefined, start));
    findings.set(source.uri, written, `${field}: ${message}`);
    first ??= written;
  }
  if (!first) return problem;
  return withAction(problem, {
    title: vscode.l10n.t('Show in Manifest'),
    command: 'vscode.open',
    arguments: [source.uri, { selection: first }],
  });
}
