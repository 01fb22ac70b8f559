import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver-protocol/node';
import { PRINT_PEAK } from '../process.ts';

/** The built server in a process of its own, spoken to as the editor does. */
export interface ServerProcess {
  readonly open: (uri: string, languageId: string, text: string) => Promise<void>;
  readonly type: (uri: string, version: number, line: number, text: string, character: number) => Promise<void>;
  readonly pull: (uri: string) => Promise<unknown>;
  /** Resolves when the server next asks to be pulled again: when a workspace is read, for one. */
  readonly refreshed: () => Promise<void>;
  /** Megabytes that the process had at most. */
  readonly stop: () => Promise<number>;
}

const dist = path.join(import.meta.dirname, '..', '..', 'dist');

/** Resolves when the server has answered `initialize`; `root` is the folder that is open, if any. */
export async function startServerProcess(root?: string): Promise<ServerProcess> {
  const child = fork(path.join(dist, 'server.js'), ['--node-ipc'], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...PRINT_PEAK },
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  const waiting: (() => void)[] = [];
  connection.onRequest('workspace/diagnostic/refresh', () => {
    for (const resolve of waiting.splice(0)) resolve();
    return null;
  });
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: root === undefined ? null : [{ uri: pathToFileURL(root).href, name: 'bench' }],
    capabilities: { workspace: { diagnostics: { refreshSupport: true } } },
    initializationOptions: { distDir: dist, translations: {}, trusted: true },
  });
  await connection.sendNotification('initialized', {});
  return {
    open: (uri, languageId, text) =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    type: (uri, version, line, text, character) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: { line, character }, end: { line, character } }, text }],
      }),
    pull: (uri) => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }),
    refreshed: () => new Promise((resolve) => void waiting.push(resolve)),
    async stop() {
      await stop(connection, child);
      const [, kilobytes] = /peak-memory (\d+)/.exec(errors) ?? [];
      const other = errors.replace(/peak-memory \d+/, '').trim();
      if (other !== '') console.error(other);
      return Number(kilobytes) / 1000;
    },
  };
}

async function stop(connection: MessageConnection, child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve));
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await ended;
  connection.dispose();
}
