import * as vscode from 'vscode';
import { joinImages } from '../../config/image-settings.ts';
import type { ContextChange } from '../../containerize/context/context-change.ts';
import type { Choices, Plan } from '../../containerize/plan-types.ts';
import {
  type ContextParams,
  contextRequest,
  type ContextResult,
  type PlanParams,
  planRequest,
  type PlanResult,
} from '../../server/protocol.ts';
import { offer } from '../action.ts';
import { imageChoices, pinning } from '../containerize/image-settings.ts';
import { answerQuestions } from '../containerize/questions.ts';
import { reviewPlan } from '../containerize/review.ts';
import { moduleFolder } from '../containerize/module-folder.ts';
import { whileReading } from '../containerize/reading.ts';
import { type Containerized, writeWithPreview } from '../containerize/write.ts';
import { buildSettings } from '../settings.ts';
import { optionsOf, whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

export interface ContainerizeOptions {
  /** What would otherwise be asked. */
  readonly choices: Choices;
}

/** `gantry.containerize(where?, options?)`: plans the files, asks what is open, shows why and what, writes them as one edit. */
export function containerizeCommand({ server, documents, madeFolders }: CommandContext) {
  return async (argument?: unknown, options?: unknown): Promise<Containerized | undefined> => {
    const where = whereOf(argument);
    const folder = await moduleFolder(where.uri);
    if (!folder) return undefined;
    const { registry } = buildSettings(folder);
    const given = optionsOf<ContainerizeOptions>(options).choices;
    const planWith = pinning((choices) => requestPlan(server, folder, choices));
    const ask = (choices: Choices) => answerQuestions(planWith, choices);
    const images = joinImages([await imageChoices(server, folder), given?.images]);
    const first = await ask({ ...(registry !== '' && { registry }), ...given, images });
    if (!first) return undefined;
    // Who calls it with choices has made them.
    const context = (proposed: Plan, token: vscode.CancellationToken) =>
      requestContext(server, folder, proposed, token);
    const plan = given ? first.plan : await reviewPlan(first, { folder, plan: ask, context });
    if (!plan) return undefined;
    const result = await writeWithPreview(folder, plan, documents, madeFolders);
    if (result) offerNextStep(folder, result);
    return result;
  };
}

async function requestContext(
  server: CommandContext['server'],
  folder: vscode.Uri,
  { files }: Plan,
  token: vscode.CancellationToken,
): Promise<ContextChange | undefined> {
  const ignore = files.find(({ path }) => path.endsWith('.dockerignore'));
  if (!ignore) return undefined;
  const params: ContextParams = { folder: folder.toString(), ignore: ignore.text };
  return server.request<ContextResult>(contextRequest, params, token);
}

async function requestPlan(server: CommandContext['server'], folder: vscode.Uri, choices: Choices): Promise<Plan> {
  const params: PlanParams = { folder: folder.toString(), choices };
  return whileReading((token) => server.request<PlanResult>(planRequest, params, token));
}

function offerNextStep(folder: vscode.Uri, { written, kept, changed }: Containerized): void {
  const dockerfile = [...written, ...changed, ...kept].find((path) => /(?:^|\/)Dockerfile(?:\.[^/]+)?$/.test(path));
  const where = [vscode.Uri.joinPath(folder, dockerfile ?? 'Dockerfile')];
  const build = { title: vscode.l10n.t('Build Image'), command: 'gantry.build', arguments: where };
  const prove = { title: vscode.l10n.t('Prove Container'), command: 'gantry.prove', arguments: where };
  const message =
    changed.length > 0
      ? vscode.l10n.t('Wrote {0} files and changed {1}. One undo takes it back.', written.length, changed.length)
      : written.length === 0
        ? vscode.l10n.t('All {0} files are there already: nothing to write.', kept.length)
        : kept.length === 0
          ? vscode.l10n.t('Wrote {0} files. One undo takes them away.', written.length)
          : vscode.l10n.t(
              'Wrote {0} files and kept {1} that were there. One undo takes them away.',
              written.length,
              kept.length,
            );
  offer(message, build, prove);
}
