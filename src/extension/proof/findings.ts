import * as vscode from 'vscode';
import type { ProofPlace } from '../../prove/types.ts';
import type { RunFindings } from '../findings.ts';
import type { Proof } from '../views/proof/checklist.ts';
import { rowsOf } from '../views/proof/checklist.ts';
import { translate } from '../translate.ts';

/** Puts what does not hold, and what is missing to show more, at the responsible lines of files that are there. */
export async function markResponsibleLines(
  proof: Proof,
  findings: RunFindings,
  fileOf: (place: ProofPlace) => vscode.Uri | undefined,
): Promise<void> {
  for (const { workload, state, title, detail, place } of rowsOf(proof)) {
    if ((state !== 'failed' && state !== 'needs') || !detail || !place) continue;
    const uri = fileOf(place);
    const range = uri && (await lineOf(uri, place.line - 1));
    if (!uri || !range) continue;
    const severity = state === 'failed' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Information;
    const of = workload === undefined ? '' : `${workload} · `;
    findings.set(uri, range, `${of}${translate(title)}: ${translate(detail)}`, severity);
  }
}

/** The text of a line, without the spaces around it. */
async function lineOf(uri: vscode.Uri, line: number): Promise<vscode.Range | undefined> {
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    const { text, firstNonWhitespaceCharacterIndex: first } = document.lineAt(Math.min(line, document.lineCount - 1));
    return new vscode.Range(line, first, line, Math.max(first, text.trimEnd().length));
  } catch {
    return undefined;
  }
}
