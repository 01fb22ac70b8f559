import { lintManifests } from '../../src/kubernetes/lint.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { workspaceOf } from './editing/workspace-of.ts';

export interface SaidIn {
  readonly file: string;
  readonly finding: Finding;
  /** What is marked. */
  readonly marked: string;
}

/** All that a rule says in the files of a workspace of which every file is known. */
export function saidIn(texts: Readonly<Record<string, string>>, wanted: string): SaidIn[] {
  const workspace = workspaceOf(texts);
  return [...workspace.files()].flatMap((parsed) =>
    lintManifests(parsed, workspace)
      .filter(({ rule }) => rule === wanted)
      .map((finding) => ({
        file: parsed.file,
        finding,
        marked: parsed.text.slice(finding.start, finding.end),
      })),
  );
}
