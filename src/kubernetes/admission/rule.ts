import type { Report, RuleInfo } from '../../lint/rule.ts';
import type { ManifestRule, ManifestSubject } from '../subject.ts';
import type { PodSpecView } from '../pods/workloads.ts';
import { builtInPod, isBuiltIn } from './built-in.ts';
import type { Faults } from './faults.ts';

type Facts = Omit<RuleInfo, 'severity' | 'exampleOf' | 'aliases'> & Partial<Pick<RuleInfo, 'aliases'>>;

/** What the API server refuses in the pods of its own kinds. */
export function podAdmission(
  rule: Facts & Pick<RuleInfo, 'exampleOf'> & { check: (pod: PodSpecView, subject: ManifestSubject) => Faults },
): ManifestRule {
  return {
    aliases: [],
    ...rule,
    severity: 'error',
    kinds: 'pods',
    check(subject) {
      const pod = builtInPod(subject);
      return pod ? beyondSchema(rule.check(pod, subject), subject) : [];
    },
  };
}

/** What the API server refuses in objects of its own kinds. */
export function kindAdmission(
  rule: Facts & { readonly kinds: readonly string[]; check: (subject: ManifestSubject) => Faults },
): ManifestRule {
  return {
    aliases: [],
    ...rule,
    severity: 'error',
    exampleOf: 'manifest',
    check: (subject) => (isBuiltIn(subject.manifest) ? beyondSchema(rule.check(subject), subject) : []),
  };
}

/** Without what the schema says of the same place, where there is one. */
export function beyondSchema(faults: Iterable<Report>, { manifest, file, workspace }: ManifestSubject): Report[] {
  const found: Report[] = [];
  for (const one of faults) {
    const said = workspace.schemas.faults(manifest, file, workspace.target);
    if (!said.some(({ start, end }) => start === one.start && end === one.end)) found.push(one);
  }
  return found;
}
