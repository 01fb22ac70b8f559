export interface ContainerLog {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/**
 * Lines of the engine's multiplexed log stream: frames of a byte for the stream, three zero bytes, four bytes of length.
 * https://docs.docker.com/reference/api/engine/ "Attach to a container, stream format".
 */
export async function* logLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<ContainerLog> {
  let rest: Buffer = Buffer.alloc(0);
  const open = { stdout: lineReader(), stderr: lineReader() };
  for await (const piece of pieces) {
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= 8 && rest.length >= 8 + rest.readUInt32BE(4)) {
      const stream = rest[0] === 2 ? 'stderr' : 'stdout';
      const end = 8 + rest.readUInt32BE(4);
      for (const text of open[stream].add(rest.subarray(8, end))) yield { stream, text };
      rest = rest.subarray(end);
    }
  }
  for (const stream of ['stdout', 'stderr'] as const) {
    const text = open[stream].rest();
    if (text !== '') yield { stream, text };
  }
}

function lineReader(): { add: (piece: Uint8Array) => string[]; rest: () => string } {
  const decoder = new TextDecoder();
  let rest = '';
  return {
    add: (piece) => {
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      return lines.map((line) => line.replace(/\r$/, ''));
    },
    rest: () => rest,
  };
}
