import type { Fix } from '../../lint/fix.ts';
import type { Report, RuleInfo } from '../../lint/rule.ts';
import { type Command, programName } from '../../shell/commands.ts';
import type { Message } from '../../words/message.ts';
import { empties, isMounted, shippedStages } from './cleaning.ts';
import { aliasesFor, called, lastCallsOf, type PackageCall, type Peers, readCall } from './package-calls.ts';
import type { PackageManager } from './package-managers.ts';
import { commandAtEnd } from './run-edits.ts';
import type { DockerfileRule, DockerfileSubject } from '../subject.ts';

export interface LeftCache {
  readonly manager: PackageManager;
  readonly peers: Peers;
  /** True: a stage that comes into no image is left alone. */
  readonly shippedOnly?: true;
  /** Whether a later command of the same RUN cleans up. */
  readonly cleans?: (command: Command, call: PackageCall) => boolean;
  /** `name` is what is called: `yum install`. */
  readonly message: (name: string) => Message;
  /** The command that cleans up behind a call. */
  readonly clean: (call: PackageCall) => string;
  /** Called once a file. Absent: cleaning up takes away nothing that a later command needs. `none`: no fix. */
  readonly needed?: (subject: DockerfileSubject) => (call: PackageCall) => 'safe' | 'unsafe' | 'none';
}

/** A rule about lists, indexes and downloads that stay in a layer. */
export function leftCacheRule(info: Omit<RuleInfo, 'aliases' | 'exampleOf'>, rule: LeftCache): DockerfileRule {
  const { manager, peers } = rule;
  return {
    ...info,
    aliases: Object.keys(peers),
    exampleOf: 'dockerfile',
    about: manager.programs,
    *check(subject): Iterable<Report> {
      const { dockerfile } = subject;
      const calls = lastCallsOf(dockerfile, manager, manager.fills);
      if (calls.length === 0) return;
      const shipped = shippedStages(dockerfile);
      const needed = rule.needed?.(subject);
      for (const call of calls) {
        const { run, all, index, stage } = call.at;
        if (rule.shippedOnly && !shipped.has(stage)) continue;
        if (isMounted(run, manager.folders)) continue;
        if (all.some((command, at) => at > index && isCleanUp(command, call, rule))) continue;
        const fix = cleaningFix(subject, call, rule, needed?.(call) ?? 'safe');
        yield {
          start: call.word.start,
          end: call.word.end,
          message: rule.message(called(call)),
          aliases: aliasesFor(peers, call),
          ...(shipped.has(stage) ? {} : { severity: 'info' }),
          ...(fix ? { fixes: [fix] } : {}),
        };
      }
    },
  };
}

function isCleanUp(command: Command, call: PackageCall, rule: LeftCache): boolean {
  if (rule.cleans?.(command, call)) return true;
  const name = programName(command);
  if (rule.manager.cleans.size > 0 && rule.manager.programs.includes(name)) {
    const other = readCall({ ...call.at, command, name }, rule.manager);
    if (other && rule.manager.cleans.has(other.subcommand) && sameCache(name, call.at.name)) return true;
  }
  return rule.manager.folders.some((folder) => empties(command, folder));
}

/** microdnf keeps a cache of its own. */
function sameCache(one: string, other: string): boolean {
  return (one === 'microdnf') === (other === 'microdnf');
}

function cleaningFix(
  { dockerfile }: DockerfileSubject,
  call: PackageCall,
  rule: LeftCache,
  needed: 'safe' | 'unsafe' | 'none',
): Fix | undefined {
  const { command, run } = call.at;
  const before = dockerfile.text.slice(command.start, call.program.start);
  // Behind sudo the clean-up would need it, too.
  if (needed === 'none' || /\b(?:sudo|doas)\b/.test(before)) return undefined;
  const clean = rule.clean(call);
  const edit = commandAtEnd(dockerfile, run, clean);
  return edit && { title: ['Add `{0}` to this `RUN`', clean], safe: needed === 'safe', edits: [edit] };
}
