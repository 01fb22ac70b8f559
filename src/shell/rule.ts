import type { Report, Rule, RuleInfo, RuleOptions } from '../lint/rule.ts';
import type { Command } from './commands.ts';
import type { ShellSubject } from './subject.ts';
import type { NodeKind, NodeOf } from './walk.ts';

/** A rule about one script. */
export type ShellRule = Rule<ShellSubject>;

/** A rule about nodes of some kinds: `check` sees each of them, or those that `when` lets through: a cheap look that spares the rest. */
export function nodeRule<Kind extends NodeKind>(
  info: RuleInfo & { readonly nodes: readonly Kind[]; readonly when?: (node: NodeOf<Kind>) => boolean },
  check: (node: NodeOf<Kind>, subject: ShellSubject, options: RuleOptions) => Iterable<Report>,
): ShellRule {
  const { nodes, when, ...rule } = info;
  return {
    ...rule,
    check(subject, options) {
      let found: Report[] | undefined;
      for (const kind of nodes) {
        for (const node of subject.nodes(kind)) {
          if (when && !when(node)) continue;
          for (const report of check(node, subject, options)) (found ??= []).push(report);
        }
      }
      return found ?? NONE;
    },
  };
}

/** A rule about single commands: `check` sees those that run one of `programs` (names without folder), behind `sudo` and `env`, too. */
export function programRule(
  info: RuleInfo & { readonly programs: readonly string[] },
  check: (command: Command, subject: ShellSubject, options: RuleOptions) => Iterable<Report>,
): ShellRule {
  const { programs, ...rule } = info;
  return {
    ...rule,
    check(subject, options) {
      let found: Report[] | undefined;
      for (const program of programs) {
        for (const command of subject.commandsByName.get(program) ?? []) {
          for (const report of check(command, subject, options)) (found ??= []).push(report);
        }
      }
      return found ?? NONE;
    },
  };
}

/** Most rules find nothing in most scripts. */
const NONE: readonly Report[] = [];
