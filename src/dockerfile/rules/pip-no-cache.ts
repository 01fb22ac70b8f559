import type { Severity } from '../../lint/rule.ts';
import { empties, isMounted, laterCommand, shippedStages } from '../commands/cleaning.ts';
import { missingOptionRule } from '../commands/missing-option.ts';
import type { Dockerfile } from '../model.ts';
import type { PackageCall } from '../commands/package-calls.ts';
import { type PackageManager, pip, uv } from '../commands/package-managers.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import { type Setting, variableHistory } from '../variables/variable-history.ts';

export const pipNoCache = missingOptionRule(
  {
    id: 'pip-no-cache',
    title: 'Use pip install --no-cache-dir',
    severity: 'warning',
    why: 'pip keeps what it downloads and builds for the next time; in an image there is no next time, and the layer carries it along. `--no-cache-dir`, the variable PIP_NO_CACHE_DIR or a cache mount keep it out. uv does the same under other names.',
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
      const keepsNothing = without(dockerfile, pip, { off: 'PIP_NO_CACHE_DIR', folder: 'PIP_CACHE_DIR' });
      const configured = dockerfile.text.search(/\bpip[\d.]* config (?:--\w+ )*set \w+\.no-cache-dir\b/);
      return (call) => (configured >= 0 && configured < call.at.command.start) || keepsNothing(call);
    },
    severity: ({ dockerfile }) => harm(dockerfile, pip),
    message: (name) => ['`{0}` keeps its downloads unless it is told `--no-cache-dir`', name],
    fix: { title: ['Add `--no-cache-dir`'], added: '--no-cache-dir', safe: true },
  },
  {
    manager: uv,
    subcommands: uv.installs,
    options: new Set(['--no-cache', '--no-cache-dir', '-n']),
    peers: {},
    satisfied: ({ dockerfile }) => {
      const keepsNothing = without(dockerfile, uv, { off: 'UV_NO_CACHE', folder: 'UV_CACHE_DIR' });
      const shipped = shippedStages(dockerfile);
      return (call) => !shipped.has(call.at.stage) || keepsNothing(call);
    },
    severity: ({ dockerfile }) => harm(dockerfile, uv),
    message: (name) => ['`{0}` keeps its downloads unless it is told `--no-cache`', name],
    fix: { title: ['Add `--no-cache`'], added: '--no-cache', safe: true },
  },
);

/** Mild where a later command of the RUN empties the cache, or where the layer comes into no image. */
function harm(dockerfile: Dockerfile, { folders }: PackageManager): (call: PackageCall) => Severity | undefined {
  const shipped = shippedStages(dockerfile);
  const isCleaned = laterCommand(
    (command) =>
      folders.some((folder) => empties(command, folder)) ||
      command.words.some(
        ({ value }, index) => /^(?:purge|clean)$/.test(value) && command.words[index - 1]?.value === 'cache',
      ),
  );
  return ({ at }) => (isCleaned(at) ? 'hint' : shipped.has(at.stage) ? undefined : 'info');
}

/** Answers whether the cache is switched off by a variable, or lies in a mount; `names` are those of the variables. */
function without(dockerfile: Dockerfile, { folders }: PackageManager, names: { off: string; folder: string }) {
  const switchedOff = variableHistory(dockerfile, names.off);
  const cacheFolder = variableHistory(dockerfile, names.folder);
  return ({ at, options }: PackageCall): boolean => {
    if (isOff(at, names.off, switchedOff(at))) return true;
    const own = options.find(({ name }) => name === '--cache-dir')?.value ?? cacheFolder(at)?.value;
    return isMounted(at.run, own ? [own] : folders);
  };
}

/** By the command's own assignment, by an export before it, or by ENV and ARG. */
function isOff({ command, all, index }: RunCommand, name: string, variable: Setting | undefined): boolean {
  for (let at = index; at >= Math.max(0, index - MOST_BEFORE); at--) {
    const { assignments, words } = all[at] ?? command;
    const exported = words[0]?.value === 'export' ? words : [];
    if (at < index && words.length > 0 && exported.length === 0) continue;
    const set = [...assignments, ...exported].findLast(({ value }) => value.startsWith(`${name}=`));
    if (set) return isTrue(set.value.slice(name.length + 1));
  }
  return variable !== undefined && (variable.value === undefined || isTrue(variable.value));
}

/** An export stands near the calls that it is for; a limit keeps long scripts fast. */
const MOST_BEFORE = 50;

function isTrue(value: string): boolean {
  return /^(?:1|y|yes|t|true|on)$/i.test(value);
}
