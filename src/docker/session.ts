import { randomUUID } from 'node:crypto';
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import type { Credentials } from './credentials.ts';
import { decodeFields, encodeInteger, encodeTexts, text } from './protobuf.ts';

/** Credentials for a registry's host, or undefined where there are none. */
export type CredentialsOf = (registry: string) => Promise<Credentials | undefined>;

export interface BuildSession {
  readonly id: string;
  readonly close: () => void;
}

const CREDENTIALS = '/moby.filesync.v1.Auth/Credentials';
const HEALTH = '/grpc.health.v1.Health/Check';

/**
 * Opens BuildKit's way back: over one connection the engine asks this side, as a gRPC server, for the credentials of the
 * registries it pulls from, each host its own, and whether it is still there. (The library's session answers every host with the
 * same password and knows no health check, so that the engine gives it up after a second.)
 */
export async function openSession(docker: Docker, credentialsOf: CredentialsOf): Promise<BuildSession> {
  const id = randomUUID();
  const connection = await hijack(docker, id);
  const server = createServer();
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    void answer(stream, String(headers[':path']), credentialsOf);
  });
  server.on('sessionError', () => connection.destroy());
  server.emit('connection', connection);
  return { id, close: () => closeAll(server, connection) };
}

function hijack(docker: Docker, id: string): Promise<Duplex> {
  const request = {
    method: 'POST',
    path: '/session',
    hijack: true,
    headers: {
      Upgrade: 'h2c',
      'X-Docker-Expose-Session-Uuid': id,
      'X-Docker-Expose-Session-Name': 'gantry',
      'X-Docker-Expose-Session-Grpc-Method': [CREDENTIALS, HEALTH],
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

function closeAll(server: Http2Server, connection: Duplex): void {
  connection.destroy();
  server.close();
}

/** https://github.com/grpc/grpc/blob/master/doc/statuscodes.md */
const OK = 0;
const UNKNOWN = 2;
const UNIMPLEMENTED = 12;

async function answer(stream: ServerHttp2Stream, path: string, credentialsOf: CredentialsOf): Promise<void> {
  try {
    const request = await readMessage(stream);
    if (path === HEALTH) reply(stream, OK, encodeInteger(1, 1));
    else if (path !== CREDENTIALS) reply(stream, UNIMPLEMENTED);
    else {
      const found = await credentialsOf(text(decodeFields(request), 1));
      reply(stream, OK, encodeTexts(found === undefined ? {} : pair(found)));
    }
  } catch {
    // The engine goes on without credentials and says which image it could not pull.
    if (!stream.destroyed) reply(stream, UNKNOWN);
  }
}

/** An identity token goes without a user name, as the docker CLI sends it. */
function pair({ username, password, identityToken }: Credentials): Record<number, string> {
  return identityToken === undefined ? { 1: username, 2: password } : { 2: identityToken };
}

/** One length-prefixed message: a flag byte, four bytes of length, the message. */
async function readMessage(stream: ServerHttp2Stream): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).subarray(5);
}

function reply(stream: ServerHttp2Stream, status: number, message?: Buffer): void {
  const headers = { ':status': 200, 'content-type': 'application/grpc' };
  const trailers = { 'grpc-status': String(status) };
  if (message === undefined) {
    stream.respond({ ...headers, ...trailers }, { endStream: true });
    return;
  }
  stream.respond(headers, { waitForTrailers: true });
  stream.on('wantTrailers', () => {
    stream.sendTrailers(trailers);
  });
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  stream.end(Buffer.concat([prefix, message]));
}
