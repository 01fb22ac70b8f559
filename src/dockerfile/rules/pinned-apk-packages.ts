import { apk } from '../commands/package-managers.ts';
import { pinRule } from '../commands/package-pins.ts';

export const pinnedApkPackages = pinRule(
  {
    id: 'pinned-apk-packages',
    title: 'Name versions of apk packages',
    why: 'Without a version every build takes what the mirror has that day. With one, the build breaks as soon as Alpine replaces that version, and it keeps only the newest: a pinned base image and regular rebuilds are often the better way, or `~=` with the first numbers only. Off by default.',
    differs: {
      'hadolint:DL3018':
        'A variable is followed to its default, and nothing is said where only the build’s call decides it; conflicts (`!name`), virtual packages (`.name`) and files have no version to name.',
    },
    examples: [
      {
        bad: 'FROM alpine:3.23\nRUN apk add --no-cache «curl»',
        good: 'FROM alpine:3.23\nRUN apk add --no-cache curl~=8.17',
      },
      {
        bad: 'FROM alpine:3.23\nRUN apk add --no-cache -t .build «gcc» musl-dev',
        good: 'FROM alpine:3.23\nRUN apk add --no-cache -t .build gcc=15.2.0-r2 musl-dev=1.2.5-r21',
      },
    ],
  },
  {
    managers: [apk],
    subcommands: new Set(['add']),
    peers: { 'hadolint:DL3018': ['apk add'] },
    isPinned: (name) => /[=<>~/]|\.apk$|^[!.]/.test(name),
  },
);
