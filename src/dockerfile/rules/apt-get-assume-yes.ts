import { aptConfiguration, quietness } from '../commands/apt-configuration.ts';
import { promptRule } from '../commands/missing-option.ts';
import type { PackageCall } from '../commands/package-calls.ts';
import { apt } from '../commands/package-managers.ts';

export const aptGetAssumeYes = promptRule(
  {
    id: 'apt-get-assume-yes',
    title: 'Answer apt-get’s question with -y',
    why: 'apt-get asks before it installs more than what was named. A build has no one to answer: apt-get takes that for a no and the build fails, perhaps only on the day a package gains a dependency. `-qq` and APT’s configuration answer as well as `-y`.',
    differs: {
      'trivy:DS-0021': '`-qq` and `-q=2` imply `-y`, as apt-get’s manual says; trivy asks for `-y` all the same.',
      'hadolint:DL3014': 'A configuration file with `APT::Get::Assume-Yes`, written earlier, answers for all calls.',
    },
    examples: [
      {
        bad: 'FROM debian:13\nRUN apt-get update && apt-get «install» curl',
        good: 'FROM debian:13\nRUN apt-get update && apt-get install -y curl',
        fixed: true,
      },
      {
        bad: 'FROM debian:13\nRUN ["apt-get", «"install"», "curl"]',
        good: 'FROM debian:13\nRUN ["apt-get", "install", "-y", "curl"]',
        fixed: true,
      },
      {
        bad: 'FROM debian:13\nRUN apt-get update && apt-get -q «upgrade»',
        good: 'FROM debian:13\nRUN apt-get update && apt-get -qq upgrade',
      },
    ],
  },
  {
    manager: apt,
    peers: { 'hadolint:DL3014': ['apt-get install'], 'trivy:DS-0021': ['apt-get install'] },
    satisfied: ({ dockerfile }) => {
      const configured = aptConfiguration(dockerfile, 'Get::Assume-Yes');
      return (call) => quietness(call) >= 2 || configured(call) || removesNothing(call);
    },
  },
);

/** `apt-get purge --auto-remove` asks only where something is left to remove. */
function removesNothing({ subcommand, operands }: PackageCall): boolean {
  return /^(?:remove|purge)$/.test(subcommand) && operands.length === 0;
}
