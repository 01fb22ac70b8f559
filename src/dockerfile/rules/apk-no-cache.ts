import { empties, isMounted, laterCommand } from '../commands/cleaning.ts';
import { missingOptionRule } from '../commands/missing-option.ts';
import { apk } from '../commands/package-managers.ts';

export const apkNoCache = missingOptionRule(
  {
    id: 'apk-no-cache',
    title: 'Use apk add --no-cache',
    severity: 'info',
    why: 'With `--no-cache` apk fetches the index for this call only; otherwise the index stays in the layer, and a later `apk add` uses it when it is old. A cache mount serves as well. Removing `/var/cache/apk/*` in the same RUN works, too, but one option says the same.',
    differs: {
      'hadolint:DL3019': 'A cache mount over a folder around `/var/cache/apk` keeps the index out of the image, too.',
      'trivy:DS-0025': 'With a cache mount over `/var/cache/apk` the index does not get into the image.',
    },
    examples: [
      {
        bad: 'FROM alpine:3.23\nRUN apk «add» curl',
        good: 'FROM alpine:3.23\nRUN apk add --no-cache curl',
        fixed: true,
      },
      {
        bad: 'FROM alpine:3.23\nRUN apk «add» --update curl && rm -rf /var/cache/apk/*',
        good: 'FROM alpine:3.23\nRUN --mount=type=cache,target=/var/cache/apk apk add --update curl',
      },
    ],
  },
  {
    manager: apk,
    subcommands: apk.fills,
    options: new Set(['--no-cache']),
    peers: { 'hadolint:DL3019': ['apk add'], 'trivy:DS-0025': ['apk add'] },
    satisfied: () => (call) => isMounted(call.at.run, apk.folders),
    severity: () => {
      const isCleaned = laterCommand((command) => empties(command, '/var/cache/apk'));
      return ({ at }) => (isCleaned(at) ? 'hint' : undefined);
    },
    message: (name) => ['`{0}` keeps its index unless it is told `--no-cache`', name],
    fix: { title: ['Add `--no-cache`'], added: '--no-cache', safe: true },
  },
);
