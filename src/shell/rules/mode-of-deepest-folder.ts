import type { Report } from '../../lint/rule.ts';
import { readArguments } from '../options.ts';
import { programRule } from '../rule.ts';

export const modeOfDeepestFolder = programRule(
  {
    id: 'mode-of-deepest-folder',
    title: 'Set the mode of every folder that mkdir -p makes',
    severity: 'info',
    aliases: ['shellcheck:SC2174'],
    why: 'With `-p`, the mode of `-m` is that of the last folder only; those above it get the mode of the umask. Make them one by one, or use `install -d -m`.',
    exampleOf: 'shell',
    programs: ['mkdir'],
    examples: [
      { bad: 'mkdir -p «-m 700» /srv/data/private', good: 'mkdir -p /srv/data && mkdir -m 700 /srv/data/private' },
      { bad: 'mkdir «-pm700» a/b', good: 'mkdir -p -m 700 data; mkdir -m 700 a/b' },
    ],
  },
  function* (command): Iterable<Report> {
    const { options, operands } = readArguments(command, new Set(['-m', '--mode']));
    const mode = options.find(({ name }) => name === '-m' || name === '--mode');
    if (!mode || !options.some(({ name }) => name === '-p' || name === '--parents')) return;
    // One folder in a known place has nothing above it that is made.
    if (!operands.some(({ value }) => /[^/]\/+[^/]/.test(value.replace(/^(?:\.{1,2}\/)+/, '')) || /^\//.test(value)))
      return;
    yield { start: mode.start, end: mode.end, message: ['Only the deepest folder gets this mode'] };
  },
);
