import { bytesOf, decodeFields, type Fields, integer, messages, text } from './protobuf.ts';

/** One message of BuildKit's progress (moby.buildkit.v1.StatusResponse), as far as we show it. */
export interface BuildStatus {
  readonly vertexes: readonly Vertex[];
  readonly logs: readonly { readonly vertex: string; readonly text: Uint8Array }[];
  readonly warnings: readonly { readonly text: string; readonly line?: number }[];
}

/** A step of the build graph. */
export interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly cached: boolean;
  /** Milliseconds since 1970. */
  readonly started?: number;
  readonly completed?: number;
  readonly error: string;
}

/** Reads the base64 text of a progress message; what cannot be read is left out. */
export function decodeStatus(base64: string): BuildStatus {
  const status = decodeFields(Buffer.from(base64, 'base64'));
  return {
    vertexes: messages(status, 1).map(readVertex),
    logs: messages(status, 3).map((log) => ({ vertex: text(log, 1), text: bytesOf(log, 4) ?? new Uint8Array() })),
    warnings: messages(status, 4).map(readWarning),
  };
}

function readVertex(vertex: Fields): Vertex {
  const [started, completed] = [milliseconds(vertex, 5), milliseconds(vertex, 6)];
  return {
    digest: text(vertex, 1),
    name: text(vertex, 3),
    cached: integer(vertex, 4) !== 0,
    error: text(vertex, 7),
    ...(started !== undefined && { started }),
    ...(completed !== undefined && { completed }),
  };
}

function readWarning(warning: Fields): BuildStatus['warnings'][number] {
  const start = messages(warning, 7).flatMap((range) => messages(range, 1))[0];
  const line = start === undefined ? 0 : integer(start, 1);
  return { text: text(warning, 3), ...(line > 0 && { line }) };
}

function milliseconds(fields: Fields, number: number): number | undefined {
  const timestamp = messages(fields, number).at(-1);
  return timestamp && integer(timestamp, 1) * 1000 + integer(timestamp, 2) / 1e6;
}
