import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { baseFacts } from '../stages/base-images.ts';
import { baseImage } from '../stages/final.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { lineage } from '../stages/stages.ts';
import type { DockerfileRule } from '../subject.ts';

export const execForm: DockerfileRule = {
  id: 'exec-form',
  title: 'Write CMD and ENTRYPOINT as a JSON array',
  severity: 'warning',
  aliases: ['hadolint:DL3025', 'buildkit:JSONArgsRecommended'],
  why: 'In the shell form a shell is the first process: it does not pass SIGTERM on, so Kubernetes waits for the grace period and then kills the program. Images without a shell cannot start it at all. Where the stage sets SHELL, the shell is meant.',
  exampleOf: 'dockerfile',
  about: ['CMD', 'ENTRYPOINT'],
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
      bad: 'FROM alpine:3.23\nUSER 65532\n«CMD exec /app»',
      good: 'FROM alpine:3.23\nUSER 65532\nCMD ["/app"]',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nUSER 65532\n«CMD app --home=$HOME»',
      good: 'FROM alpine:3.23\nSHELL ["/bin/sh", "-ec"]\nUSER 65532\nCMD app --home=$HOME',
    },
  ],
  differs: {
    'hadolint:DL3025':
      'Where the stage, or one it is based on, sets SHELL, the shell is meant. HEALTHCHECK is not looked at: no signals reach it, and it mostly needs a shell for `|| exit 1`.',
  },
  *check({ dockerfile }): Iterable<Report> {
    /** By stage: it, or one it is based on, sets SHELL. */
    const shells: boolean[] = [];
    for (const stage of dockerfile.stages) {
      let chosen = stage.base !== null && (shells[stage.base] ?? false);
      for (const instruction of stage.instructions) {
        const { keyword, json, start, end } = instruction;
        if (keyword === 'SHELL') chosen = true;
        if (chosen || (keyword !== 'CMD' && keyword !== 'ENTRYPOINT') || json !== null) continue;
        const { words } = instruction;
        if (words.length === 0) {
          const message = ['`{0}` without a command starts a shell that does nothing', keyword] as const;
          yield { start, end, message, aliases: ['buildkit:JSONArgsRecommended'] };
          continue;
        }
        const execs = words[0]?.text === 'exec' && words.length > 1;
        const fix = jsonFix(dockerfile, stage, instruction, execs);
        yield {
          start,
          end,
          ...(execs ? { severity: 'info' } : {}),
          message: execs
            ? ['`{0}` is in the shell form: it starts only where there is a shell', keyword]
            : ['`{0}` is in the shell form: signals reach a shell, not `{1}`', keyword, words[0]?.value ?? ''],
          ...(fix ? { fixes: [fix] } : {}),
        };
      }
      shells.push(chosen);
    }
  },
};

/** The same command without a shell; undefined where the shell does something (variables, pipes, several commands). */
function jsonFix(dockerfile: Dockerfile, stage: Stage, instruction: Instruction, execs: boolean): Fix | undefined {
  const { rest, end } = instruction;
  const [first, ...others] = instruction.words;
  const words = execs ? others : instruction.words;
  if (!first || !words[0] || /[$`|&;<>()*?[\]{}~#!\n\\]/.test(rest.text)) return undefined;
  if (words[0].value.includes('=') || words[0].value.startsWith('-') || words[0].value === 'exec') return undefined;
  if (unterminated(rest.text)) return undefined;
  return {
    title: ['Write it as a JSON array'],
    // Without `exec` the program becomes the first process: what it does at SIGTERM changes, for the better.
    safe: execs && isAlone(dockerfile, stage, instruction),
    edits: [{ start: first.start, end, text: `[${words.map(({ value }) => JSON.stringify(value)).join(', ')}]` }],
  };
}

/** ENTRYPOINT and CMD are joined differently in the two forms: only one of them may be there, in the base image, too. */
function isAlone(dockerfile: Dockerfile, stage: Stage, { keyword }: Instruction): boolean {
  const other = keyword === 'CMD' ? 'ENTRYPOINT' : 'CMD';
  const family = lineage(dockerfile.stages, stage);
  if (family.some(({ instructions }) => instructions.some((one) => one.keyword === other))) return false;
  return keyword === 'CMD' && baseFacts(baseImage(dockerfile, stage)).plain;
}

function unterminated(text: string): boolean {
  return text.replace(/"[^"]*"|'[^']*'/g, '').search(/["']/) >= 0;
}
