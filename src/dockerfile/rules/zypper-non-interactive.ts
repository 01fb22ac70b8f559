import { promptRule } from '../commands/missing-option.ts';
import { zypper } from '../commands/package-managers.ts';

export const zypperNonInteractive = promptRule(
  {
    id: 'zypper-non-interactive',
    title: 'Run zypper without questions',
    why: 'zypper asks before it changes anything. A build has no one to answer, so zypper gives up. `-n` (before the subcommand) takes the default answers, `-y` behind it says yes.',
    examples: [
      {
        bad: 'FROM opensuse/leap:15.6\nRUN zypper «install» curl && zypper clean',
        good: 'FROM opensuse/leap:15.6\nRUN zypper -n install curl && zypper clean',
        fixed: true,
      },
      {
        bad: 'FROM opensuse/leap:15.6\nRUN zypper «rm» vim',
        good: 'FROM opensuse/leap:15.6\nRUN zypper rm -y vim',
      },
    ],
  },
  {
    manager: zypper,
    peers: {
      'hadolint:DL3034': ['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch'].map(
        (what) => `zypper ${what}`,
      ),
    },
  },
);
