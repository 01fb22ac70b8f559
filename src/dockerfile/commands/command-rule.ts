import type { Report, RuleInfo, RuleOptions } from '../../lint/rule.ts';
import type { RunCommand } from './run-commands.ts';
import type { DockerfileRule, DockerfileSubject } from '../subject.ts';

/** A rule about single commands of RUN: `check` sees those that run one of `programs` (names without folder). */
export function commandRule(
  info: RuleInfo & { readonly programs: readonly string[] },
  check: (at: RunCommand, subject: DockerfileSubject, options: RuleOptions) => Iterable<Report>,
): DockerfileRule {
  const { programs, ...rule } = info;
  return {
    ...rule,
    about: programs,
    check(subject, options) {
      let found: Report[] | undefined;
      for (const program of programs) {
        for (const at of subject.dockerfile.commandsByName.get(program) ?? []) {
          for (const report of check(at, subject, options)) (found ??= []).push(report);
        }
      }
      return found ?? NONE;
    },
  };
}

/** Most rules find nothing in most files. */
const NONE: readonly Report[] = [];
