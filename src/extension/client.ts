import * as vscode from 'vscode';
import type { Lifetime } from './lifetime.ts';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type ClusterParams,
  clusterNotification,
  contractChangedNotification,
  type ReadLiveParams,
  readLiveRequest,
  type ReadLiveResult,
  type RememberedMatches,
  type ServerOptions,
} from '../server/protocol.ts';
import { coexistSettings, leftToUs } from './coexist.ts';
import type { MatchStore } from './contract/matches.ts';
import { isOfInterest } from './interest.ts';
import { translations } from './translate.ts';

/** The language server, started when the first document of interest or the first request needs it. */
export interface LanguageServer extends Lifetime {
  request<Result>(method: string, params: object, token?: vscode.CancellationToken): Promise<Result>;
  /** Tells what is known of the cluster that the user has connected to; a server that starts later hears it, too. */
  tellCluster(facts: ClusterParams['facts']): void;
  /** Answers the server when it asks what the connected cluster has. */
  answerLive(answer: ReadLive): void;
  /** The contract may be another one now; fired for a running server only. */
  readonly onContractChanged: vscode.Event<void>;
}

export type ReadLive = (params: ReadLiveParams, token: vscode.CancellationToken) => Promise<ReadLiveResult>;

// `helm` is what extensions for Helm call the templates of a chart.
const LANGUAGES = ['dockerfile', 'dockerignore', 'yaml', 'json', 'helm', 'go', 'go.mod'];
/** What is deployed may be broken by any file of these: source, a configuration file that is no manifest itself, a script that an image starts. */
const HELD_AGAINST_IT = ['go', 'yaml', 'shellscript'];
/** Variables that kustomizations take: what their language is called depends on the other extensions. Scripts that images start. */
const OTHER_FILES = '**/{.env,.env.*,*.env,*.properties,*.sh}';
const WATCHED =
  '**/{Dockerfile,Dockerfile.*,*.Dockerfile,*.dockerfile,Containerfile,*.yaml,*.yml,*.json,.dockerignore,*.dockerignore,.hadolint.yaml,.trivyignore,.shellcheckrc,go.mod,*.go,*.hcl,.env,.env.*,*.env,*.properties,*.sh,templates/**/*.tpl}';

export function createLanguageServer(
  extension: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  matches: MatchStore,
): LanguageServer {
  let starting: Promise<LanguageClient> | undefined;
  let cluster: ClusterParams['facts'] = null;
  let readLive: ReadLive = () => Promise.resolve(null);
  const contractChanged = new vscode.EventEmitter<void>();
  const tell = (client: LanguageClient) => client.sendNotification(clusterNotification, { facts: cluster });
  const start = () =>
    (starting ??= startClient(extension, log, matches).then(async (client) => {
      client.onRequest(readLiveRequest, (params: ReadLiveParams, token: vscode.CancellationToken) =>
        readLive(params, token),
      );
      client.onNotification(contractChangedNotification, () => contractChanged.fire());
      if (cluster) await tell(client);
      return client;
    }));
  const settingsChanged = async () => {
    await (await starting)?.sendNotification('workspace/didChangeConfiguration', { settings: null });
  };
  const isDeployed = deployment();
  const startFor = async (document: vscode.TextDocument) => {
    if (starting) return;
    const { languageId, fileName } = document;
    const isWanted =
      (LANGUAGES.includes(languageId) && isOfInterest(languageId, fileName, document.getText())) ||
      (HELD_AGAINST_IT.includes(languageId) && (await isDeployed()));
    if (!isWanted) return;
    start().catch((error: unknown) => {
      log.error(error instanceof Error ? error : String(error));
    });
  };
  const listeners = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidChangeTextDocument(({ document }) => startFor(document)),
    vscode.extensions.onDidChange(settingsChanged),
    matches.onDidChange(settingsChanged),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('gantry')) await settingsChanged();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(async () => {
      const client = await starting;
      await client?.restart();
      if (client && cluster) await tell(client);
    }),
  );
  for (const document of vscode.workspace.textDocuments) void startFor(document);
  return {
    async request<Result>(method: string, params: object, token?: vscode.CancellationToken) {
      const client = await start();
      // A token that is undefined would be sent as a parameter.
      return token ? client.sendRequest<Result>(method, params, token) : client.sendRequest<Result>(method, params);
    },
    tellCluster(facts) {
      cluster = facts;
      void starting?.then(tell);
    },
    answerLive(answer) {
      readLive = answer;
    },
    onContractChanged: contractChanged.event,
    dispose() {
      listeners.dispose();
      contractChanged.dispose();
      void starting?.then((client) => client.dispose());
    },
  };
}

/** Whether the workspace has an image or manifests that its source or settings may break; looked up once, and never on a keystroke. */
function deployment(): () => Promise<boolean> {
  const DEPLOYED = '**/{Dockerfile,Dockerfile.*,*.Dockerfile,Containerfile,kustomization.yaml,Chart.yaml}';
  let found: Promise<boolean> | undefined;
  return () =>
    (found ??= Promise.resolve(vscode.workspace.findFiles(DEPLOYED, '**/{node_modules,vendor}/**', 1)).then(
      (files) => files.length > 0,
    ));
}

async function startClient(
  extension: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  matches: MatchStore,
): Promise<LanguageClient> {
  const { LanguageClient: Client, TransportKind } = await import('./language-client.ts');
  const { watchOthers, withoutDuplicates } = await import('./shown-once.ts');
  const module = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'server.js').fsPath;
  const initializationOptions = (): ServerOptions => ({
    distDir: vscode.Uri.joinPath(extension.extensionUri, 'dist').fsPath,
    translations: translations(),
    trusted: vscode.workspace.isTrusted,
  });
  const client = new Client(
    'gantry',
    'Gantry',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    {
      documentSelector: [
        ...LANGUAGES.flatMap((language) => [
          { language, scheme: 'file' },
          { language, scheme: 'untitled' },
        ]),
        { scheme: 'file', pattern: OTHER_FILES },
      ],
      outputChannel: log,
      initializationOptions,
      diagnosticPullOptions: { onChange: true },
      synchronize: {
        fileEvents: [
          vscode.workspace.createFileSystemWatcher(WATCHED),
          // Whether a file is there matters for every file: COPY may name it.
          vscode.workspace.createFileSystemWatcher('**/*', false, true, false),
        ],
      },
      middleware: {
        provideDiagnostics: withoutDuplicates,
        workspace: {
          async configuration(params, token, next) {
            const sections: unknown = await next(params, token);
            if (!Array.isArray(sections)) return [];
            return sections.map((section: unknown, index) =>
              params.items[index]?.section === 'gantry' ? completeSettings(section, matches) : section,
            );
          },
        },
      },
    },
  );
  await client.start();
  extension.subscriptions.push(watchOthers(client));
  return client;
}

/** Settings as the server reads them, with what the other installed extensions and Restricted Mode leave to it. */
function completeSettings(section: unknown, matches: MatchStore): object {
  const own = typeof section === 'object' && section !== null ? section : {};
  const settings = { ...own, matches: matches.all() satisfies RememberedMatches };
  const configuration = vscode.workspace.getConfiguration('gantry');
  const coexist = coexistSettings(
    configuration.get('coexist'),
    configuration.get('dockerfile.coexist'),
    configuration.get('kubernetes.coexist'),
  );
  const features = leftToUs(coexist, (id) => vscode.extensions.getExtension(id) !== undefined);
  return vscode.workspace.isTrusted
    ? { ...settings, features }
    : { ...settings, features, codeLens: { enabled: false } };
}
