import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { performServerHandshake } from 'node:http2';
import { hostname } from 'node:os';
import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import type { BuildContext, ContextEntry } from './context.ts';
import type { Credentials } from './credentials.ts';
import { sendFiles, type SyncCount } from './file-sync.ts';
import { type Call, NOT_FOUND, OK, readCall, UNIMPLEMENTED, UNKNOWN } from './grpc.ts';
import { decodeFields, encodeFields, text } from './protobuf.ts';

/** Credentials for a registry's host, or undefined where there are none. */
export type CredentialsOf = (registry: string) => Promise<Credentials | undefined>;

export interface BuildSession {
  readonly id: string;
  /** What was sent of the context so far. */
  readonly sent: SyncCount & { complete: boolean };
  /** What went wrong on this side while the engine asked: a file that could not be read, a credential helper that is missing. */
  readonly failure: () => unknown;
  readonly close: () => void;
}

const CREDENTIALS = '/moby.filesync.v1.Auth/Credentials';
const FILES = '/moby.filesync.v1.FileSync/DiffCopy';
const SECRET = '/moby.buildkit.secrets.v1.Secrets/GetSecret';
const HEALTH = '/grpc.health.v1.Health/Check';

/**
 * Opens BuildKit's way back: over one connection the engine asks this side, as a gRPC server, for the files of the context that it
 * does not have yet, for the credentials of the registries it pulls from, each host its own, for secrets that a RUN mounts, by
 * the files they are in, and whether it is still there.
 * (The library's session knows one password for all hosts and neither files nor health, so that the engine gives it up after a second.)
 */
export async function openSession(
  docker: Docker,
  contextDir: string,
  context: BuildContext,
  credentialsOf: CredentialsOf,
  secrets: Readonly<Record<string, string>> = {},
): Promise<BuildSession> {
  const id = randomUUID();
  const connection = await hijack(docker, id, contextDir);
  const sent = { files: 0, bytes: 0, complete: false };
  let failure: unknown;
  const answers: Readonly<Record<string, (call: Call) => Promise<void>>> = {
    [HEALTH]: (call) => reply(call, encodeFields([[1, 1]])),
    [CREDENTIALS]: (call) =>
      sendCredentials(call, (registry) =>
        credentialsOf(registry).catch((error: unknown) => {
          // Most base images are public: without credentials the engine may well get them.
          failure ??= error;
          return undefined;
        }),
      ),
    [SECRET]: (call) => sendSecret(call, secrets),
    [FILES]: (call) => sendFolder(call, context, sent),
  };
  // Not a server: that would refuse a TLS connection which did not negotiate HTTP/2 at its start.
  const session = performServerHandshake(connection);
  session.on('stream', (stream, headers, _flags, rawHeaders: string[]) => {
    const call = readCall(stream, headers, rawHeaders);
    const answer = answers[call.path];
    if (answer === undefined) call.finish(UNIMPLEMENTED);
    else {
      answer(call).catch((error: unknown) => {
        if (call.path === FILES) failure ??= error;
        // The engine says what it could not do without; the error's own text may hold a secret.
        call.finish(UNKNOWN, 'the client could not answer');
      });
    }
  });
  session.on('error', () => connection.destroy());
  const close = (): void => {
    session.destroy();
    connection.destroy();
  };
  return { id, sent, failure: () => failure, close };
}

function hijack(docker: Docker, id: string, contextDir: string): Promise<Duplex> {
  const request = {
    method: 'POST',
    path: '/session',
    hijack: true,
    headers: {
      Upgrade: 'h2c',
      'X-Docker-Expose-Session-Uuid': id,
      'X-Docker-Expose-Session-Name': 'gantry',
      // By this the engine knows the folder again, and asks only for what changed since the last build.
      'X-Docker-Expose-Session-Sharedkey': createHash('sha256').update(`${hostname()}:${contextDir}`).digest('hex'),
      'X-Docker-Expose-Session-Grpc-Method': [CREDENTIALS, FILES, HEALTH, SECRET],
    },
    statusCodes: { 200: true },
  };
  return new Promise((resolve, reject) => {
    (docker.modem as Dialer).dial(request, (error, socket) => {
      if (socket === null) reject(error ?? new Error('no connection'));
      else resolve(socket);
    });
  });
}

interface Dialer {
  dial(request: object, callback: (error: Error | null, socket: Duplex | null) => void): void;
}

async function reply(call: Call, message: Uint8Array): Promise<void> {
  await call.send(message);
  call.finish(OK);
}

async function sendCredentials(call: Call, credentialsOf: CredentialsOf): Promise<void> {
  for await (const message of call.messages()) {
    const found = await credentialsOf(text(decodeFields(message), 1));
    await reply(call, found === undefined ? new Uint8Array() : encodeFields(pair(found)));
    return;
  }
}

/** The bytes of the file that the caller named for this id, read when they are wanted; any other secret is not found. */
async function sendSecret(call: Call, secrets: Readonly<Record<string, string>>): Promise<void> {
  for await (const message of call.messages()) {
    const file = Object.entries(secrets).find(([id]) => id === text(decodeFields(message), 1))?.[1];
    if (file === undefined) call.finish(NOT_FOUND, 'there is no such secret');
    else await reply(call, encodeFields([[1, await readFile(file)]]));
    return;
  }
}

/** An identity token goes without a user name, as the docker CLI sends it. */
function pair({ username, password, identityToken }: Credentials): [number, string][] {
  return identityToken === undefined
    ? [
        [1, username],
        [2, password],
      ]
    : [[2, identityToken]];
}

async function sendFolder(call: Call, context: BuildContext, sent: BuildSession['sent']): Promise<void> {
  const [folder] = call.metadata('dir-name');
  const wanted = [...call.metadata('followpaths'), ...call.metadata('include-patterns')];
  const aside = (entries: AsyncIterable<ContextEntry>): Promise<void> =>
    sendFiles(call, entries, { files: 0, bytes: 0 });
  if (folder === 'dockerfile') return aside(context.dockerfileEntries());
  if (wanted.length === 1 && wanted[0] === '.dockerignore') return aside(context.ignoreFileEntries());
  await sendFiles(call, context.entries(wanted), sent);
  sent.complete = true;
}
