import { apt } from '../commands/package-managers.ts';
import { pinRule } from '../commands/package-pins.ts';

export const pinnedAptPackages = pinRule(
  {
    id: 'pinned-apt-packages',
    title: 'Name versions of apt packages',
    why: 'Without a version every build takes what the mirror has that day. With one, the build breaks as soon as the distribution replaces that version, which Debian and Ubuntu do with every security fix: a pinned base image and regular rebuilds are often the better way. Off by default.',
    differs: {
      'hadolint:DL3008':
        'A variable is followed to its default; where only the build’s call decides it, and for what a command prints, nothing is said.',
    },
    examples: [
      {
        bad: 'FROM debian:13\nRUN apt-get install -y «curl» git',
        good: 'FROM debian:13\nRUN apt-get install -y curl=8.14.1-2 git/trixie',
      },
      {
        bad: 'FROM debian:13\nARG PACKAGES="curl=8.14.1-2 git"\nRUN apt-get install -y «$PACKAGES»',
        good: 'FROM debian:13\nARG PACKAGES\nRUN apt-get install -y $PACKAGES ./local.deb',
      },
    ],
  },
  {
    managers: [apt],
    subcommands: new Set(['install']),
    peers: { 'hadolint:DL3008': ['apt-get install'] },
    // `name-` removes a package; a slash stands before a release or in a path.
    isPinned: (name) => /[=/]|\.deb$|-$/.test(name),
  },
);
