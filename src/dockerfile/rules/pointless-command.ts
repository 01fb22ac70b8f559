import type { Message } from '../../words/message.ts';
import { isPlainCall } from '../commands/calls.ts';
import { commandRule } from '../commands/command-rule.ts';
import type { RunCommand } from '../commands/run-commands.ts';

/** What hadolint lists. */
const KNOWN_TO_HADOLINT = new Set(['free', 'kill', 'mount', 'ps', 'service', 'shutdown', 'ssh', 'top', 'vim']);

export const pointlessCommand = commandRule(
  {
    id: 'pointless-command',
    title: 'Leave out commands that do nothing for an image',
    severity: 'info',
    aliases: ['hadolint:DL3001'],
    why: 'A layer keeps files, and nothing else: no process, service, mount or setting of the kernel lives on after its RUN, and nobody sits at a terminal. What `ps`, `top` or `free` show is the machine that builds.',
    differs: {
      'hadolint:DL3001':
        'hadolint does not know `systemctl`, `ifconfig` (its text names it, its list does not), `reboot` and their like.',
    },
    exampleOf: 'dockerfile',
    examples: [
      {
        bad: 'FROM debian:12\nRUN apt-get update && «service» nginx start\nUSER 65532',
        good: 'FROM debian:12\nRUN apt-get update && apt-get install -y nginx\nUSER 65532\nCMD ["nginx", "-g", "daemon off;"]',
      },
      {
        bad: 'FROM debian:12\nRUN «ps» aux && «free» -m\nUSER 65532',
        good: 'FROM debian:12\nRUN apt-get install -y procps\nUSER 65532',
      },
      {
        bad: 'FROM debian:12\nRUN «systemctl» start nginx\nUSER 65532',
        good: 'FROM debian:12\nRUN systemctl enable nginx\nUSER 65532',
      },
    ],
    programs: [
      ...KNOWN_TO_HADOLINT,
      ...['systemctl', 'ifconfig', 'reboot', 'poweroff', 'halt', 'vi', 'nano', 'emacs', 'htop'],
    ],
  },
  function* (at) {
    const [program] = at.command.words;
    if (!program || !isPointless(at)) return;
    const peer = KNOWN_TO_HADOLINT.has(at.name) && isPlainCall(at);
    yield {
      start: program.start,
      end: program.end,
      message: messageFor(at),
      aliases: peer ? ['hadolint:DL3001'] : [],
    };
  },
);

/** `systemctl enable` and its like make links, which stay; editors may run a script of commands. */
function isPointless({ name, command }: RunCommand): boolean {
  if (name !== 'systemctl') return true;
  return command.words.some(({ value }) =>
    /^(?:re)?start$|^stop$|^(?:force-)?reload$|^status$|^is-active$/.test(value),
  );
}

function messageFor({ name }: RunCommand): Message {
  switch (name) {
    case 'service':
    case 'systemctl':
      return ['`{0}` starts or stops nothing in the image: no process outlives its RUN', name];
    case 'free':
    case 'ps':
    case 'top':
    case 'htop':
    case 'ifconfig':
      return ['`{0}` shows the machine that builds, not the container that will run', name];
    case 'kill':
      return ['`{0}` ends processes, and none outlives its RUN', name];
    case 'mount':
      return ['`{0}` needs rights that a build lacks, and does not outlive its RUN', name];
    case 'ssh':
      return ['`{0}` in a build reaches out to another machine, and needs a key in the build', name];
    case 'vim':
    case 'vi':
    case 'nano':
    case 'emacs':
      return ['`{0}` is for people at a terminal, and a build has none', name];
    default:
      return ['`{0}` stops the machine, and a build runs in none of its own', name];
  }
}
