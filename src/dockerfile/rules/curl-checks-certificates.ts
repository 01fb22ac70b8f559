import { readArguments } from '../../shell/options.ts';
import { isEditable, isOneStretch } from '../commands/calls.ts';
import { checkAgain } from '../commands/certificate-check.ts';
import { commandRule } from '../commands/command-rule.ts';
import { deleteWords } from '../commands/deletion.ts';
import type { TextEdit } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { Option } from '../../shell/options.ts';

/** Options with a value of their own: `-o -k` writes a file named `-k`. */
const TAKING = new Set([
  ...'AbcCdDeEFHKmoPQrtTuUwxXyYz'.split('').map((letter) => `-${letter}`),
  ...['--output', '--header', '--data', '--data-raw', '--data-binary', '--data-urlencode', '--request', '--user'],
  ...['--user-agent', '--referer', '--cookie', '--cookie-jar', '--cert', '--key', '--cacert', '--capath', '--config'],
  ...['--form', '--max-time', '--connect-timeout', '--proxy', '--proxy-user', '--range', '--retry', '--retry-delay'],
  ...[
    '--retry-max-time',
    '--upload-file',
    '--write-out',
    '--url',
    '--output-dir',
    '--resolve',
    '--interface',
    '--pass',
  ],
]);
const OFF = new Set(['-k', '--insecure', '--proxy-insecure', '--doh-insecure']);

export const curlChecksCertificates = commandRule(
  {
    id: 'curl-checks-certificates',
    title: 'Let curl check certificates',
    severity: 'warning',
    aliases: ['checkov:CKV2_DOCKER_2'],
    why: 'Without the check anybody on the way can put another file in place of the one that is downloaded, and it ends up in the image. Where a company’s own authority signs, put its certificate into the image and let `update-ca-certificates` make it known.',
    differs: {
      'checkov:CKV2_DOCKER_2':
        'checkov takes every word that begins with one dash and has a `k` for the flag, such as the value of `-H "Auth: -k"` or `apt-get install curl -k`.',
    },
    exampleOf: 'dockerfile',
    examples: [
      {
        bad: 'FROM debian:12\nRUN curl «--insecure» -fsSO https://example.com/a.tgz\nUSER 65532',
        good: 'FROM debian:12\nRUN curl -fsSO https://example.com/a.tgz\nUSER 65532',
        fixed: true,
      },
      {
        bad: 'FROM debian:12\nRUN curl «-sSLk» https://example.com/a.tgz -o /a.tgz\nUSER 65532',
        good: 'FROM debian:12\nRUN curl -sSL https://example.com/a.tgz -o /a.tgz\nUSER 65532',
        fixed: true,
      },
    ],
    programs: ['curl', 'echo', 'printf'],
  },
  function* (at, { dockerfile: { text } }) {
    const [program] = at.command.words;
    if (at.name !== 'curl') {
      yield* writtenSetting(at);
      return;
    }
    for (const option of readArguments(at.command, TAKING).options) {
      if (!OFF.has(option.name) || !program) continue;
      const { start, end } = option.word;
      const peer = /^-k|^--insecure/.test(option.name) && isOneStretch(text, at, program, option.word);
      yield {
        start,
        end,
        message: ['`{0}`: curl takes any certificate', option.name],
        aliases: peer ? ['checkov:CKV2_DOCKER_2'] : [],
        ...checkAgain(isEditable(text, at) ? [withoutOption(text, option)] : undefined),
      };
    }
  },
);

/** `echo insecure >> ~/.curlrc` */
function* writtenSetting({ command: { words, redirections } }: RunCommand): Iterable<Report> {
  if (!redirections.some(({ target }) => /(?:^|\/)[._]?curlrc$/.test(target?.value ?? ''))) return;
  const word = words.find(({ value }) => /(?:^|\n|\\n)-{0,2}(?:insecure|k)(?:$|\n|\\n|[ =])/.test(value));
  if (word)
    yield { start: word.start, end: word.end, message: ['`{0}`: curl takes any certificate', word.value], aliases: [] };
}

/** The word, or its letter in a cluster. */
function withoutOption(text: string, { name, word }: Option): TextEdit {
  const { start, end } = word;
  if (name.startsWith('--') || word.text === name) return deleteWords(text, word);
  return { start, end, text: word.text.replace('k', '') };
}
