import { pip, pythonTools } from '../commands/package-managers.ts';
import { pinRule } from '../commands/package-pins.ts';

/** Files, constraints and projects that decide the versions. */
const ELSEWHERE = new Set(['-r', '--requirement', '-c', '--constraint', '-e', '--editable', '--group']);
const ARCHIVE = /\.(?:whl|tar(?:\.\w+)?|tgz|zip|egg)(?:#.*)?$/;

export const pinnedPipPackages = pinRule(
  {
    id: 'pinned-pip-packages',
    title: 'Name versions of Python packages',
    why: 'Without a version every build takes the newest release, a new major version as well, and the same Dockerfile builds different images on different days. A requirements file, a constraints file or a lock file does it for all packages at once.',
    differs: {
      'hadolint:DL3013':
        'Projects in folders (`.[dev]`) and archives have their version in them; a variable is followed to its default, and nothing is said where only the build’s call decides it; a user in `git+ssh://git@host/x.git` is no version.',
    },
    examples: [
      {
        bad: 'FROM python:3.14-slim\nRUN pip install --no-cache-dir «flask»',
        good: 'FROM python:3.14-slim\nRUN pip install --no-cache-dir flask==3.1.2',
      },
      {
        bad: 'FROM python:3.14-slim\nRUN pip install --no-cache-dir «git+https://example.com/x.git»',
        good: 'FROM python:3.14-slim\nRUN pip install --no-cache-dir git+https://example.com/x.git@v1 -r requirements.txt',
      },
    ],
  },
  {
    managers: [pip, pythonTools],
    subcommands: pythonTools.installs,
    peers: { 'hadolint:DL3013': ['pip install', 'pipx install'] },
    exempt: ({ options }) => options.some(({ name }) => ELSEWHERE.has(name)),
    isPinned: (name) => {
      const [address] = name.split('#', 1) as [string];
      if (/^(?:git|hg|svn|bzr)\+/.test(address)) return /@[^/]+$/.test(address.replace(/^[^/]*\/\/[^/]*/, ''));
      return /[=<>~!]=|[<>@]|\//.test(name) || ARCHIVE.test(name) || /^\.{1,2}(?:\[|$)/.test(name);
    },
  },
);
