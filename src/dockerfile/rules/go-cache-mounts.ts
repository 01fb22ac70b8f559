import type { Report } from '../../lint/rule.ts';
import { envOfStages } from '../variables/env-of-stages.ts';
import { subcommand } from '../commands/go-commands.ts';
import { mountFields, mountValue } from '../syntax/mount.ts';
import type { Instruction } from '../model.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileRule } from '../subject.ts';
import { usersOfRuns } from '../stages/user-before.ts';

export const goCacheMounts: DockerfileRule = {
  id: 'go-cache-mounts',
  title: 'Keep Go’s caches between builds',
  severity: 'hint',
  aliases: [],
  why: 'A cache mount keeps the build cache (/root/.cache/go-build) on the machine that builds, so that after an edit only what changed is compiled again: seconds in place of minutes. It is no part of the image.',
  exampleOf: 'dockerfile',
  about: ['go'],
  examples: [
    {
      bad: 'FROM golang:1.26\nRUN «go build» -o /app .',
      good: 'FROM golang:1.26\nRUN --mount=type=cache,target=/root/.cache/go-build go build -o /app .',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26\nRUN --mount=type=secret,id=netrc,target=/root/.netrc «go install» ./cmd/app',
      good: 'FROM golang:1.26\nRUN --mount=type=cache,target=/root/.cache go install ./cmd/app',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const builds = dockerfile.commandsByName.get('go') ?? [];
    if (builds.length === 0) return;
    const env = envOfStages(dockerfile);
    const users = usersOfRuns(dockerfile);
    // One finding a RUN is enough: that of its first build.
    const seen = new Set<Instruction>();
    for (const at of builds) {
      if (seen.has(at.run) || !['build', 'install'].includes(subcommand(at.command))) continue;
      seen.add(at.run);
      const moved = at.stage !== null && env.get(at.stage)?.has('GOCACHE') === true;
      if (!moved) yield* uncached(at, !users.has(at.run));
    }
  },
};

/** `root`: the cache is in root's home. */
function* uncached({ command, run }: RunCommand, root: boolean): Iterable<Report> {
  if (run.flags.some((flag) => mountValue(mountFields(flag), 'type') === 'cache')) return;
  if (command.assignments.some(({ value }) => /^(?:GOCACHE|XDG_CACHE_HOME|HOME)=/.test(value))) return;
  const [first, second] = command.words;
  if (!first || !second) return;
  const at = run.keywordRange.end;
  yield {
    start: first.start,
    end: second.end,
    message: ['`go {0}` compiles everything anew in every build', subcommand(command)],
    ...(root
      ? {
          fixes: [
            {
              title: ['Mount a cache for compiled packages (the image stays the same, later builds are faster)'],
              safe: false,
              edits: [{ start: at, end: at, text: ' --mount=type=cache,target=/root/.cache/go-build' }],
            },
          ],
        }
      : {}),
  };
}
