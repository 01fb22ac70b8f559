import type { Report } from '../../lint/rule.ts';
import { effective } from '../stages/effective.ts';
import type { DockerfileRule } from '../subject.ts';
import { instructionsOf } from '../stages/stages.ts';

export const entrypointIgnoresCommand: DockerfileRule = {
  id: 'entrypoint-ignores-command',
  title: 'Write ENTRYPOINT and CMD in the same form',
  severity: 'warning',
  aliases: [],
  why: 'CMD gives the arguments of ENTRYPOINT only where both are JSON arrays. An ENTRYPOINT in the shell form ignores CMD and the arguments of `docker run`; a CMD in the shell form hands the program the words `/bin/sh`, `-c` and the command.',
  exampleOf: 'dockerfile',
  about: ['ENTRYPOINT'],
  examples: [
    {
      bad: 'FROM alpine:3.23\nENTRYPOINT /app --port 80\n«CMD ["--verbose"]»',
      good: 'FROM alpine:3.23\nENTRYPOINT ["/app", "--port", "80"]\nCMD ["--verbose"]',
    },
    {
      bad: 'FROM alpine:3.23\nENTRYPOINT ["/app"]\n«CMD serve --verbose»',
      good: 'FROM alpine:3.23\nENTRYPOINT ["/app"]\nCMD ["--verbose"]\nFROM alpine:3.23\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["sh"]',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const last = dockerfile.stages.at(-1);
    if (!last) return;
    const own = instructionsOf(dockerfile.stages, last);
    const entrypoint = effective(own, 'ENTRYPOINT');
    const command = effective(own, 'CMD');
    if (!entrypoint || !command || entrypoint.words.length === 0 || command.words.length === 0) return;
    const { start, end } = command;
    // An ENTRYPOINT of a later stage forgets the CMD of the one it is based on.
    if (command.start < entrypoint.start && stageOf(last, entrypoint.start) !== stageOf(last, command.start)) return;
    if (entrypoint.json === null) {
      yield { start, end, message: ['The shell form of ENTRYPOINT ignores this CMD'] };
    } else if (command.json === null && !isShell(entrypoint.json)) {
      yield { start, end, message: ['ENTRYPOINT gets the words `/bin/sh`, `-c` and this command as its arguments'] };
    }
  },
};

function stageOf(last: { readonly start: number }, offset: number): boolean {
  return offset >= last.start;
}

/** Entry scripts such as `/docker-entrypoint.sh` and `tini --` run their arguments: for them it is right. */
function isShell(words: readonly { readonly value: string }[]): boolean {
  const program = words[0]?.value.split('/').at(-1) ?? '';
  return /\.sh$|entry|^(?:tini|dumb-init|env|exec|su-exec|gosu|catatonit|init|s6-svscan|chpst)$/i.test(program);
}
