import { gem } from '../commands/package-managers.ts';
import { pinRule } from '../commands/package-pins.ts';

export const pinnedGems = pinRule(
  {
    id: 'pinned-gems',
    title: 'Name versions of gems',
    why: 'Without a version every build takes the newest release, a new major version as well, and the same Dockerfile builds different images on different days. A Gemfile with its lock file does it for all gems at once.',
    differs: {
      'hadolint:DL3028':
        'Files (`x.gem`) have their version in them; `-v1` in one word names a version; options before a gem do not hide it.',
    },
    examples: [
      { bad: 'FROM ruby:3.4\nRUN gem install «rails»', good: 'FROM ruby:3.4\nRUN gem install rails:8.1.1' },
      {
        bad: 'FROM ruby:3.4\nRUN gem install --no-document «nokogiri» -- --use-system-libraries',
        good: 'FROM ruby:3.4\nRUN gem install --no-document nokogiri -v 1.18.9 -- --use-system-libraries',
      },
    ],
  },
  {
    managers: [gem],
    subcommands: gem.installs,
    peers: { 'hadolint:DL3028': ['gem install', 'gem i'] },
    exempt: ({ options }) =>
      options.some(({ name }) => ['-v', '--version', '-g', '--file', '--conservative-file'].includes(name)),
    // What stands behind `--` is for the compiler.
    packages: ({ at, operands }) => {
      const behind = at.command.words.find(({ value }) => value === '--')?.start ?? Infinity;
      return operands.filter(({ start }) => start < behind);
    },
    isPinned: (name) => /:|\.gem$|\//.test(name),
  },
);
