import type { Report } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import type { Stage } from '../model.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import { stagesOfImage } from '../stages/stages-of-image.ts';
import type { DockerfileRule } from '../subject.ts';

export const worldWritable: DockerfileRule = {
  id: 'world-writable',
  title: 'Let not everybody write to files of the image',
  severity: 'info',
  aliases: [],
  why: 'Whoever gets into the container, as whatever user, may then replace programs and settings. Give files to the user that the image runs as, or to its group 0 (`chgrp -R 0` and `chmod -R g=u`) where the platform picks the user.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM debian:12\nRUN mkdir /data && chmod -R «777» /data\nUSER 65532',
      good: 'FROM debian:12\nRUN mkdir /data && chown 65532 /data\nUSER 65532',
    },
    {
      bad: 'FROM debian:12\nCOPY --chmod=«0777» start.sh /\nRUN chmod «a+rwx» /srv\nUSER 65532',
      good: 'FROM debian:12\nCOPY --chmod=0755 start.sh /\nRUN chmod 1777 /srv\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const kept = stagesOfImage(dockerfile);
    for (const name of ['chmod', 'mkdir', 'install']) {
      for (const at of dockerfile.commandsByName.get(name) ?? []) {
        const mode = kept.has(at.stage) ? modeOf(at) : undefined;
        if (mode && isOpen(mode.value)) yield report(mode, mode.value);
      }
    }
    for (const stage of kept) if (stage) yield* copies(stage);
  },
};

function* copies({ instructions }: Stage): Iterable<Report> {
  for (const { flags } of instructions) {
    const value = flags.find(({ name }) => name === 'chmod')?.value;
    if (value && isOpen(value.value)) yield report(value, value.value);
  }
}

function modeOf({ name, command }: RunCommand): Word | undefined {
  const [, ...words] = command.words;
  if (name === 'chmod') return words.find(({ value }) => !value.startsWith('-'));
  const option = words.findIndex(({ value }) => value === '-m' || value === '--mode');
  return option < 0 ? undefined : words[option + 1];
}

/** The last digit gives others the right to write, without the sticky bit of `/tmp`. */
function isOpen(mode: string): boolean {
  if (/^0?[0-7]{3}$/.test(mode) || /^[0-7]{4}$/.test(mode)) {
    const sticky = mode.length === 4 && (Number(mode[0]) & 1) === 1;
    return !sticky && (Number(mode.at(-1)) & 2) === 2;
  }
  return mode.split(',').some((clause) => /^[ugoa]*[oa][ugoa]*[+=][rxXst]*w/.test(clause)) && !/\+.*t/.test(mode);
}

function report({ start, end }: Word, mode: string): Report {
  return { start, end, message: ['Mode `{0}` lets everybody in the container write', mode] };
}
