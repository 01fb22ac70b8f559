import { readArguments } from '../../shell/options.ts';
import type { Command } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import { npm } from '../commands/package-managers.ts';
import { pinRule } from '../commands/package-pins.ts';

export const pinnedNpmPackages = pinRule(
  {
    id: 'pinned-npm-packages',
    title: 'Name versions of npm packages',
    why: 'Without a version every build takes the newest release, a new major version as well, and the same Dockerfile builds different images on different days. A lock file with `npm ci` does it for all packages at once. yarn, pnpm and `npx --yes` are read in the same way.',
    differs: {
      'hadolint:DL3016':
        'Folders, files and addresses of archives have their version in them, and `user/repo#ref` names one; values of options are no packages; a variable is followed to its default, and nothing is said where only the build’s call decides it.',
    },
    examples: [
      { bad: 'FROM node:24\nRUN npm install -g «serve»', good: 'FROM node:24\nRUN npm install -g serve@14.2.5' },
      {
        bad: 'FROM node:24\nRUN npm install express@5.1.0 «@types/express»',
        good: 'FROM node:24\nRUN npm install express@5.1.0 @types/express@5.0.5',
      },
      { bad: 'FROM node:24\nRUN yarn add «left-pad»', good: 'FROM node:24\nRUN yarn add left-pad@1.3.0' },
    ],
  },
  {
    managers: [npm],
    subcommands: npm.installs,
    peers: { 'hadolint:DL3016': ['npm install'] },
    // `yarn install` takes no packages; what dlx runs has arguments of its own.
    exempt: ({ at, subcommand }) => at.name === 'yarn' && subcommand === 'install',
    packages: ({ subcommand, operands }) => (subcommand === 'dlx' ? operands.slice(0, 1) : operands),
    isPinned: (name) => {
      if (/@latest$/.test(name)) return false;
      if (/^(?:\.|\/|~|file:|link:|workspace:|https?:(?!.*\.git$))|\.t(?:gz|ar)$|\.tar\.gz$|#/.test(name)) return true;
      return name.slice(1).includes('@') && !/^(?:git|ssh)[+:]/.test(name);
    },
    runner: { program: 'npx', packages: packagesOfNpx },
    oursOnly: (name) => /@latest$/.test(name),
  },
);

/** What npx fetches for certain: without `--yes` it may well run what the project has installed. */
function packagesOfNpx(command: Command): Word[] {
  const { options, operands } = readArguments(command, npm.taking);
  if (!options.some(({ name }) => npm.yes.has(name))) return [];
  const named = options.filter(({ name, value }) => /^(?:-p|--package)$/.test(name) && value !== null);
  if (named.length === 0) return operands.slice(0, 1);
  return named.map(({ value, start, end }) => ({ value: value ?? '', text: value ?? '', start, end }));
}
