import * as vscode from 'vscode';
import type { Choices, Plan } from '../../containerize/plan-types.ts';
import { type PlanParams, planRequest, type PlanResult } from '../../server/protocol.ts';
import { type Action, offer } from '../action.ts';
import { compareKept } from '../containerize/compare.ts';
import { answerQuestions } from '../containerize/questions.ts';
import { moduleFolder } from '../containerize/module-folder.ts';
import { type Containerized, writeWithPreview } from '../containerize/write.ts';
import { buildSettings } from '../settings.ts';
import { optionsOf, whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

export interface ContainerizeOptions {
  /** What would otherwise be asked. */
  readonly choices: Choices;
}

/** `gantry.containerize(where?, options?)`: plans the files, asks what is open, shows all of them, writes them as one edit. */
export function containerizeCommand({ server, documents, madeFolders }: CommandContext) {
  return async (argument?: unknown, options?: unknown): Promise<Containerized | undefined> => {
    const where = whereOf(argument);
    const folder = await moduleFolder(where.uri);
    if (!folder) return undefined;
    const { registry } = buildSettings(folder);
    const given = optionsOf<ContainerizeOptions>(options).choices;
    const planWith = (choices: Choices) => requestPlan(server, folder, choices);
    const plan = await answerQuestions(planWith, { ...(registry !== '' && { registry }), ...given });
    if (!plan) return undefined;
    const result = await writeWithPreview(folder, plan, documents, madeFolders);
    if (result) offerNextStep(folder, result, await compareKept(documents, folder, plan));
    return result;
  };
}

async function requestPlan(server: CommandContext['server'], folder: vscode.Uri, choices: Choices): Promise<Plan> {
  const params: PlanParams = { folder: folder.toString(), choices };
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Reading the Go project'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (_progress, token) =>
    server.request<PlanResult>(planRequest, params, token),
  );
}

function offerNextStep(folder: vscode.Uri, { written, kept }: Containerized, more: readonly Action[]): void {
  const build = {
    title: vscode.l10n.t('Build Image'),
    command: 'gantry.build',
    arguments: [vscode.Uri.joinPath(folder, 'Dockerfile')],
  };
  const dockerfile = written.find((path) => path === 'Dockerfile' || path.includes('Dockerfile'));
  const target = dockerfile === undefined ? build : { ...build, arguments: [vscode.Uri.joinPath(folder, dockerfile)] };
  const message =
    written.length === 0
      ? vscode.l10n.t('All {0} files are there already: nothing to write.', kept.length)
      : kept.length === 0
        ? vscode.l10n.t('Wrote {0} files. One undo takes them away.', written.length)
        : vscode.l10n.t(
            'Wrote {0} files and kept {1} that were there. One undo takes them away.',
            written.length,
            kept.length,
          );
  offer(message, target, ...more);
}
