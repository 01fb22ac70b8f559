import type { Program } from '../go/project.ts';

/** What Go says of files to embed that are not there. */
const UNMATCHED = /: pattern (?:all:)?(\S+): no matching files found/;

/** The embedded files for whose absence a build failed, where nothing in the repository has or makes them; else undefined. */
export function absentEmbed({ absentEmbeds = [] }: Pick<Program, 'absentEmbeds'>, output: string): string | undefined {
  const pattern = UNMATCHED.exec(output)?.[1];
  return absentEmbeds.find(({ path }) => pattern !== undefined && (path === pattern || path.endsWith(`/${pattern}`)))
    ?.path;
}
