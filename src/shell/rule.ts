import type { Report, Rule, RuleInfo, RuleOptions } from '../lint/rule.ts';
import type { Command } from './commands.ts';
import type { ShellSubject } from './subject.ts';
import type { NodeKind, NodeOf } from './walk.ts';

/** A rule about one script. */
export type ShellRule = Rule<ShellSubject>;

/** A rule about nodes of some kinds: `check` sees each of them. */
export function nodeRule<Kind extends NodeKind>(
  info: RuleInfo & { readonly nodes: readonly Kind[] },
  check: (node: NodeOf<Kind>, subject: ShellSubject, options: RuleOptions) => Iterable<Report>,
): ShellRule {
  const { nodes, ...rule } = info;
  return {
    ...rule,
    *check(subject, options) {
      for (const kind of nodes) for (const node of subject.nodes(kind)) yield* check(node, subject, options);
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
    *check(subject, options) {
      for (const program of programs) {
        for (const command of subject.commandsByName.get(program) ?? []) yield* check(command, subject, options);
      }
    },
  };
}
