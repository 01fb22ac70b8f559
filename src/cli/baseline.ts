import { readFile } from 'node:fs/promises';
import { UsageError } from './door.ts';
import type { ReportedFinding } from './report.ts';

/**
 * Findings that a former report (`gantry lint --format json > FILE`) does not have. Lines move, so findings are the same
 * by file, rule and message; of several same ones as many are let through as there are more now than then.
 */
export async function withoutBaseline(findings: readonly ReportedFinding[], file: string): Promise<ReportedFinding[]> {
  const known = new Map<string, number>();
  for (const finding of await readBaseline(file)) known.set(key(finding), (known.get(key(finding)) ?? 0) + 1);
  return findings.filter((finding) => {
    const left = known.get(key(finding)) ?? 0;
    known.set(key(finding), left - 1);
    return left <= 0;
  });
}

type Known = Pick<ReportedFinding, 'file' | 'rule' | 'message'>;

async function readBaseline(file: string): Promise<readonly Known[]> {
  const hint = 'make it with: gantry lint --format json PATH > FILE';
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`the baseline ${file} cannot be read; ${hint}`);
  });
  try {
    const { findings } = JSON.parse(text) as { findings?: unknown };
    if (Array.isArray(findings)) return findings as Known[];
  } catch {
    // Falls through to the sentence below.
  }
  throw new UsageError(`the baseline ${file} is no report; ${hint}`);
}

function key({ file, rule, message }: Known): string {
  return `${file}\n${rule}\n${message}`;
}
