import type { Report, RuleInfo, Severity } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { aliasesFor, called, callsOf, type PackageCall, type Peers } from './package-calls.ts';
import type { PackageManager } from './package-managers.ts';
import { wordBehind } from './run-edits.ts';
import type { DockerfileRule, DockerfileSubject } from '../subject.ts';

export interface MissingOption {
  readonly manager: PackageManager;
  readonly subcommands: ReadonlySet<string>;
  /** Any of these will do. */
  readonly options: ReadonlySet<string>;
  readonly peers: Peers;
  /** Called once a file: answers whether a call comes to the same end in another way. */
  readonly satisfied?: (subject: DockerfileSubject) => (call: PackageCall) => boolean;
  /** Called once a file: answers whether a call is graver or milder than the rule. */
  readonly severity?: (subject: DockerfileSubject) => (call: PackageCall) => Severity | undefined;
  /** `name` is what is called: `apt-get install`. */
  readonly message: (name: string) => Message;
  readonly fix: {
    readonly title: Message;
    readonly added: string;
    /** Absent: behind the subcommand. */
    readonly behindProgram?: true;
    readonly safe: boolean;
  };
}

/** A rule about calls of package managers that lack an option. */
export function missingOptionRule(
  info: Omit<RuleInfo, 'aliases' | 'exampleOf'>,
  ...options: readonly MissingOption[]
): DockerfileRule {
  return {
    ...info,
    aliases: options.flatMap(({ peers }) => Object.keys(peers)),
    exampleOf: 'dockerfile',
    about: options.flatMap(({ manager }) => manager.programs),
    *check(subject): Iterable<Report> {
      for (const option of options) yield* missing(option, subject);
    },
  };
}

function* missing(option: MissingOption, subject: DockerfileSubject): Generator<Report> {
  const { manager, subcommands, options, peers, message, fix } = option;
  let isSatisfied: ((call: PackageCall) => boolean) | undefined;
  let severityOf: ((call: PackageCall) => Severity | undefined) | undefined;
  for (const call of callsOf(subject.dockerfile, manager, subcommands)) {
    if (call.options.some(({ name }) => options.has(name))) continue;
    isSatisfied ??= option.satisfied?.(subject) ?? (() => false);
    if (isSatisfied(call)) continue;
    const edit = wordBehind(subject.dockerfile, call.at, fix.behindProgram ? call.program : call.word, fix.added);
    severityOf ??= option.severity?.(subject);
    const graded = severityOf?.(call);
    yield {
      start: call.word.start,
      end: call.word.end,
      message: message(called(call)),
      aliases: aliasesFor(peers, call),
      ...(graded ? { severity: graded } : {}),
      ...(edit ? { fixes: [{ title: fix.title, safe: fix.safe, edits: [edit] }] } : {}),
    };
  }
}

/** A rule about calls that ask where nobody can answer. */
export function promptRule(
  info: Omit<RuleInfo, 'aliases' | 'exampleOf' | 'severity'>,
  { manager, ...rest }: Pick<MissingOption, 'manager' | 'peers' | 'satisfied'>,
): DockerfileRule {
  const global = manager.yes.has('--non-interactive');
  return missingOptionRule(
    { ...info, severity: 'warning' },
    {
      manager,
      subcommands: manager.asks,
      options: manager.yes,
      ...rest,
      message: (name) => ['`{0}` asks before it goes on, and nobody answers in a build', name],
      fix: global
        ? { title: ['Add `-n`'], added: '-n', behindProgram: true, safe: true }
        : { title: ['Add `-y`'], added: '-y', safe: true },
    },
  );
}
