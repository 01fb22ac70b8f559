import { Writable, type Duplex } from 'node:stream';

/** The part of a WebSocket that lets its two ends go at the pace of the slower one. */
export interface Channel {
  /** Bytes that were given to it and not yet sent. */
  readonly bufferedAmount: number;
  readonly pause: () => void;
  readonly resume: () => void;
}

/** What may wait in memory for a slow pod. */
const MOST_WAITING = 1024 * 1024;
/** A WebSocket does not tell when it has sent what it had. */
const LOOK_EVERY = 10;

/** Writes to `socket`; the channel is not read while the socket has more than it can take. */
export function writerTo(socket: Duplex, channel: () => Channel | null): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      const isFull = !socket.write(chunk);
      // Nobody reads what comes for a client that has gone.
      if (isFull && !socket.destroyed) {
        channel()?.pause();
        socket.once('drain', () => channel()?.resume());
      }
      done();
    },
  });
}

/** Does not read `socket` while the channel has more than it can send. */
export function holdBack(socket: Duplex, channel: Channel): void {
  let looking: NodeJS.Timeout | undefined;
  const look = () => {
    if (channel.bufferedAmount > MOST_WAITING) return;
    clearInterval(looking);
    looking = undefined;
    socket.resume();
  };
  socket.on('data', () => {
    if (looking || channel.bufferedAmount <= MOST_WAITING) return;
    socket.pause();
    looking = setInterval(look, LOOK_EVERY);
  });
  socket.once('close', () => {
    clearInterval(looking);
  });
}
