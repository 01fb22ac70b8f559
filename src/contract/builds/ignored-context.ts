import { type IgnoreFile, isIgnored, parseIgnoreFile } from '../../dockerfile/files/ignore-file.ts';
import type { Contract } from '../contract.ts';

/** The .dockerignore that a build uses. */
export interface ContextFilter {
  readonly file: string;
  readonly text: string;
  readonly leavesOut: (path: string) => boolean;
}

/** Of a Dockerfile here: its own, or that of its folder, or of the workspace; undefined: there is none that anybody has. */
export function contextFilter(dockerfile: string, { sourceOf }: Contract): ContextFilter | undefined {
  const folder = dockerfile.slice(0, dockerfile.lastIndexOf('/') + 1);
  for (const file of [`${dockerfile}.dockerignore`, `${folder}.dockerignore`, '.dockerignore']) {
    const text = sourceOf(file);
    if (text === undefined) continue;
    const ignore: IgnoreFile = parseIgnoreFile(text);
    return { file, text, leavesOut: (path) => isIgnored(ignore, path) };
  }
  return undefined;
}
