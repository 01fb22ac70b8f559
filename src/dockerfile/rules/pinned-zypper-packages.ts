import { zypper } from '../commands/package-managers.ts';
import { pinRule } from '../commands/package-pins.ts';

export const pinnedZypperPackages = pinRule(
  {
    id: 'pinned-zypper-packages',
    title: 'Name versions of zypper packages',
    why: 'Without a version every build takes what the mirror has that day. With one, the build breaks when the repository drops that version: a pinned base image and regular rebuilds are often the better way. Off by default.',
    differs: {
      'hadolint:DL3037':
        'A variable is followed to its default, and nothing is said where only the build’s call decides it; values of options are no packages.',
    },
    examples: [
      {
        bad: 'FROM opensuse/leap:15.6\nRUN zypper -n install «curl» && zypper clean',
        good: 'FROM opensuse/leap:15.6\nRUN zypper -n install curl=8.6.0 && zypper clean',
      },
      {
        bad: 'FROM opensuse/leap:15.6\nRUN zypper -n in --from repo-oss «vim» && zypper clean',
        good: 'FROM opensuse/leap:15.6\nRUN zypper -n in --from repo-oss "vim>=9" && zypper clean',
      },
    ],
  },
  {
    managers: [zypper],
    subcommands: new Set(['install', 'in']),
    peers: { 'hadolint:DL3037': ['zypper install', 'zypper in'] },
    isPinned: (name) => /[=<>/]|\.rpm$|^[!~-]/.test(name),
  },
);
