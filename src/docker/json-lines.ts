/** The values of a stream of JSON texts, one a line; a line that is no JSON is left out. */
export async function* jsonLines(pieces: AsyncIterable<Uint8Array | string>): AsyncGenerator {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield* value(line);
  }
  yield* value(rest);
}

function* value(line: string): Generator {
  if (line.trim() === '') return;
  try {
    yield JSON.parse(line);
  } catch {
    // A line that a proxy put in between, or the end of a connection that broke.
  }
}
