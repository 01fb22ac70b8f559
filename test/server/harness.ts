import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  type CancellationToken,
  type CodeAction,
  type CodeLens,
  createConnection,
  type Diagnostic,
  type Hover,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver/node';
import { createMessageConnection } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type ReadLiveParams, readLiveRequest, type ReadLiveResult } from '../../src/server/protocol.ts';
import { startServer } from '../../src/server/start.ts';

/** An editor over in-memory streams, on a folder of its own. */
export interface Editor {
  readonly root: string;
  readonly uri: (file: string) => string;
  readonly open: (file: string, text: string, languageId?: string) => Promise<void>;
  readonly change: (file: string, text: string) => Promise<void>;
  readonly close: (file: string) => Promise<void>;
  /** Pulls the diagnostics of an open document. */
  readonly diagnostics: (file: string) => Promise<Diagnostic[]>;
  /** Resolves at the next time the server asks for a pull because another answer changed. */
  readonly refreshed: () => Promise<void>;
  readonly hover: (file: string, text: string, needle: string) => Promise<Hover | null>;
  readonly actions: (file: string, diagnostic: Diagnostic, only?: string[]) => Promise<CodeAction[]>;
  readonly lenses: (file: string) => Promise<CodeLens[]>;
  readonly request: (method: string, params: unknown, token?: CancellationToken) => Promise<unknown>;
  readonly notify: (method: string, params: unknown) => Promise<void>;
  readonly fileChanged: (file: string) => Promise<void>;
  /** Methods that the server has announced so far; those for manifests begin with `yaml+json+helm `. */
  readonly registered: ReadonlySet<string>;
  /** Resolves when the server has announced something. */
  readonly announced: Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface EditorOptions {
  /** Files on disk before the server starts. */
  readonly files?: Readonly<Record<string, string>>;
  readonly translations?: Readonly<Record<string, string>>;
  /** The `gantry` section of the editor's settings, or what gives it; without it, no toolchain is asked. */
  readonly settings?: unknown;
  readonly trusted?: boolean;
  /** What the editor answers when it is asked what the connected cluster has. */
  readonly readLive?: (params: ReadLiveParams) => ReadLiveResult | Promise<ReadLiveResult>;
  /** The editor shows edits that say so before they are made. */
  readonly annotates?: boolean;
  /** What the editor asks for of a code action when the user takes it. */
  readonly resolves?: readonly string[];
}

const dist = path.join(import.meta.dirname, '..', '..', 'dist');

export async function startEditor({
  files = {},
  translations = {},
  settings = { go: { toolchain: 'off' } },
  resolves = [],
  trusted = true,
  annotates = false,
  readLive,
}: EditorOptions = {}): Promise<Editor> {
  const root = await mkdtemp(path.join(tmpdir(), 'gantry-server-'));
  for (const [file, text] of Object.entries(files)) await put(root, file, text);
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)));
  const client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  let waiting: (() => void)[] = [];
  client.onRequest('workspace/diagnostic/refresh', () => {
    for (const resolve of waiting) resolve();
    waiting = [];
    return null;
  });
  const registered = new Set<string>();
  let sayAnnounced = () => {};
  const announced = new Promise<void>((resolve) => (sayAnnounced = resolve));
  // Those for Dockerfiles by their method, those for manifests with `yaml+json+helm ` before it.
  client.onRequest('client/registerCapability', ({ registrations }: { registrations: { id: string }[] }) => {
    for (const { id } of registrations) registered.add(id.replace(/^dockerfile /, ''));
    sayAnnounced();
    return null;
  });
  client.onRequest('client/unregisterCapability', (params: { unregisterations: { id: string }[] }) => {
    for (const { id } of params.unregisterations) registered.delete(id.replace(/^dockerfile /, ''));
    return null;
  });
  client.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
    items.map(() => (typeof settings === 'function' ? (settings as () => unknown)() : settings)),
  );
  if (readLive) client.onRequest(readLiveRequest, readLive);
  client.listen();
  const folder = pathToFileURL(root).toString();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: folder,
    workspaceFolders: [{ uri: folder, name: 'test' }],
    capabilities: {
      workspace: {
        configuration: true,
        diagnostics: { refreshSupport: true },
        ...(annotates ? { workspaceEdit: { changeAnnotationSupport: {} } } : {}),
      },
      textDocument: {
        rename: { dynamicRegistration: true },
        codeAction: { dataSupport: true, resolveSupport: { properties: [...resolves] } },
      },
    },
    initializationOptions: { distDir: dist, translations, trusted },
  });
  await client.sendNotification('initialized', {});
  const uri = (file: string) => pathToFileURL(path.join(root, file)).toString();
  let version = 1;

  return {
    root,
    uri,
    registered,
    announced,
    open: (file, text, languageId = file.endsWith('yaml') ? 'yaml' : file.endsWith('.go') ? 'go' : 'dockerfile') =>
      client.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(file), languageId, version: ++version, text },
      }),
    change: (file, text) =>
      client.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(file), version: ++version },
        contentChanges: [{ text }],
      }),
    close: (file) => client.sendNotification('textDocument/didClose', { textDocument: { uri: uri(file) } }),
    async diagnostics(file) {
      const params = { textDocument: { uri: uri(file) } };
      return (await client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', params)).items;
    },
    refreshed: () => new Promise<void>((resolve) => waiting.push(resolve)),
    hover: (file, text, needle) => {
      const position = TextDocument.create('', '', 0, text).positionAt(text.indexOf(needle));
      return client.sendRequest('textDocument/hover', { textDocument: { uri: uri(file) }, position });
    },
    actions: (file, diagnostic, only) =>
      client.sendRequest('textDocument/codeAction', {
        textDocument: { uri: uri(file) },
        range: diagnostic.range,
        context: { diagnostics: [diagnostic], ...(only ? { only } : {}) },
      }),
    lenses: (file) => client.sendRequest('textDocument/codeLens', { textDocument: { uri: uri(file) } }),
    request: (method, params, token) =>
      token ? client.sendRequest(method, params, token) : client.sendRequest(method, params),
    notify: (method, params) => client.sendNotification(method, params),
    fileChanged: (file) =>
      client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(file), type: 2 }] }),
    async stop() {
      await client.sendRequest('shutdown');
      client.dispose();
      toServer.destroy();
      toClient.destroy();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Writes a file below a folder. */
export async function put(root: string, file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}

/** The text after an action's edits of one document. */
export function applied(text: string, action: CodeAction | undefined, uri: string): string {
  const document = TextDocument.create(uri, '', 0, text);
  const edits = (action?.edit?.documentChanges ?? []).flatMap((change) =>
    'textDocument' in change && change.textDocument.uri === uri ? (change.edits as TextEdit[]) : [],
  );
  return TextDocument.applyEdits(document, edits);
}
