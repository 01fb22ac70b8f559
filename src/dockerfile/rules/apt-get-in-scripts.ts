import type { Fix } from '../../lint/fix.ts';
import { commandRule } from '../commands/command-rule.ts';
import { readCall } from '../commands/package-calls.ts';
import { apt } from '../commands/package-managers.ts';
import { standsAsRead } from '../commands/run-edits.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileSubject } from '../subject.ts';

export const aptGetInScripts = commandRule(
  {
    id: 'apt-get-in-scripts',
    title: 'Use apt-get or apt-cache in builds, not apt',
    severity: 'warning',
    aliases: ['hadolint:DL3027', 'checkov:CKV_DOCKER_9'],
    why: 'apt is made for people at a terminal: it warns that its command line may change between versions, and its output is not for scripts. apt-get and apt-cache stay as they are.',
    exampleOf: 'dockerfile',
    programs: ['apt'],
    examples: [
      {
        bad: 'FROM debian:13\nRUN «apt» install -y --no-install-recommends curl',
        good: 'FROM debian:13\nRUN apt-get install -y --no-install-recommends curl',
        fixed: true,
      },
      { bad: 'FROM debian:13\nRUN «apt» list --installed', good: 'FROM debian:13\nRUN dpkg-query --list' },
    ],
  },
  function* (at, subject) {
    const [program] = at.command.words;
    if (!program) return;
    const fix = otherProgram(at, subject);
    yield {
      start: program.start,
      end: program.end,
      message: ['`apt` is for terminals: its command line may change'],
      ...(fix ? { fixes: [fix] } : {}),
    };
  },
);

const SAME = new Set('install remove purge update autoremove clean autoclean build-dep source download'.split(' '));
const CACHE = new Set('show search policy depends rdepends'.split(' '));

function otherProgram(at: RunCommand, { dockerfile }: DockerfileSubject): Fix | undefined {
  const call = readCall(at, apt);
  if (!call || !standsAsRead(dockerfile.text, call.program) || !/apt"?$/.test(call.program.text)) return undefined;
  const { subcommand } = call;
  const end = call.program.end - (call.program.text.endsWith('"') ? 1 : 0);
  const ending = (text: string) => [{ start: end, end, text }];
  if (SAME.has(subcommand)) return { title: ['Use `apt-get`'], safe: true, edits: ending('-get') };
  if (CACHE.has(subcommand)) {
    return { title: ['Use `apt-cache` (its output differs a little)'], safe: false, edits: ending('-cache') };
  }
  if (subcommand !== 'upgrade') return undefined;
  const title = ['Use `apt-get` (it keeps back packages that need new ones)'] as const;
  return { title, safe: false, edits: ending('-get') };
}
