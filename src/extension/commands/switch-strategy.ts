import * as vscode from 'vscode';
import type { Choices } from '../../containerize/plan-types.ts';
import { type PlanParams, planRequest, type PlanResult } from '../../server/protocol.ts';
import { Problem } from '../../words/problem.ts';
import { imageChoices, pinning } from '../containerize/image-settings.ts';
import { answerQuestions } from '../containerize/questions.ts';
import { moduleFolder } from '../containerize/module-folder.ts';
import { findDockerfile } from '../image/recipe.ts';
import { optionsOf, whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

type Strategy = NonNullable<Choices['strategy']>;

/**
 * `gantry.switchStrategy(where?, options?)`: writes the Dockerfile of a Go program anew, in one stage, in two, or with the
 * modules in a stage of their own. What it says of ports, variables, user, labels and command stays; shown before it is done.
 */
export function switchStrategyCommand({ server }: CommandContext) {
  return async (argument?: unknown, options?: unknown): Promise<boolean | undefined> => {
    const dockerfile = await findDockerfile(whereOf(argument));
    const folder = dockerfile && (await moduleFolder(dockerfile));
    if (!dockerfile || !folder) return undefined;
    const given = optionsOf<{ readonly choices: Choices }>(options).choices;
    const strategy = given?.strategy ?? (await pickStrategy());
    if (strategy === undefined) return undefined;
    const answered = await answerQuestions(
      pinning((choices) => {
        const params: PlanParams = { folder: folder.toString(), choices };
        return server.request<PlanResult>(planRequest, params);
      }),
      { images: await imageChoices(server, folder), ...given, strategy },
    );
    const planned = answered?.plan.files.find(({ path }) => /(?:^|\/)Dockerfile(?:\.[^/]+)?$/.test(path));
    if (!answered) return undefined;
    if (!planned) throw new Problem({ kind: 'not-found', what: ['The plan has no Dockerfile'] });
    const { keepSettings } = await import('../../containerize/present/keep-settings.ts');
    const document = await vscode.workspace.openTextDocument(dockerfile);
    const text = keepSettings(document.getText().replace(/\r\n/g, '\n'), planned.text);
    const edit = new vscode.WorkspaceEdit();
    const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
    const label = vscode.l10n.t('Switch the build strategy');
    edit.replace(dockerfile, whole, text, { label, needsConfirmation: true });
    return vscode.workspace.applyEdit(edit, { isRefactoring: true });
  };
}

async function pickStrategy(): Promise<Strategy | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly strategy: Strategy })[] = [
    {
      strategy: 'multi',
      label: vscode.l10n.t('Two stages'),
      detail: vscode.l10n.t('Builds in one stage and ships only the binary'),
    },
    {
      strategy: 'cached',
      label: vscode.l10n.t('Modules in a stage of their own'),
      detail: vscode.l10n.t('Keeps the modules in a stage of their own that CI can export and import as cache'),
    },
    {
      strategy: 'single',
      label: vscode.l10n.t('One stage'),
      detail: vscode.l10n.t('Builds and runs in one golang image: for development, not for production'),
    },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('How should the image be built?') }))
    ?.strategy;
}
