import { empties, isMounted, laterCommand } from '../cleaning.ts';
import { missingOptionRule } from '../missing-option.ts';
import type { PackageCall } from '../package-calls.ts';
import { pip } from '../package-managers.ts';
import type { RunCommand } from '../run-commands.ts';
import { type Setting, variableHistory } from '../variable-history.ts';

export const pipNoCache = missingOptionRule(
  {
    id: 'pip-no-cache',
    title: 'Use pip install --no-cache-dir',
    severity: 'warning',
    why: 'pip keeps what it downloads and builds for the next time; in an image there is no next time, and the layer carries it along. `--no-cache-dir`, the variable PIP_NO_CACHE_DIR or a cache mount keep it out.',
    differs: {
      'hadolint:DL3042':
        'An ARG, a value that the file does not decide, `pip config set global.no-cache-dir` and a cache mount over a folder around pip’s cache, or over the one that PIP_CACHE_DIR names, keep the cache out, too.',
    },
    examples: [
      {
        bad: 'FROM python:3.14-slim\nRUN pip «install» -r requirements.txt',
        good: 'FROM python:3.14-slim\nRUN pip install --no-cache-dir -r requirements.txt',
        fixed: true,
      },
      {
        bad: 'FROM python:3.14-slim\nRUN python3 -m pip «install» --upgrade pip',
        good: 'FROM python:3.14-slim\nENV PIP_NO_CACHE_DIR=1\nRUN python3 -m pip install --upgrade pip',
      },
      {
        bad: 'FROM python:3.14-slim\nRUN pip «install» flask==3.1.2',
        good: 'FROM python:3.14-slim\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.1.2',
      },
    ],
  },
  {
    manager: pip,
    subcommands: pip.installs,
    options: new Set(['--no-cache-dir', '--no-cache']),
    peers: { 'hadolint:DL3042': ['pip install'] },
    satisfied: ({ dockerfile }) => {
      const switchedOff = variableHistory(dockerfile, NAME);
      const cacheFolder = variableHistory(dockerfile, 'PIP_CACHE_DIR');
      const configured = dockerfile.text.search(/\bpip[\d.]* config (?:--\w+ )*set \w+\.no-cache-dir\b/);
      return (call) =>
        (configured >= 0 && configured < call.at.command.start) ||
        isOff(call.at, switchedOff(call.at)) ||
        isMounted(call.at.run, foldersOf(call, cacheFolder(call.at)));
    },
    severity: () => {
      const isCleaned = laterCommand(
        ({ words, ...command }) =>
          empties({ words, ...command }, '/root/.cache/pip') ||
          words.some(({ value }, index) => value === 'purge' && words[index - 1]?.value === 'cache'),
      );
      return ({ at }) => (isCleaned(at) ? 'hint' : undefined);
    },
    message: (name) => ['`{0}` keeps its downloads unless it is told `--no-cache-dir`', name],
    fix: { title: ['Add `--no-cache-dir`'], added: '--no-cache-dir', safe: true },
  },
);

const NAME = 'PIP_NO_CACHE_DIR';

/** By the command's own assignment, by an export before it, or by ENV and ARG. */
function isOff({ command, all, index }: RunCommand, variable: Setting | undefined): boolean {
  for (let at = index; at >= Math.max(0, index - MOST_BEFORE); at--) {
    const { assignments, words } = all[at] ?? command;
    const exported = words[0]?.value === 'export' ? words : [];
    if (at < index && words.length > 0 && exported.length === 0) continue;
    const set = [...assignments, ...exported].findLast(({ value }) => value.startsWith(`${NAME}=`));
    if (set) return isTrue(set.value.slice(NAME.length + 1));
  }
  return variable !== undefined && (variable.value === undefined || isTrue(variable.value));
}

/** An export stands near the calls that it is for; a limit keeps long scripts fast. */
const MOST_BEFORE = 50;

function isTrue(value: string): boolean {
  return /^(?:1|y|yes|t|true|on)$/i.test(value);
}

/** Where a call keeps its downloads. */
function foldersOf({ options }: PackageCall, variable: Setting | undefined): readonly string[] {
  const folder = options.find(({ name }) => name === '--cache-dir')?.value ?? variable?.value;
  return folder ? [folder] : pip.folders;
}
