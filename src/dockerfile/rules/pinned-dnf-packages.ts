import { dnf } from '../commands/package-managers.ts';
import { namesRpmVersion, pinRule } from '../commands/package-pins.ts';

export const pinnedDnfPackages = pinRule(
  {
    id: 'pinned-dnf-packages',
    title: 'Name versions of dnf packages',
    why: 'Without a version every build takes what the mirror has that day. With one, the build breaks when the repository drops that version: a pinned base image and regular rebuilds are often the better way. Off by default.',
    differs: {
      'hadolint:DL3041':
        'Groups (`@name`), files and addresses name no version apart; a variable behind a dash is one, and a variable alone is followed to its default.',
    },
    examples: [
      {
        bad: 'FROM fedora:43\nRUN dnf install -y «nginx» && dnf clean all',
        good: 'FROM fedora:43\nRUN dnf install -y nginx-1.28.0 && dnf clean all',
      },
      {
        bad: 'FROM registry.access.redhat.com/ubi9-minimal:9.6\nRUN microdnf install -y tar-1.34 «gzip» && microdnf clean all',
        good: 'FROM registry.access.redhat.com/ubi9-minimal:9.6\nRUN microdnf install -y tar-1.34 gzip-1.12 && microdnf clean all',
      },
    ],
  },
  {
    managers: [dnf],
    subcommands: new Set(['install', 'in', 'module install']),
    peers: {
      'hadolint:DL3041': ['dnf install', 'dnf module install', 'microdnf install', 'microdnf module install'],
    },
    isPinned: namesRpmVersion,
  },
);
