import { readArguments } from '../../shell/options.ts';
import { commandRule } from '../commands/command-rule.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { Message } from '../../words/message.ts';
import type { Range } from '../../lint/rule.ts';

const TAKING = new Set(
  '-p --password -u --uid -g --gid -G --groups -d --home --home-dir -s --shell -c --comment -b -e -f -k -K -l --login'.split(
    ' ',
  ),
);

export const passwordInImage = commandRule(
  {
    id: 'password-in-image',
    title: 'Set no password in an image',
    severity: 'warning',
    aliases: ['checkov:CKV2_DOCKER_17'],
    why: 'A password that a build sets is the same in every container, stands in the image’s history or in `/etc/shadow`, and everybody who can pull the image can read or crack it. Containers need none: start the program under the right USER.',
    differs: {
      'checkov:CKV2_DOCKER_17':
        'checkov looks for the word with blanks around it: it speaks of `echo chpasswd`, too, and overlooks `|chpasswd` and `/usr/sbin/chpasswd`. It does not know `passwd -d` or `usermod -p`.',
    },
    exampleOf: 'dockerfile',
    examples: [
      {
        bad: "FROM debian:12\nRUN echo 'root:secret' | «chpasswd»\nUSER 65532",
        good: 'FROM debian:12\nRUN useradd --uid 65532 app\nUSER 65532',
      },
      {
        bad: 'FROM debian:12\nRUN passwd «-d» root\nUSER 65532',
        good: 'FROM debian:12\nRUN passwd -l root\nUSER 65532',
      },
      {
        bad: "FROM debian:12\nRUN useradd -m -p «''» app\nUSER 65532",
        good: "FROM debian:12\nRUN useradd -m -p '!' app\nUSER 65532",
      },
    ],
    programs: ['chpasswd', 'passwd', 'usermod', 'useradd'],
  },
  function* (at, { dockerfile: { text } }) {
    const found = faultOf(at);
    if (!found) return;
    const { start, end, message } = found;
    const peer =
      at.command.words[0]?.text === 'chpasswd' && /\s/.test(text[start - 1] ?? '') && /^\s?$/.test(text[end] ?? '');
    yield { start, end, message, aliases: peer && !at.onbuild && !at.run.json ? ['checkov:CKV2_DOCKER_17'] : [] };
  },
);

function faultOf({ name, command }: RunCommand): (Range & { readonly message: Message }) | undefined {
  const [program] = command.words;
  if (!program) return undefined;
  if (name === 'chpasswd') return { ...place(program), message: ['`chpasswd` puts a password into the image'] };
  const all = readArguments(command, name === 'passwd' ? undefined : TAKING);
  if (name === 'passwd') {
    const option = all.options.find((one) => one.name === '-d' || one.name === '--delete');
    const user = all.operands[0]?.value ?? 'root';
    return option && { ...place(option.word), message: ['`{0}` may log in without a password', user] };
  }
  const password = all.options.findLast((one) => one.name === '-p' || one.name === '--password');
  if (!password || password.value === null || /^[!*]/.test(password.value)) return undefined;
  const word = command.words.find(({ end }) => end === password.end) ?? password.word;
  const user = all.operands.at(-1)?.value ?? '';
  return {
    ...place(word),
    message:
      password.value === ''
        ? ['`{0}` may log in without a password', user]
        : ['The password of `{0}` is in the image’s history', user],
  };
}

function place({ start, end }: Range): Range {
  return { start, end };
}
