import type { Report, Rule } from '../../lint/rule.ts';
import type { Instruction } from '../model.ts';
import { lineage } from '../stages.ts';
import type { DockerfileSubject } from '../subject.ts';

export const execForm: Rule<DockerfileSubject> = {
  id: 'exec-form',
  title: 'Write CMD and ENTRYPOINT as a JSON array',
  severity: 'warning',
  aliases: ['hadolint:DL3025', 'buildkit:JSONArgsRecommended'],
  why: 'In the shell form a shell is the first process: it does not pass SIGTERM on, so Kubernetes waits for the grace period and then kills the program. Images without a shell cannot start it at all. Where the stage sets SHELL, the shell is meant.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nUSER 65532\n«ENTRYPOINT /app --port 8080»',
      good: 'FROM alpine:3.23\nUSER 65532\nENTRYPOINT ["/app", "--port", "8080"]',
      fixed: true,
    },
    {
      bad: "FROM alpine:3.23\nUSER 65532\n«CMD app 'two words'»",
      good: 'FROM alpine:3.23\nUSER 65532\nCMD ["app", "two words"]',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nUSER 65532\n«CMD app --home=$HOME»',
      good: 'FROM alpine:3.23\nSHELL ["/bin/sh", "-ec"]\nUSER 65532\nCMD app --home=$HOME',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const stage of dockerfile.stages) {
      const line = lineage(dockerfile.stages, stage);
      for (const instruction of stage.instructions) {
        const { keyword, json, words, start, end } = instruction;
        if ((keyword !== 'CMD' && keyword !== 'ENTRYPOINT') || json !== null || words.length === 0) continue;
        const chosen = line.some(({ instructions }) =>
          instructions.some(
            (one) => one.keyword === 'SHELL' && (one.start < start || !stage.instructions.includes(one)),
          ),
        );
        if (chosen) continue;
        const text = jsonForm(instruction);
        yield {
          start,
          end,
          message: ['`{0}` is in the shell form: signals reach a shell, not `{1}`', keyword, words[0]?.value ?? ''],
          ...(text === undefined
            ? {}
            : {
                fixes: [
                  {
                    title: ['Write it as a JSON array'],
                    // The program becomes the first process: what it does at SIGTERM changes, for the better.
                    safe: false,
                    edits: [{ start: words[0]?.start ?? start, end, text }],
                  },
                ],
              }),
        };
      }
    }
  },
};

/** The same command without a shell; undefined where the shell does something (variables, pipes, several commands). */
function jsonForm({ words, rest }: Instruction): string | undefined {
  if (/[$`|&;<>()*?[\]{}~#!\n\\]/.test(rest.text)) return undefined;
  if (words[0]?.value.includes('=') || words[0]?.value === 'exec') return undefined;
  return `[${words.map(({ value }) => JSON.stringify(value)).join(', ')}]`;
}
