import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { type Command, programName } from '../../shell/commands.ts';
import type { Dockerfile } from '../model.ts';
import type { RunScript } from '../commands/run-scripts.ts';
import { standsAsRead } from '../commands/run-edits.ts';
import type { DockerfileRule } from '../subject.ts';

export const lostWithTheShell: DockerfileRule = {
  id: 'lost-with-the-shell',
  title: 'Set what is to last with ENV, not at the end of a RUN',
  severity: 'warning',
  aliases: [],
  why: 'Every RUN has a shell of its own, and what that shell knows ends with it: variables, aliases, limits, an activated environment. Only files stay. ENV sets variables for all later instructions and for the container; SHELL sets options of the shell.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM golang:1.26\nRUN «export CGO_ENABLED=0 GOFLAGS=-trimpath»\nRUN go build .\nUSER 65532',
      good: 'FROM golang:1.26\nENV CGO_ENABLED=0 GOFLAGS=-trimpath\nRUN go build .\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM python:3.14\nRUN python -m venv /venv && «. /venv/bin/activate»\nUSER 65532',
      good: 'FROM python:3.14\nRUN python -m venv /venv && . /venv/bin/activate && pip install --no-cache-dir app==1.0\nENV PATH=/venv/bin:$PATH\nUSER 65532',
    },
    {
      bad: 'FROM debian:12\nRUN make install; «VERSION=$(cat /version)»\nUSER 65532',
      good: 'FROM debian:12\nRUN make install; echo "VERSION=$(cat /version)" > /etc/version.env\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const script of dockerfile.scripts) {
      if (script.kind !== 'run' || script.onbuild || (script.form !== 'shell' && script.form !== 'heredoc')) continue;
      const last = script.commands.findLast(({ context }) => !context.substitution);
      if (!last || !isLost(last) || last.end < endOf(script)) continue;
      const fix = byEnv(dockerfile, script, last);
      const [program] = last.words;
      yield {
        start: last.start,
        end: last.end,
        message: program
          ? ['`{0}` at the end of a RUN has no effect: its shell ends here', program.value]
          : ['A variable that is set at the end of a RUN has no effect: its shell ends here'],
        ...(fix ? { fixes: [fix] } : {}),
      };
    }
  },
};

const STATE = new Set([
  'export',
  'alias',
  'unalias',
  'umask',
  'ulimit',
  'unset',
  'set',
  'shopt',
  'declare',
  'typeset',
  'readonly',
]);
/** Files and calls whose only purpose is the shell that reads them. */
const ACTIVATION =
  /(?:\/|^)(?:activate|nvm\.sh|\.bashrc|\.bash_profile|\.profile|\.zshrc|env|setvars\.sh|setup\.(?:ba|z)?sh)$/;

function isLost(command: Command): boolean {
  const { context, words, assignments, redirections, pipeline } = command;
  if (context.subshell || context.inner || context.condition || context.branch || context.loop || context.function)
    return false;
  if (redirections.length > 0 || pipeline.length > 1) return false;
  const name = programName(command);
  if (words.length === 0) return assignments.length > 0;
  if (STATE.has(name)) return words.length > 1 && !words.some(({ value }) => value === '-p');
  if (name === '.' || name === 'source') return ACTIVATION.test(words[1]?.value ?? '');
  if (name === 'nvm') return words[1]?.value === 'use';
  return ['conda', 'mamba', 'micromamba'].includes(name) && words[1]?.value === 'activate';
}

/** Where the last statement ends: something may follow the last command, such as the end of a group. */
function endOf({ script }: RunScript): number {
  return script.body.items.at(-1)?.statement.end ?? script.end;
}

/** For a RUN that only exports values which ENV reads as the shell does. */
function byEnv({ text }: Dockerfile, { instruction, commands, form }: RunScript, command: Command): Fix | undefined {
  const pairs = command.words.slice(1);
  const values = pairs.every((word) => /^[A-Za-z_]\w*=(?:[\w./:,@%+=-]|\$\{?[A-Za-z_]\w*\}?)*$/.test(word.text));
  if (programName(command) !== 'export' || commands.length > 1 || form !== 'shell' || !values) return undefined;
  if (instruction.flags.length > 0 || !pairs.every((word) => standsAsRead(text, word))) return undefined;
  return {
    title: ['Use `ENV` (the variables then stay in the image)'],
    safe: false,
    edits: [
      { start: instruction.start, end: instruction.end, text: `ENV ${pairs.map((word) => word.text).join(' ')}` },
    ],
  };
}
