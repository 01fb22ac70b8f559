import { yum } from '../commands/package-managers.ts';
import { namesRpmVersion, pinRule } from '../commands/package-pins.ts';

export const pinnedYumPackages = pinRule(
  {
    id: 'pinned-yum-packages',
    title: 'Name versions of yum packages',
    why: 'Without a version every build takes what the mirror has that day. With one, the build breaks when the repository drops that version: a pinned base image and regular rebuilds are often the better way. Off by default.',
    differs: {
      'hadolint:DL3033':
        'Groups (`@name`), files and addresses name no version apart; a variable behind a dash is one, and a variable alone is followed to its default.',
    },
    examples: [
      {
        bad: 'FROM rockylinux:9\nRUN yum install -y «httpd» && yum clean all',
        good: 'FROM rockylinux:9\nRUN yum install -y httpd-2.4.62 && yum clean all',
      },
      {
        bad: 'FROM rockylinux:9\nRUN yum module install -y «nodejs» && yum clean all',
        good: 'FROM rockylinux:9\nRUN yum module install -y nodejs:20 && yum clean all',
      },
    ],
  },
  {
    managers: [yum],
    subcommands: new Set(['install', 'module install']),
    peers: { 'hadolint:DL3033': ['yum install', 'yum module install'] },
    isPinned: namesRpmVersion,
  },
);
