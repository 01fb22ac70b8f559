import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { lineEndAt } from '../syntax/line-end.ts';
import type { Dockerfile, Flag, Instruction } from '../model.ts';
import { mountFields } from '../syntax/mount.ts';
import { stagesOfImage } from '../stages/stages-of-image.ts';
import type { DockerfileRule } from '../subject.ts';

export const consecutiveRuns: DockerfileRule = {
  id: 'consecutive-runs',
  title: 'Join RUN instructions that belong together',
  severity: 'hint',
  off: true,
  aliases: ['hadolint:DL3059'],
  why: 'Each RUN makes a layer: what one of them writes and the next deletes stays in the image. On the other hand each is cached for itself, so whether to join them is a matter of taste where nothing is deleted: the rule is off until you want it.',
  differs: {
    'hadolint:DL3059':
      'Layers of build stages are not in the image, so only the stages that the last one is made of are looked at; and a heredoc is a RUN of several commands already.',
  },
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM debian:12\nRUN mkdir /app\n«RUN» touch /app/x\nUSER 65532',
      good: 'FROM debian:12\nRUN mkdir /app \\\n    && touch /app/x\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM debian:12\nRUN --mount=type=cache,target=/x a\n# then\n«RUN» --mount=type=cache,target=/x b\nUSER 65532',
      good: 'FROM debian:12 AS build\nRUN a\nRUN b\nFROM alpine:3.23\nRUN --mount=type=cache,target=/x a\nRUN b\nCOPY --from=build /x /x\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const counts = commandCounts(dockerfile);
    for (const stage of stagesOfImage(dockerfile)) {
      const instructions = stage?.instructions ?? [];
      for (const [index, run] of instructions.entries()) {
        const before = instructions[index - 1];
        if (run.keyword !== 'RUN' || before?.keyword !== 'RUN' || !sameFlags(before.flags, run.flags)) continue;
        if ([before, run].some((one) => one.heredocs.length > 0 || (counts.get(one) ?? 0) > 1)) continue;
        const fix = join(dockerfile, before, run);
        yield {
          ...run.keywordRange,
          message: ['Two RUN instructions of one command each, one after the other'],
          ...(fix ? { fixes: [fix] } : {}),
        };
      }
    }
  },
};

/** Commands by RUN; `[` and those whose name a variable holds do not count. */
function commandCounts({ commands }: Dockerfile): Map<Instruction, number> {
  const counts = new Map<Instruction, number>();
  for (const { run, name, command } of commands) {
    if (!command.context.inner && name !== '' && !/^\[|\$/.test(name)) counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

function sameFlags(a: readonly Flag[], b: readonly Flag[]): boolean {
  return a.length === b.length && normalized(a) === normalized(b);
}

function normalized(flags: readonly Flag[]): string {
  const each = flags.map((flag) => {
    const fields = mountFields(flag).map(({ key, value }) => `${key}=${value ?? ''}`);
    return `${flag.name} ${fields.length > 0 ? fields.sort().join() : (flag.value?.value ?? '')}`;
  });
  return each.sort().join('\n');
}

/** Neither comments between nor a command that changes what follows it in the same shell. */
function join({ text, escape }: Dockerfile, before: Instruction, run: Instruction): Fix | undefined {
  if (text.slice(before.end, run.start).trim() !== '' || before.json || run.json) return undefined;
  if (/[;&|]$|(?:^|\s)#|^(?:cd|export|set|shopt|umask|exec|exit|\.|source|alias)\b/.test(before.rest.text))
    return undefined;
  if (/^[^\s'"]*=\S*$/.test(before.rest.text)) return undefined;
  return {
    title: ['Join it with the RUN before it (one layer, and one entry of the cache)'],
    safe: false,
    edits: [{ start: before.end, end: run.rest.at(0), text: ` ${escape}${lineEndAt(text, run)}    && ` }],
  };
}
