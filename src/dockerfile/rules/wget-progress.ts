import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { type Arguments, hasOption, readArguments } from '../../shell/options.ts';
import type { BaseFacts } from '../stages/base-images.ts';
import { isEditable, isPlainCall } from '../commands/calls.ts';
import { libcByStage } from '../stages/stage-libc.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileRule } from '../subject.ts';

/** Options of GNU wget with a value of their own. */
const TAKING = new Set(
  '-a -o -i -B -t -O -T -w -Q -P -e -U -l -A -R -D -I -X --output-document --tries --timeout --wait --quota --directory-prefix --user-agent --header --post-data --post-file --user --password --input-file --progress --output-file --append-output'.split(
    ' ',
  ),
);

export const wgetProgress: DockerfileRule = {
  id: 'wget-progress',
  title: 'Keep the progress bar of wget out of the build’s log',
  severity: 'info',
  aliases: ['hadolint:DL3047'],
  why: 'Without a terminal `wget` prints a line for every 50 kB: the log of a build that downloads much becomes thousands of lines long. `--progress=dot:giga` prints one for every 32 MB, `-nv` one for a file.',
  differs: {
    'hadolint:DL3047':
      'hadolint speaks of `wget --version`, `--spider`, `-b` and `-nvO file` as well, none of which shows progress in the log, nor does one whose errors go to a file, and of `wget $OPTIONS`, where the file may not say what is in it.',
  },
  exampleOf: 'dockerfile',
  about: ['wget'],
  examples: [
    {
      bad: 'FROM debian:12\nRUN «wget» -O /go.tgz https://go.dev/dl/go1.26.1.linux-amd64.tar.gz\nUSER 65532',
      good: 'FROM debian:12\nRUN wget --progress=dot:giga -O /go.tgz https://go.dev/dl/go1.26.1.linux-amd64.tar.gz\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nRUN «wget» https://example.com/a.tgz\nUSER 65532',
      good: 'FROM alpine:3.23\nRUN wget -q https://example.com/a.tgz\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM registry.example.com/base:1\nRUN «wget» https://example.com/a.tgz\nUSER 65532',
      good: 'FROM registry.example.com/base:1\nRUN wget -nv https://example.com/a.tgz\nUSER 65532',
      fixed: true,
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    let libcs: ReturnType<typeof libcByStage> | undefined;
    for (const at of dockerfile.commandsByName.get('wget') ?? []) {
      const { command, stage } = at;
      const [program] = command.words;
      const all = readArguments(command, TAKING);
      if (!program || command.words.length === 1) continue;
      if (isQuiet(all) || isUndecided(at, all) || isRedirected(at)) continue;
      libcs ??= libcByStage(dockerfile);
      yield {
        start: program.start,
        end: program.end,
        message: ['`wget` prints its progress into the build’s log'],
        aliases: isPlainCall(at) ? ['hadolint:DL3047'] : [],
        fixes: isEditable(dockerfile.text, at) ? [quieter(libcs.get(stage) ?? null, program.end)] : [],
      };
    }
  },
};

function isQuiet(all: Arguments): boolean {
  const silent = [
    '--quiet',
    '--no-verbose',
    '--progress',
    '--output-file',
    '--append-output',
    '--spider',
    '--background',
  ];
  if (hasOption(all, '-q', '-o', '-a', '-b', '-h', '-V', '--help', '--version', ...silent)) return true;
  return all.options.some(({ word }) => /^-\w*nv/.test(word.value));
}

/** What it says about itself goes to a file. */
function isRedirected({ command: { redirections } }: RunCommand): boolean {
  return redirections.some(({ operator: { text }, descriptor, target }) => {
    if (text.startsWith('&>')) return true;
    return descriptor === '2' && (text.startsWith('>') && text !== '>&' ? true : target?.value !== '1');
  });
}

/** An option may come out of a variable. */
function isUndecided({ command }: RunCommand, { operands }: Arguments): boolean {
  return operands.some((word) => /^\$\{?\w+\}?$/.test(word.text)) && operands.length > 1 && command.words.length > 2;
}

/** BusyBox knows no `--progress`, and `-nv` changes nothing there; for GNU wget `-q` would hide errors. */
function quieter(libc: BaseFacts['libc'], at: number): Fix {
  const option = libc === 'musl' ? '-q' : libc === 'glibc' ? '--progress=dot:giga' : '-nv';
  return {
    title: ['Add `{0}`', option],
    safe: true,
    edits: [{ start: at, end: at, text: ` ${option}` }],
  };
}
