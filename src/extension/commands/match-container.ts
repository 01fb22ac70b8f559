import * as vscode from 'vscode';
import {
  type GraphParams,
  graphRequest,
  type GraphResult,
  type MatchQuestion,
  type UnmatchedContainer,
} from '../../server/protocol.ts';
import { whileReading } from '../containerize/reading.ts';
import { workspaceFolder } from '../folders.ts';
import { optionsOf, whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

export interface MatchContainerOptions {
  /** `Deployment/shop/app`; absent: the user picks one of those that are open. */
  readonly container: string;
  /** What would otherwise be asked: the folder of a program, or null for none of them. */
  readonly program: string | null;
  /** True: written to `.gantry.yaml`, for everybody. */
  readonly write: boolean;
}

/**
 * `gantry.matchContainer(where?, { container?, program?, write? }?)`: asks once which program a container runs, where the files
 * name several or none, and remembers it for this workspace; into `.gantry.yaml` it is written only on request.
 */
export function matchContainerCommand({ server, matches }: CommandContext) {
  return async (argument?: unknown, options?: unknown): Promise<void> => {
    const folder = (await workspaceFolder(whereOf(argument).uri))?.uri;
    if (!folder) return;
    const given = optionsOf<MatchContainerOptions>(options);
    const params: GraphParams = { folder: folder.toString() };
    const { questions, unmatched, programs } = await whileReading((token) =>
      server.request<GraphResult>(graphRequest, params, token),
    );
    const container = given.container ?? (await pickContainer(questions, programs.length > 0 ? unmatched : []));
    if (container === undefined) return;
    const likely = questions.find((one) => one.container === container)?.programs ?? [];
    const others = programs.map((one) => one.folder).filter((one) => !likely.includes(one));
    const program = given.program === undefined ? await pickProgram(container, likely, others) : given.program;
    if (program === undefined) return;
    if (given.write !== true) {
      await matches.remember(container, program);
      return;
    }
    await writeMatch(folder, container, program);
    await matches.forget(container);
  };
}

async function pickContainer(
  questions: readonly MatchQuestion[],
  unmatched: readonly UnmatchedContainer[],
): Promise<string | undefined> {
  if (questions.length + unmatched.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('It is known of every container which program it runs.'));
    return undefined;
  }
  const kind = vscode.QuickPickItemKind.Separator;
  const items: vscode.QuickPickItem[] = [
    ...questions.map(({ container, programs }) => ({ label: container, description: programs.join(', ') })),
    ...(unmatched.length > 0 ? [{ kind, label: vscode.l10n.t('images that no program here is known for') }] : []),
    ...unmatched.map(({ container, image }) => ({ label: container, description: image })),
  ];
  const title = vscode.l10n.t('Which container?');
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.label;
}

async function pickProgram(
  container: string,
  likely: readonly string[],
  others: readonly string[],
): Promise<string | null | undefined> {
  const separator = { kind: vscode.QuickPickItemKind.Separator, label: vscode.l10n.t('other programs') };
  const none = { label: vscode.l10n.t('None of these programs'), program: null };
  const items: (vscode.QuickPickItem & { readonly program?: string | null })[] = [
    ...likely.map((folder) => ({ label: folder, program: folder })),
    none,
    ...(others.length > 0 ? [separator] : []),
    ...others.map((folder) => ({ label: folder, program: folder })),
  ];
  const title = vscode.l10n.t('Which program does {0} run?', container);
  return (await vscode.window.showQuickPick(items, { title }))?.program;
}

async function writeMatch(folder: vscode.Uri, container: string, program: string | null): Promise<void> {
  const { withMatch } = await import('../../config/write-match.ts');
  const file = vscode.Uri.joinPath(folder, '.gantry.yaml');
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(file, { ignoreIfExists: true });
  await vscode.workspace.applyEdit(edit);
  const document = await vscode.workspace.openTextDocument(file);
  const before = document.getText();
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(before.length));
  const change = new vscode.WorkspaceEdit();
  change.replace(file, whole, withMatch(before, container, program));
  await vscode.workspace.applyEdit(change);
  await document.save();
  await vscode.window.showTextDocument(document, { preview: false });
}
