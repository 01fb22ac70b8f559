import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver-protocol/node';

/** The built server in a process of its own, spoken to as the editor does. */
export interface ServerProcess {
  readonly open: (uri: string, languageId: string, text: string) => Promise<void>;
  readonly type: (uri: string, version: number, line: number, text: string, character: number) => Promise<void>;
  readonly pull: (uri: string) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

const dist = path.join(import.meta.dirname, '..', '..', 'dist');

/** Resolves when the server has answered `initialize`. */
export async function startServerProcess(): Promise<ServerProcess> {
  const child = fork(path.join(dist, 'server.js'), ['--node-ipc'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
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
    stop: () => stop(connection, child),
  };
}

async function stop(connection: MessageConnection, child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await ended;
  connection.dispose();
}
