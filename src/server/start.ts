import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { baselineOf } from './baseline-requests.ts';
import { lintChart } from './chart-requests.ts';
import { codeActions } from './code-actions.ts';
import { codeLenses } from './code-lens.ts';
import { complete } from './completion.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { hover } from './hover.ts';
import { answerLanguages } from './language-requests.ts';
import { analyzeFolder, measureContext, planFolder, readImages } from './go-requests.ts';
import { graphOf } from './graph-requests.ts';
import { outline } from './outline.ts';
import {
  analyzeRequest,
  fixAllKind,
  type GraphParams,
  graphRequest,
  type AnalyzeParams,
  type LintChartParams,
  type BaselineParams,
  baselineRequest,
  clusterNotification,
  type ClusterParams,
  lintChartRequest,
  type PlanParams,
  contextRequest,
  type ImagesParams,
  imagesRequest,
  type ContextParams,
  planRequest,
  type ServerOptions,
} from './protocol.ts';
import { resolveAction } from './refactorings.ts';
import { createSession, type Session } from './session.ts';

/** Wires a connection to the handlers. Everything that lives as long as the connection is in the session. */
export function startServer(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  let session: Session | undefined;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    session = createSession(connection, documents, params, params.initializationOptions as ServerOptions);
    return { capabilities, serverInfo: { name: 'gantry' } };
  });
  connection.onInitialized(() => void session?.start());
  connection.onDidChangeConfiguration(() => void session?.reloadSettings());
  connection.onDidChangeWatchedFiles(({ changes }) => void session?.filesChanged(changes.map(({ uri }) => uri)));
  documents.onDidChangeContent(({ document }) => session?.documentChanged(document));
  documents.onDidClose(({ document }) => void session?.filesChanged([document.uri]));

  /** Runs a handler on an open document; nothing where the document or the session is gone. */
  function onDocument<Params extends { textDocument: { uri: string } }, Result>(
    handler: (session: Session, document: TextDocument, params: Params, token: CancellationToken) => Result,
    nothing: Awaited<Result>,
  ) {
    return async (params: Params, token: CancellationToken): Promise<Awaited<Result>> => {
      const document = documents.get(params.textDocument.uri);
      return session && document ? await handler(session, document, params, token) : nothing;
    };
  }

  connection.languages.diagnostics.on(
    onDocument(
      async (current, document) => ({ kind: 'full' as const, items: await diagnosticsOf(current, document) }),
      {
        kind: 'full' as const,
        items: [],
      },
    ),
  );
  connection.onHover(onDocument((current, document, { position }) => hover(current, document, position), null));
  connection.onCompletion(onDocument((current, document, { position }) => complete(current, document, position), []));
  connection.onCodeAction(onDocument((current, document, params) => codeActions(current, document, params), []));
  connection.onCodeActionResolve((action) =>
    session ? resolveAction(session, (uri) => documents.get(uri), action) : action,
  );
  connection.onCodeLens(onDocument((current, document) => codeLenses(current, document), []));
  connection.onDocumentSymbol(onDocument((current, document) => outline(current, document), []));
  answerLanguages(connection, onDocument);
  connection.onNotification(clusterNotification, ({ facts }: ClusterParams) => {
    session?.clusterChanged(facts);
  });
  connection.onRequest(analyzeRequest, (params: AnalyzeParams, token: CancellationToken) =>
    session ? analyzeFolder(session, params, token) : null,
  );
  connection.onRequest(graphRequest, (params: GraphParams, token: CancellationToken) =>
    session ? graphOf(session, params, token) : null,
  );
  connection.onRequest(baselineRequest, (params: BaselineParams) => (session ? baselineOf(session, params) : null));
  connection.onRequest(lintChartRequest, (params: LintChartParams) => (session ? lintChart(session, params) : null));
  connection.onRequest(imagesRequest, (params: ImagesParams) => readImages(params));
  connection.onRequest(contextRequest, (params: ContextParams, token: CancellationToken) =>
    measureContext(params, token),
  );
  connection.onRequest(planRequest, (params: PlanParams, token: CancellationToken) =>
    session ? planFolder(session, params, token) : null,
  );

  documents.listen(connection);
  connection.listen();
}

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  diagnosticProvider: { identifier: 'gantry', interFileDependencies: true, workspaceDiagnostics: false },
  hoverProvider: true,
  completionProvider: { triggerCharacters: ['$', '-', '=', ':', ' ', '\n', '/', ',', '#', '"'] },
  codeActionProvider: {
    codeActionKinds: [
      CodeActionKind.QuickFix,
      CodeActionKind.RefactorRewrite,
      CodeActionKind.RefactorExtract,
      fixAllKind,
    ],
    resolveProvider: true,
  },
  codeLensProvider: {},
  documentSymbolProvider: true,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
