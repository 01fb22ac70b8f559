import * as vscode from 'vscode';
import { type GraphParams, graphRequest, type GraphResult } from '../../../server/protocol.ts';
import type { ContractModel, FromPage, ToPage } from '../../../webview/messages.ts';
import type { LanguageServer } from '../../client.ts';
import type { MatchStore } from '../../contract/matches.ts';
import type { Lifetime } from '../../lifetime.ts';
import { plain } from '../../translate.ts';
import { shownKind } from '../cluster/kinds.ts';
import { modelOf } from './model.ts';
import { pageOf } from './page.ts';

/** What the view is about: a program of a workspace folder. */
export interface ContractSubject {
  readonly folder: vscode.Uri;
  /** As the graph names it; absent: there is none, or only one. */
  readonly program?: string;
}

export interface ContractView extends Lifetime {
  /** Opens the view on an answer of the server, or brings it to sight. */
  show(subject: ContractSubject, result: GraphResult): void;
  /** The cluster holds something else now, or another namespace counts: it is asked again where the page is seen. */
  clusterChanged(): void;
  /** What the page shows; undefined: it is closed. */
  shown(): ContractModel | undefined;
}

/** Waits for this long after a change, so that typing does not draw with every key. */
const QUIET = 400;

/** The *Contract* view: a page that shows how a program reaches the cluster, and asks the server again when files change. */
export function createContractView(
  extensionUri: vscode.Uri,
  server: LanguageServer,
  matches: MatchStore,
): ContractView {
  let panel: vscode.WebviewPanel | undefined;
  let subject: ContractSubject | undefined;
  let result: GraphResult | undefined;
  let model: ContractModel | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** Answers may overtake each other: only the last question counts. */
  let asked = 0;

  function post(): void {
    if (!result) return;
    model = modelOf(result, matches.all(), plain);
    if (panel) panel.title = model.title;
    void panel?.webview.postMessage({ type: 'model', model } satisfies ToPage);
  }

  async function refresh(afresh = false): Promise<void> {
    if (!subject || !panel?.visible) return;
    const { folder, program } = subject;
    const params: GraphParams = { folder: folder.toString(), ...(program === undefined ? {} : { program }), afresh };
    const number = ++asked;
    const answer = await server.request<GraphResult>(graphRequest, params).catch(() => undefined);
    if (!answer || number !== asked) return;
    result = answer;
    post();
  }

  function soon(): void {
    if (!panel?.visible) return;
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), QUIET);
  }

  async function receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        post();
        return;
      case 'open':
        await open(message.id);
        return;
      case 'ask':
        await vscode.commands.executeCommand('gantry.matchContainer', where(), { container: message.container });
        return;
      case 'decide':
        await decide(message.container, message.how);
        return;
      case 'act':
        if (message.id === 'refresh') await refresh(true);
        else if (message.id === 'containerize')
          await vscode.commands.executeCommand('gantry.containerize', subject?.folder);
        else if (message.id === 'match') await chooseContainer();
        else await vscode.commands.executeCommand('gantry.showContract', where(), { pick: true });
    }
  }

  async function decide(container: string, how: 'write' | 'forget'): Promise<void> {
    if (how === 'forget') await matches.forget(container);
    const match = matches.all().find((one) => one.container === container);
    if (how === 'write' && match)
      await vscode.commands.executeCommand('gantry.matchContainer', where(), { ...match, write: true });
  }

  async function chooseContainer(): Promise<void> {
    const program = result?.programs.find(({ id }) => id === subject?.program)?.folder;
    await vscode.commands.executeCommand('gantry.matchContainer', where(), { program });
  }

  function where(): { readonly uri: string } | undefined {
    return subject && { uri: subject.folder.toString() };
  }

  async function open(id: string): Promise<void> {
    const node = result?.graph.nodes.find((one) => one.id === id);
    if (!node || !subject) return;
    const { live } = node;
    const context = result?.cluster?.context;
    if (live && context !== undefined && shownKind(live.kind)) {
      await vscode.commands.executeCommand('gantry.showInCluster', { context, ...live });
      return;
    }
    const start = new vscode.Position(node.line - 1, 0);
    const uri = vscode.Uri.joinPath(subject.folder, node.file);
    // Beside the picture, so that both are seen.
    const { One, Two } = vscode.ViewColumn;
    const viewColumn = panel?.viewColumn === One ? Two : One;
    await vscode.window.showTextDocument(uri, { viewColumn, selection: new vscode.Range(start, start) });
  }

  const changes = vscode.Disposable.from(
    server.onContractChanged(soon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (/^(?:go|go\.mod|dockerfile|yaml|json|helm)$/.test(document.languageId)) soon();
    }),
  );

  return {
    show(next, answer) {
      subject = next;
      result = answer;
      asked++;
      if (!panel) {
        const roots = [vscode.Uri.joinPath(extensionUri, 'dist', 'webview')];
        const options = { enableScripts: true, localResourceRoots: roots };
        panel = vscode.window.createWebviewPanel('gantry.contract', '', vscode.ViewColumn.Active, options);
        panel.webview.onDidReceiveMessage((message: FromPage) => receive(message));
        panel.onDidChangeViewState(soon);
        panel.onDidDispose(() => {
          panel = undefined;
          model = undefined;
        });
        panel.webview.html = pageOf(panel.webview, extensionUri);
      }
      post();
      panel.reveal(undefined, false);
    },
    clusterChanged() {
      void refresh(true);
    },
    shown: () => model,
    dispose() {
      clearTimeout(timer);
      changes.dispose();
      panel?.dispose();
    },
  };
}
