import path from 'node:path';
import {
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { createGoThread, type GoThread } from '../disk/go-thread.ts';
import { threadFile } from '../disk/thread-file.ts';
import type { Project } from '../project/project.ts';
import type { Translations } from '../words/message.ts';
import { lazySchemas, type ManifestSchemas, manifestSchemas } from './assets.ts';
import { type Features, readClientSettings } from './client-settings.ts';
import { createFolder, type Folder } from './folder.ts';
import type { Listing } from './listing.ts';
import { createLiveReader, type LiveReader } from './live.ts';
import {
  type ClusterParams,
  contractChangedNotification,
  type ReadLiveParams,
  readLiveRequest,
  type ReadLiveResult,
  type ServerOptions,
} from './protocol.ts';
import { registrations } from './registrations.ts';
import { createToolchains, type Toolchains } from './toolchain.ts';
import { createShellChecks, type ShellChecks } from './shellcheck.ts';

/** Everything that lives as long as the connection. */
export interface Session {
  readonly translations: Translations;
  /** What the editor's settings and the other installed extensions leave to us. */
  readonly features: Features;
  /** False in Restricted Mode. */
  readonly trusted: boolean;
  /** The editor asks for the edits of an action when the user takes it. */
  readonly resolvesEdits: boolean;
  /** The editor shows edits that say so before they are made. */
  readonly annotatesEdits: boolean;
  readonly rulePage: (rule: string) => string | undefined;
  /** The user's own ShellCheck, where there is one and the workspace is trusted. */
  readonly shellChecks: ShellChecks;
  /** Reads Go aside from the thread that answers the editor. */
  readonly go: GoThread;
  /** The user's own Go, where there is one and the workspace is trusted. */
  readonly toolchains: Toolchains;
  /** What the cluster has that the user has connected to. */
  readonly live: LiveReader;
  /** The project that an open document belongs to, brought up to the document's version. */
  readonly placeOf: (document: TextDocument) => Promise<Place | undefined>;
  /** The project around a file on disk, whatever it is. */
  readonly projectAt: (fsPath: string) => Promise<Pick<Place, 'project' | 'file'>>;
  /** The project of a workspace folder, once all of its files are known. */
  readonly wholeProject: (folder: string) => Promise<Project>;
  readonly schemas: () => Promise<ManifestSchemas>;
  readonly start: () => Promise<void>;
  readonly reloadSettings: () => Promise<void>;
  readonly filesChanged: (uris: readonly string[]) => Promise<void>;
  readonly documentChanged: (document: TextDocument) => void;
  readonly clusterChanged: (facts: ClusterParams['facts']) => void;
}

export interface Place {
  readonly project: Project;
  /** Folders below `root` as they are on disk. */
  readonly listing: Listing;
  /** Path of the document relative to `root`, with `/`. */
  readonly file: string;
  /** Absolute folder, with `/`. */
  readonly root: string;
  /** Once all files are known, and Go has been read. */
  readonly whole: Promise<unknown>;
  /** What a file holds, as the editor shows it or else as it is on disk; undefined where it cannot be read. */
  readonly textOf: (file: string) => string | undefined;
}

export function createSession(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  params: InitializeParams,
  options: ServerOptions,
): Session {
  const workspaceFolders = params.workspaceFolders ?? [];
  const folders = new Map<string, Folder>();
  const announce = params.capabilities.textDocument?.rename?.dynamicRegistration
    ? registrations(connection)
    : undefined;
  const canAsk = params.capabilities.workspace?.configuration ?? false;
  let features = readClientSettings(undefined).features;
  let { overrides, baseline } = readClientSettings(undefined);
  let cluster: ClusterParams['facts'] = null;
  /** True: the editor is going, and takes no more requests. */
  let leaving = false;
  connection.onShutdown(() => {
    leaving = true;
    session.shellChecks.stop();
    session.go.stop();
    session.toolchains.stop();
  });
  let schemas: Promise<ManifestSchemas> | undefined;
  const shipped = lazySchemas(options.distDir);
  let started: Promise<void> | undefined;

  const session: Session = {
    translations: options.translations,
    trusted: options.trusted,
    resolvesEdits:
      params.capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true &&
      params.capabilities.textDocument.codeAction.dataSupport === true,
    annotatesEdits: params.capabilities.workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    get features() {
      return features;
    },
    shellChecks: createShellChecks(
      options.trusted,
      (text) => {
        connection.console.warn(text);
      },
      refresh,
    ),
    go: createGoThread(threadFile('go-worker', options.distDir)),
    toolchains: createToolchains(options.trusted, process.env, options.distDir),
    live: createLiveReader((targets) =>
      connection.sendRequest<ReadLiveResult>(readLiveRequest, { targets } satisfies ReadLiveParams),
    ),
    // The pages ship with the extension, so they open without a network.
    rulePage: (rule) => URI.file(path.join(options.distDir, '..', 'docs', 'rules', `${rule}.md`)).toString(),
    schemas: () => (schemas ??= manifestSchemas(options.distDir)),

    async placeOf(document) {
      const uri = URI.parse(document.uri);
      if (uri.scheme !== 'file' && uri.scheme !== 'untitled') return undefined;
      const fsPath = uri.scheme === 'untitled' ? untitledPath(uri.path, document.languageId) : uri.fsPath;
      const folder = folderOf(fsPath);
      await folder.settingsRead;
      const file = folder.relative(fsPath);
      folder.open(file, document.version, () => document.getText());
      const { project, listing, root, scanned: whole, textOf } = folder;
      return { project, listing, file, root, whole, textOf };
    },

    async projectAt(fsPath) {
      const folder = folderOf(fsPath);
      await folder.settingsRead;
      return { project: folder.project, file: folder.relative(fsPath) };
    },

    async wholeProject(root) {
      // Who asks at once would be answered without what the editor sets.
      await started;
      const folder = folderOf(path.join(root, '.gantry.yaml'));
      await folder.settingsRead;
      await folder.scanned;
      return folder.project;
    },

    async start() {
      await (started = session.reloadSettings());
    },

    async reloadSettings() {
      const read = readClientSettings(canAsk ? await connection.workspace.getConfiguration('gantry') : undefined);
      ({ features, overrides, baseline } = read);
      await session.shellChecks.configure(read.shellCheck);
      const readGo = session.toolchains.configure(read.toolchain);
      if (!leaving) await announce?.(features);
      for (const folder of folders.values()) {
        await folder.readSettings(overrides, baseline);
        if (readGo) void folder.analyzeGo();
      }
      refresh();
    },

    async filesChanged(uris) {
      let concerns = false;
      for (const uri of uris) {
        const { scheme, fsPath } = URI.parse(uri);
        if (scheme !== 'file') continue;
        session.toolchains.changed(fsPath);
        // An open document counts as it is in the editor.
        if (documents.get(uri)) {
          if (fsPath.endsWith('.go')) void folderOf(fsPath).analyzeGo();
          continue;
        }
        session.go.changed(fsPath);
        if (await folderOf(fsPath).fileChanged(fsPath)) concerns = true;
      }
      if (concerns) refresh();
    },

    clusterChanged(facts) {
      cluster = facts;
      session.live.connected(facts !== null);
      for (const folder of folders.values()) folder.project.setCluster(cluster);
      refresh();
    },

    documentChanged(document) {
      const { scheme, fsPath } = URI.parse(document.uri);
      const folder = scheme === 'file' ? folders.get(rootOf(fsPath)) : undefined;
      folder?.open(folder.relative(fsPath), document.version, () => document.getText());
    },
  };
  return session;

  /** The workspace folder around a file; a file outside every folder is a workspace of its own. */
  function rootOf(fsPath: string): string {
    const roots = workspaceFolders.map(({ uri }) => URI.parse(uri).fsPath);
    const around = roots.filter((root) => fsPath.startsWith(`${root}/`) || fsPath.startsWith(`${root}\\`));
    return around.sort((a, b) => b.length - a.length)[0] ?? fsPath;
  }

  function folderOf(fsPath: string): Folder {
    const root = rootOf(fsPath);
    const known = folders.get(root);
    if (known) return known;
    const folder = createFolder({
      root,
      single: root === fsPath,
      overrides,
      baseline,
      schemas: shipped,
      go: session.go,
      toolchains: session.toolchains,
      changed: refresh,
    });
    folders.set(root, folder);
    folder.project.setCluster(cluster);
    // Documents that were opened before count as they are in the editor, not as they are on disk.
    for (const document of documents.all()) session.documentChanged(document);
    return folder;
  }

  /** Asks the editor to ask again for what another file or a setting changed: findings, and what Go source says of manifests. */
  function refresh(): void {
    if (!leaving) void connection.sendNotification(contractChangedNotification);
    const { workspace } = params.capabilities;
    if (workspace?.diagnostics?.refreshSupport) void ask(() => connection.languages.diagnostics.refresh());
    if (workspace?.codeLens?.refreshSupport) void ask(() => connection.sendRequest(CodeLensRefreshRequest.type));
    if (workspace?.inlayHint?.refreshSupport) void ask(() => connection.languages.inlayHint.refresh());
  }

  async function ask(request: () => Promise<void>): Promise<void> {
    if (leaving) return;
    try {
      await request();
    } catch {
      // The editor has closed the connection meanwhile: nobody is left to ask.
    }
  }
}

/** A document that was never saved is a workspace of its own, named after its language. */
function untitledPath(name: string, languageId: string): string {
  return path.join(path.sep, 'untitled', name, languageId === 'dockerfile' ? 'Dockerfile' : 'untitled.yaml');
}
