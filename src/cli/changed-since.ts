import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UsageError } from './door.ts';
import type { ReportedFinding } from './report.ts';

interface Lines {
  readonly first: number;
  readonly last: number;
}

/** Findings that touch, or are also about, a line which the working tree changed or added since `revision`; files git does not track count whole. */
export async function changedSince(
  findings: readonly ReportedFinding[],
  revision: string,
  cwd: string,
): Promise<ReportedFinding[]> {
  const changed = await changedLines(revision, cwd);
  const touches = ({ file, start, end }: Pick<ReportedFinding, 'file' | 'start' | 'end'>) =>
    changed.get(file)?.some(({ first, last }) => start.line <= last && end.line >= first) ?? false;
  // A change of one object can break another: what a finding is about may stand in other files, too.
  return findings.filter((finding) => touches(finding) || finding.related.some(touches));
}

async function changedLines(revision: string, cwd: string): Promise<Map<string, Lines[]>> {
  const diff = await git(
    [
      '-c',
      'core.quotepath=off',
      'diff',
      '--unified=0',
      '--no-color',
      '--no-ext-diff',
      '--relative',
      '--end-of-options',
      revision,
      '--',
    ],
    cwd,
  );
  const untracked = await git(['ls-files', '--others', '--exclude-standard', '-z'], cwd);
  const changed = new Map<string, Lines[]>();
  let file: string | undefined;
  for (const line of diff.split('\n')) {
    const [, name] = /^\+\+\+ "?b\/(.*?)"?$/.exec(line) ?? [];
    if (line.startsWith('+++ ')) file = name;
    const [, first, count] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (file === undefined || first === undefined) continue;
    const lines = { first: Number(first), last: Number(first) + Math.max(Number(count ?? 1), 1) - 1 };
    changed.set(file, [...(changed.get(file) ?? []), lines]);
  }
  for (const name of untracked.split('\0')) if (name) changed.set(name, [{ first: 1, last: Infinity }]);
  return changed;
}

async function git(args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', [...args], { cwd, maxBuffer: 256 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim() ?? '';
    throw new UsageError(['--since asks git, which says: {0}', reason || (error as Error).message]);
  }
}
