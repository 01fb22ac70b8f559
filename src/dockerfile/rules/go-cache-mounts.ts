import type { Report } from '../../lint/rule.ts';
import { commandRule } from '../command-rule.ts';
import { subcommand } from '../go-commands.ts';
import { mountFields, mountValue } from '../mount.ts';

export const goCacheMounts = commandRule(
  {
    id: 'go-cache-mounts',
    title: 'Keep Go’s caches between builds',
    severity: 'hint',
    aliases: [],
    why: 'A cache mount keeps the build cache (/root/.cache/go-build) on the machine that builds, so that after an edit only what changed is compiled again: seconds in place of minutes. It is no part of the image.',
    exampleOf: 'dockerfile',
    programs: ['go'],
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
  },
  function* ({ command, run, index, all, stage }, { dockerfile }): Iterable<Report> {
    const kind = subcommand(command);
    if (kind !== 'build' && kind !== 'install') return;
    // One finding a RUN is enough.
    if (all.slice(0, index).some((other) => ['build', 'install'].includes(subcommand(other)))) return;
    if (run.flags.some((flag) => mountValue(mountFields(flag), 'type') === 'cache')) return;
    if (movesCache(dockerfile.instructions, command.assignments)) return;
    const [first, second] = command.words;
    if (!first || !second) return;
    const at = run.keywordRange.end;
    const root = stage?.instructions.every(({ keyword, end }) => keyword !== 'USER' || end > run.start) ?? false;
    yield {
      start: first.start,
      end: second.end,
      message: ['`go {0}` compiles everything anew in every build', kind],
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
  },
);

function movesCache(
  instructions: readonly {
    readonly keyword: string;
    readonly pairs: readonly { readonly key: { readonly value: string } }[];
  }[],
  assignments: readonly { readonly value: string }[],
): boolean {
  if (assignments.some(({ value }) => /^(?:GOCACHE|XDG_CACHE_HOME|HOME)=/.test(value))) return true;
  return instructions.some(
    ({ keyword, pairs }) => keyword === 'ENV' && pairs.some(({ key }) => key.value === 'GOCACHE'),
  );
}
