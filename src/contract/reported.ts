import type { Finding } from '../lint/finding.ts';
import type { FoundFault } from './subject.ts';

/**
 * The faults that are among the findings of a file that they show, and more than advice: a rule may be off, a comment may
 * silence it, and what could be better is not broken.
 */
export function reported(
  faults: readonly FoundFault[],
  findingsIn: (file: string) => readonly Finding[],
): readonly FoundFault[] {
  const known = new Map<string, readonly Finding[]>();
  return faults.filter(({ rule, fault }) =>
    fault.sides.some(({ file, start, end }) => {
      const findings = known.get(file) ?? findingsIn(file);
      known.set(file, findings);
      return findings.some(
        (one) => one.rule === rule && one.start === start && one.end === end && !/^(?:info|hint)$/.test(one.severity),
      );
    }),
  );
}
