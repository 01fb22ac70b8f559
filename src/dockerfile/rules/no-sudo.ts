import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import { beginsStep, isEditable, isInnerScript, wordsBefore } from '../commands/calls.ts';
import { deleteLeadingWords } from '../commands/deletion.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileRule } from '../subject.ts';
import { usersOfRuns } from '../stages/user-before.ts';

export const noSudo: DockerfileRule = {
  id: 'no-sudo',
  title: 'Build without sudo',
  severity: 'warning',
  aliases: ['hadolint:DL3004', 'trivy:DS-0010', 'checkov:CKV2_DOCKER_1'],
  why: 'RUN is root unless USER says otherwise, so `sudo` changes nothing but the environment; and an image in which a user may call `sudo` gives root to whoever gets into the container. Switch with USER, or start a program under another user with `gosu` or `setpriv`.',
  differs: {
    'checkov:CKV2_DOCKER_1':
      'checkov looks for the word: it speaks of `apt-get install sudo curl`, too, which is no use of it, and overlooks `a;sudo b`.',
    'hadolint:DL3004': 'hadolint does not see `/usr/bin/sudo`, nor `sudo` behind `env` or in `sh -c`.',
    'trivy:DS-0010': 'trivy looks behind `&&` only, not behind `;` or a pipe.',
  },
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM debian:12\nRUN «sudo» apt-get update && «sudo» -E apt-get install -y curl\nUSER 65532',
      good: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM debian:12\nUSER app\nRUN «sudo» chown app /srv',
      good: 'FROM debian:12\nUSER root\nRUN chown app /srv\nUSER app',
    },
    {
      bad: 'FROM debian:12\nRUN id | «/usr/bin/sudo» tee /etc/id\nUSER 65532',
      good: 'FROM debian:12\nRUN apt-get install -y sudo curl\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const { text } = dockerfile;
    let users: ReturnType<typeof usersOfRuns> | undefined;
    for (const at of dockerfile.commands) {
      if (at.name !== 'sudo' && at.command.wrappers.length === 0) continue;
      const [program] = at.command.words;
      const words = wordsBefore(at);
      if (program && at.name === 'sudo') words.push(program);
      const index = words.findIndex(({ value }) => /^(?:.*\/)?sudo$/.test(value));
      const sudo = words[index];
      if (!sudo) continue;
      const user = (users ??= usersOfRuns(dockerfile)).get(at.run);
      const fix =
        user === undefined && program && isEditable(text, at)
          ? dropped(text, words.slice(index + 1), sudo, program)
          : undefined;
      yield {
        start: sudo.start,
        end: sudo.end,
        message:
          user === undefined
            ? ['`sudo` in a RUN that is root anyway']
            : ['`{0}` may become root with `sudo`, in the container, too', user],
        aliases: peersOf(text, at, words.slice(0, index), sudo),
        ...(fix ? { fixes: [fix] } : {}),
      };
    }
  },
};

/** Only options that say nothing of a user or a folder may go with it. */
function dropped(text: string, options: readonly Word[], sudo: Word, program: Word): Fix | undefined {
  if (sudo === program || !options.every(({ text: option }) => HARMLESS.test(option))) return undefined;
  const end = options.at(-1)?.end ?? sudo.end;
  return {
    title: ['Drop `sudo` (the command then keeps the environment and home folder of RUN)'],
    safe: false,
    edits: [deleteLeadingWords(text, { start: sudo.start, end })],
  };
}

const HARMLESS = /^(?:-[EHnS]+|--(?:preserve-env|set-home|non-interactive|stdin))$/;

function peersOf(text: string, at: RunCommand, before: readonly Word[], sudo: Word): string[] {
  const bare = sudo.value === 'sudo';
  const plain = bare && !isInnerScript(at) && before.every(({ text: word }) => /^(?:exec|command|time|!)$/.test(word));
  const spaced = /\s/.test(text[sudo.start - 1] ?? '') && /[ \t]/.test(text[sudo.end] ?? '');
  return [
    ...(plain ? ['hadolint:DL3004'] : []),
    ...(bare && beginsStep(text, at, sudo.start) ? ['trivy:DS-0010'] : []),
    ...(bare && spaced && !at.onbuild && at.run.json === null ? ['checkov:CKV2_DOCKER_1'] : []),
  ];
}
