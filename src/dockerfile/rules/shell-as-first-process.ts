import type { Report } from '../../lint/rule.ts';
import { effectiveStart } from '../stages/effective.ts';
import { shellCommands } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import type { DockerfileRule } from '../subject.ts';
import { instructionsOf } from '../stages/stages.ts';

export const shellAsFirstProcess: DockerfileRule = {
  id: 'shell-as-first-process',
  title: 'Let the shell make way for the program it starts',
  severity: 'warning',
  aliases: [],
  why: 'The first process of a container gets SIGTERM when it is to stop. A shell that waits for the program does not pass the signal on, so the program is killed after the grace period and requests are lost. `exec` puts the program in the shell’s place.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nENTRYPOINT ["sh", "-c", "«/app --port $PORT»"]',
      good: 'FROM alpine:3.23\nENTRYPOINT ["sh", "-c", "exec /app --port $PORT"]',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nCMD ["/bin/bash", "-c", "migrate && «/app»"]',
      good: 'FROM alpine:3.23\nCMD ["/bin/bash", "-c", "migrate && exec /app"]',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nCMD ["sh", "-ec", "«nginx -g daemon_off»"]',
      good: 'FROM alpine:3.23\nENTRYPOINT ["tini", "--", "sh", "-c", "a & b & wait"]\nCMD ["/app"]',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const last = dockerfile.stages.at(-1);
    if (!last) return;
    const own = instructionsOf(dockerfile.stages, last);
    const first = effectiveStart(own);
    const script = first?.json ? scriptOf(first.json) : undefined;
    if (!script || script.text !== `"${script.value}"`) return;
    const at = (index: number) => script.start + 1 + index;
    const command = shellCommands({ text: script.value, at }).at(-1);
    const name = command?.words[0];
    // What runs in the background, in a pipe, a loop or a function is more than one program.
    if (!command || !name || /[|]|(?<!&)&(?!&)|\b(?:for|while|until|if|case|trap|wait)\b|[(){}]/.test(script.value))
      return;
    const before = script.value.slice(0, name.start - at(0));
    if (/(?:^|\s)exec\s+(?:\S+=\S*\s+)*$/.test(before) || /^(?:exec|exit|true|sleep|\.|source|eval)$/.test(name.value))
      return;
    yield {
      start: name.start,
      end: command.end,
      message: ['A shell is the first process, and signals do not reach `{0}`', name.value],
      fixes: [
        {
          title: ['Start it with `exec`'],
          safe: false,
          edits: [{ start: name.start, end: name.start, text: 'exec ' }],
        },
      ],
    };
  },
};

/** The script of `["sh", "-c", "…"]`. */
function scriptOf(words: readonly Word[]): Word | undefined {
  const [program, flag, script] = words;
  if (!/(?:^|\/)(?:ba|da|a|k|z)?sh$/.test(program?.value ?? '') || !/^-\w*c$/.test(flag?.value ?? '')) return undefined;
  return script;
}
