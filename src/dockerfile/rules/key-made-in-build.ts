import type { Report } from '../../lint/rule.ts';
import type { DockerfileRule } from '../subject.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import { stagesOfImage } from '../stages/stages-of-image.ts';
import type { Word } from '../../shell/source-text.ts';

export const keyMadeInBuild: DockerfileRule = {
  id: 'key-made-in-build',
  title: 'Make private keys when the container starts',
  severity: 'warning',
  aliases: [],
  why: 'A private key that a build makes is the same in every container, and everybody who can pull the image has it. Make it at start, or mount it from a Secret.',
  exampleOf: 'dockerfile',
  about: ['ssh-keygen', 'openssl'],
  examples: [
    {
      bad: 'FROM debian:12\nRUN «ssh-keygen» -A\nUSER 65532',
      good: 'FROM debian:12\nRUN ssh-keygen -R github.com\nUSER 65532',
    },
    {
      bad: 'FROM debian:12\nRUN openssl «req» -x509 -newkey rsa:4096 -nodes -keyout /k.pem -out /c.pem -subj /CN=x\nUSER 65532',
      good: 'FROM debian:12\nRUN openssl req -x509 -key /run/secrets/k.pem -out /c.pem -subj /CN=x\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const kept = stagesOfImage(dockerfile);
    const calls = ['ssh-keygen', 'openssl'].flatMap((name) => dockerfile.commandsByName.get(name) ?? []);
    for (const at of calls) {
      const word = at.name === 'openssl' ? opensslKey(at) : sshKey(at);
      if (!word || !kept.has(at.stage)) continue;
      yield {
        start: word.start,
        end: word.end,
        message: [
          '`{0}` puts a private key into the image',
          at.name === word.value ? at.name : `${at.name} ${word.value}`,
        ],
      };
    }
  },
};

/** Not where it only reads: known hosts, fingerprints, public keys. */
function sshKey({ command }: RunCommand): Word | undefined {
  const [program, ...others] = command.words;
  return others.some(({ value }) => /^-[RFlyHeiLQYkBDrTMS]/.test(value)) ? undefined : program;
}

function opensslKey({ command }: RunCommand): Word | undefined {
  const [, action, ...others] = command.words;
  const makes = (name: string) => others.some(({ value }) => value === name);
  switch (action?.value) {
    case 'genrsa':
    case 'genpkey':
    case 'gendsa':
      return action;
    case 'ecparam':
      return makes('-genkey') ? action : undefined;
    case 'req':
      return makes('-newkey') || (makes('-new') && !makes('-key')) ? action : undefined;
    default:
      return undefined;
  }
}
