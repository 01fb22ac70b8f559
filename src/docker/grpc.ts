import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';

/** One call of a gRPC client: as much of the protocol as BuildKit's session needs, on Node's own HTTP/2. */
export interface Call {
  readonly path: string;
  /** Values of a metadata key, in order; decoded where BuildKit encoded them for not being ASCII. */
  readonly metadata: (key: string) => readonly string[];
  readonly messages: () => AsyncGenerator<Buffer>;
  /** Resolves when the connection takes more. */
  readonly send: (message: Uint8Array) => Promise<void>;
  /** Ends the call; nothing is sent after it. */
  readonly finish: (status: Status, reason?: string) => void;
}

/** https://github.com/grpc/grpc/blob/master/doc/statuscodes.md */
export type Status = typeof OK | typeof UNKNOWN | typeof NOT_FOUND | typeof UNIMPLEMENTED;
export const OK = 0;
export const UNKNOWN = 2;
export const NOT_FOUND = 5;
export const UNIMPLEMENTED = 12;

/** The call that a stream of an HTTP/2 server carries. `rawHeaders` tells repeated headers apart, which `headers` joins. */
export function readCall(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders & { readonly ':path'?: string | undefined },
  rawHeaders: readonly string[],
): Call {
  // The other side may go away at any time: writing then fails, and there is nobody to tell.
  stream.on('error', () => undefined);
  let status = `${UNKNOWN}`;
  let reason = '';
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => {
    stream.sendTrailers({ 'grpc-status': status, ...(reason !== '' && { 'grpc-message': reason }) });
  });
  return {
    path: headers[':path'] ?? '',
    metadata: (key) => metadata(rawHeaders, key),
    // Whoever has read enough has not yet answered: the stream must outlive the loop.
    messages: () => readMessages(stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>),
    send: async (message) => {
      if (stream.destroyed) throw new Error('the connection is closed');
      if (stream.write(frame(message))) return;
      await drained(stream);
    },
    finish: (code, why = '') => {
      status = String(code);
      reason = encodeURIComponent(why);
      stream.end();
    },
  };
}

function drained(stream: ServerHttp2Stream): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.on('drain', done).on('close', done);
  });
}

function metadata(rawHeaders: readonly string[], key: string): string[] {
  const values = (name: string): string[] =>
    rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1] === name);
  const encoded = values(`${key}-encoded`)[0] === '1';
  // Older engines send bytes of UTF-8 as they are, which Node reads as Latin-1.
  const plain = (value: string): string => Buffer.from(value, 'latin1').toString('utf8');
  return values(key).map((value) => (encoded ? decodeURIComponent(value.replaceAll('+', ' ')) : plain(value)));
}

/** A flag byte (compressed or not), four bytes of length, the message. */
function frame(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

async function* readMessages(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of stream) {
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32BE(1)) {
      const end = 5 + rest.readUInt32BE(1);
      yield rest.subarray(5, end);
      rest = rest.subarray(end);
    }
  }
}
