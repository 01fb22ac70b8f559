import * as vscode from 'vscode';
import { programPath } from '../../containerize/choose-program.ts';
import type { Choices } from '../../containerize/plan-types.ts';
import type { ProofJson } from '../../prove/proof-json.ts';
import { type AnalyzeParams, analyzeRequest, type AnalyzeResult } from '../../server/protocol.ts';
import { Problem } from '../../words/problem.ts';
import { type Action, offer, offerAfterProblem } from '../action.ts';
import { imageChoices } from '../containerize/image-settings.ts';
import { moduleFolder } from '../containerize/module-folder.ts';
import { whileReading } from '../containerize/reading.ts';
import { proofSubject } from '../proof/subject.ts';
import { runInTerminal } from '../run.ts';
import { outcomeWords } from '../views/proof/checklist.ts';
import { plain } from '../translate.ts';
import { optionsOf, whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

export interface ProveOptions {
  /** What would otherwise be asked. */
  readonly choices: Choices;
  /** Values of variables; what the program requires and nobody gives is made up. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * `gantry.prove(where?, options?)`: builds the image of a Go program, runs it as its manifests would, and shows which claims
 * hold. What the project does not have is taken as it would be written; nothing is written to the project.
 */
export function proveCommand({ server, outputs, proofView: view, proofFindings: findings, documents }: CommandContext) {
  let running = false;
  return async (argument?: unknown, options?: unknown): Promise<ProofJson | undefined> => {
    if (running) {
      throw new Problem({
        kind: 'invalid-input',
        what: ['A proof is running already'],
        next: ['Wait until it is through, or cancel it'],
      });
    }
    running = true;
    try {
      const where = whereOf(argument);
      const folder = await moduleFolder(where.uri);
      if (!folder) return undefined;
      const { choices = {}, env = {} } = optionsOf<ProveOptions>(options);
      const project = await analyze(server, folder);
      const prepared = await proofSubject(project, folder, where, {
        images: await imageChoices(server, folder),
        ...choices,
      });
      if (!prepared) return undefined;
      const { program } = prepared;
      view.remember([where.uri ?? folder, { choices: { ...choices, program: programPath(program) }, env }]);
      const { runProof } = await import('../proof/run-proof.ts');
      const result = await runInTerminal(outputs, vscode.l10n.t('Gantry: Prove'), (run) =>
        runProof(run, folder, prepared, env, { view, findings, documents }),
      );
      sayOutcome(program.name, result, prepared.dockerfile.mends ? mending(folder, programPath(program)) : []);
      return result;
    } finally {
      running = false;
    }
  };
}

async function analyze(server: CommandContext['server'], folder: vscode.Uri): Promise<AnalyzeResult> {
  const params: AnalyzeParams = { folder: folder.toString() };
  return whileReading((token) => server.request<AnalyzeResult>(analyzeRequest, params, token));
}

/** Where lines of the Dockerfile do not work: shows what changes them. */
function mending(folder: vscode.Uri, program: string): readonly Action[] {
  const choices: Choices = { program, dockerfile: 'repair', layout: 'none' };
  return [
    { title: vscode.l10n.t('Mend Dockerfile'), command: 'gantry.containerize', arguments: [folder, { choices }] },
  ];
}

function sayOutcome(program: string, { outcome, steps }: ProofJson, ways: readonly Action[]): void {
  const show = { title: vscode.l10n.t('Show Checklist'), command: 'gantry.proof.focus' };
  const say = outcome === 'failed' ? offerAfterProblem : offer;
  say(plain(outcomeWords(program, steps)), ...(outcome === 'failed' ? ways : []), show);
}
