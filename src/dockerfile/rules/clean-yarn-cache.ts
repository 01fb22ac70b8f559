import { leftCacheRule } from '../commands/left-cache.ts';
import { yarn } from '../commands/package-managers.ts';

export const cleanYarnCache = leftCacheRule(
  {
    id: 'clean-yarn-cache',
    title: 'Clean yarn’s cache in the RUN that filled it',
    severity: 'info',
    why: 'yarn keeps a copy of every package it downloads beside node_modules. Only the RUN that wrote it can keep it out of the layer: by `yarn cache clean`, or with a cache mount. Only stages that come into an image matter.',
    differs: {
      'hadolint:DL3060':
        'Removing yarn’s cache folder, and a cache or tmpfs mount over a folder around it, keep it out of the image, too.',
    },
    examples: [
      {
        bad: 'FROM node:24\nRUN yarn «install» --frozen-lockfile',
        good: 'FROM node:24\nRUN yarn install --frozen-lockfile && yarn cache clean',
        fixed: true,
      },
      {
        bad: 'FROM node:24\nRUN yarn «install» --frozen-lockfile',
        good: 'FROM node:24\nRUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install --frozen-lockfile',
      },
    ],
  },
  {
    manager: yarn,
    peers: { 'hadolint:DL3060': ['yarn install'] },
    shippedOnly: true,
    cleans: ({ words }) => words.some(({ value }) => /^[$`]\(?yarn cache dir\)?`?$/.test(value)),
    message: (name) => ['What `{0}` downloads stays in the layer', name],
    clean: () => 'yarn cache clean',
  },
);
