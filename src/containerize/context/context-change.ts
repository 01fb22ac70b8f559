import { isIgnored, parseIgnoreFile } from '../../dockerfile/files/ignore-file.ts';

export interface SizedFile {
  /** Relative to the build context, with `/`. */
  readonly path: string;
  readonly bytes: number;
}

export interface ContextSize {
  readonly files: number;
  readonly bytes: number;
}

/** What a build sends without the new .dockerignore, and with it. */
export interface ContextChange {
  readonly before: ContextSize;
  readonly after: ContextSize;
}

/** `before` is the .dockerignore that is there; null: none. */
export async function contextChange(
  files: AsyncIterable<SizedFile>,
  before: string | null,
  after: string,
): Promise<ContextChange> {
  const sides = [before, after].map((text) => ({ ignored: parseIgnoreFile(text ?? ''), files: 0, bytes: 0 }));
  for await (const { path, bytes } of files) {
    for (const side of sides) {
      if (isIgnored(side.ignored, path)) continue;
      side.files++;
      side.bytes += bytes;
    }
  }
  const [old, fresh] = sides.map((side): ContextSize => ({ files: side.files, bytes: side.bytes }));
  const none = { files: 0, bytes: 0 };
  return { before: old ?? none, after: fresh ?? none };
}
