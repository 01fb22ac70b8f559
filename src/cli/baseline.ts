import { readFile } from 'node:fs/promises';
import { newSince, readBaseline } from '../project/baseline.ts';
import { UsageError } from './door.ts';
import type { ReportedFinding } from './report.ts';

/**
 * Findings that a former report (`gantry lint --format json > FILE`) does not have; lines may have moved since.
 * `english`: the same findings in English, as reports of other calls may be.
 */
export async function withoutBaseline(
  findings: readonly ReportedFinding[],
  file: string,
  english: readonly ReportedFinding[] = findings,
): Promise<ReportedFinding[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError([
      'the baseline {0} cannot be read; make it with: gantry lint --format json PATH > FILE',
      file,
    ]);
  });
  const baseline = readBaseline(text);
  if (!baseline)
    throw new UsageError(['the baseline {0} is no report; make it with: gantry lint --format json PATH > FILE', file]);
  const indexes = findings.map((_, index) => index);
  const kept = newSince(baseline, indexes, (index) =>
    [findings[index], english[index]].filter((one) => one !== undefined),
  );
  return kept.flatMap((index) => findings[index] ?? []);
}
