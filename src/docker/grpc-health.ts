import { connect } from 'node:http2';

/** What `grpc.health.v1.Health/Check` says of a service: https://github.com/grpc/grpc/blob/master/doc/health-checking.md */
export type GrpcHealth = 'serving' | 'not-serving' | 'no-answer';

/** Asks a published port for the health of `service` ('' = the server as a whole); over TLS of any certificate with `tls`. */
export function askGrpcHealth(port: number, service: string, tls = false): Promise<GrpcHealth> {
  return new Promise((resolve) => {
    const session = connect(`${tls ? 'https' : 'http'}://127.0.0.1:${port}`, { rejectUnauthorized: false });
    const end = (answer: GrpcHealth): void => {
      session.destroy();
      resolve(answer);
    };
    session.once('error', () => {
      end('no-answer');
    });
    session.setTimeout(5000, () => {
      end('no-answer');
    });
    const call = session.request({
      ':method': 'POST',
      ':path': '/grpc.health.v1.Health/Check',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const pieces: Buffer[] = [];
    call.on('data', (piece: Buffer) => pieces.push(piece));
    call.once('error', () => {
      end('no-answer');
    });
    call.once('end', () => {
      end(isServing(Buffer.concat(pieces)) ? 'serving' : 'not-serving');
    });
    call.end(request(service));
  });
}

/** A frame (flag, length) around the message whose field 1 is the name; the empty name is left out, as Protobuf wants it. */
function request(service: string): Buffer {
  const name = Buffer.from(service);
  const message = name.length === 0 ? name : Buffer.concat([Buffer.from([0x0a, name.length]), name]);
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

/** Field 1 of the answer, `status`, is SERVING. */
function isServing(frame: Buffer): boolean {
  return frame.length >= 7 && frame[5] === 0x08 && frame[6] === 1;
}
