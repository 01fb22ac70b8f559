import { aptConfiguration } from '../commands/apt-configuration.ts';
import { missingOptionRule } from '../commands/missing-option.ts';
import { apt } from '../commands/package-managers.ts';

export const noRecommendedPackages = missingOptionRule(
  {
    id: 'no-recommended-packages',
    title: 'Install what is named, not what is recommended beside it',
    severity: 'info',
    why: 'apt-get installs recommended packages, too: often documentation, examples and whole programs that nothing in the image uses. `--no-install-recommends` leaves them out; what the image does need is then named.',
    differs: {
      'hadolint:DL3015':
        'Where `--install-recommends` or a configuration file of APT decides, nothing is said: both were written on purpose.',
      'trivy:DS-0029':
        'Where `--install-recommends`, `-o APT::Install-Recommends` or a configuration file of APT decides, nothing is said: they were written on purpose.',
    },
    examples: [
      {
        bad: 'FROM debian:13\nRUN apt-get update && apt-get «install» -y curl',
        good: 'FROM debian:13\nRUN apt-get update && apt-get install --no-install-recommends -y curl',
        fixed: true,
      },
      {
        bad: 'FROM debian:13\nRUN apt-get update \\\n  && apt-get -y «install» \\\n    curl',
        good: 'FROM debian:13\nRUN apt-get update \\\n  && apt-get -y -o APT::Install-Recommends=false install \\\n    curl',
      },
    ],
  },
  {
    manager: apt,
    subcommands: new Set(['install']),
    options: new Set(['--no-install-recommends', '--install-recommends']),
    peers: { 'hadolint:DL3015': ['apt-get install'], 'trivy:DS-0029': ['apt-get install'] },
    satisfied: ({ dockerfile }) => aptConfiguration(dockerfile, 'Install-Recommends'),
    message: (name) => ['`{0}` takes recommended packages, too', name],
    fix: {
      title: ['Add `--no-install-recommends` (packages that were only recommended are left out)'],
      added: '--no-install-recommends',
      safe: false,
    },
  },
);
