import type { Report } from '../../lint/rule.ts';
import { readArguments } from '../../shell/options.ts';
import { isEditable, isOneStretch } from '../commands/calls.ts';
import { checkAgain, seenByCheckov } from '../commands/certificate-check.ts';
import { deleteWords } from '../commands/deletion.ts';
import { environmentSettings } from '../variables/environment-settings.ts';
import type { Dockerfile } from '../model.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileRule } from '../subject.ts';

const VARIABLES = new Set(['PIP_TRUSTED_HOST', 'UV_INSECURE_HOST']);
const OPTION = /^--(?:trusted-host|allow-insecure-host)$/;
const TAKING = new Set(['--trusted-host', '--allow-insecure-host']);

export const pipChecksCertificates: DockerfileRule = {
  id: 'pip-checks-certificates',
  title: 'Let pip check certificates',
  severity: 'warning',
  aliases: ['checkov:CKV2_DOCKER_4', 'checkov:CKV2_DOCKER_16'],
  why: 'A trusted host may show any certificate, or none: anybody on the way can put another package in place of the one that is asked for, and its set-up runs in the build. Where a company’s own authority signs, name its certificate with `--cert` or `PIP_CERT`.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM python:3.14\nRUN pip install --no-cache-dir «--trusted-host pypi.example.com» app\nUSER 65532',
      good: 'FROM python:3.14\nRUN pip install --no-cache-dir app\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM python:3.14\nENV «PIP_TRUSTED_HOST=pypi.example.com» PIP_NO_INPUT=1\nUSER 65532',
      good: 'FROM python:3.14\nENV PIP_NO_INPUT=1\nUSER 65532',
    },
    {
      bad: 'FROM python:3.14\nRUN pip config set «global.trusted-host» pypi.example.com\nUSER 65532',
      good: 'FROM python:3.14\nRUN pip config set global.cert /etc/ssl/company.pem\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const { text } = dockerfile;
    for (const setting of environmentSettings(dockerfile, VARIABLES)) {
      const { start, end, name, value, deletion } = setting;
      if (value === '') continue;
      const peer = name === 'PIP_TRUSTED_HOST' && seenByCheckov(text, setting, false);
      yield {
        start,
        end,
        message: ['`{0}` may show any certificate: `{1}` is set', value, name],
        aliases: peer ? ['checkov:CKV2_DOCKER_16'] : [],
        ...checkAgain(deletion()),
      };
    }
    for (const [name, calls] of dockerfile.commandsByName) {
      if (!/^pip(?:\d[\d.]*|env)?$|^uvx?$|^python[\d.]*$|^pipx$/.test(name)) continue;
      for (const at of calls) yield* options(dockerfile, at);
    }
  },
};

function* options({ text }: Dockerfile, at: RunCommand): Iterable<Report> {
  const { words } = at.command;
  const pip = words.find(({ value }) => value.includes('pip')) ?? words[0];
  for (const { name, value, word, end } of readArguments(at.command, TAKING).options) {
    if (!OPTION.test(name) || !pip || value === null) continue;
    const peer = name === '--trusted-host' && pip.value.includes('pip') && isOneStretch(text, at, pip, word);
    const range = { start: word.start, end };
    yield {
      ...range,
      message: ['`{0}` may show any certificate: `{1}` is set', value, name],
      aliases: peer ? ['checkov:CKV2_DOCKER_4'] : [],
      ...checkAgain(isEditable(text, at) ? [deleteWords(text, range)] : undefined),
    };
  }
  const key = words.find(({ value }) => /^\w+\.trusted-host$/.test(value));
  if (!key || !words.some(({ value }) => value === 'set')) return;
  yield {
    start: key.start,
    end: key.end,
    message: ['`{0}` may show any certificate: `{1}` is set', words.at(-1)?.value ?? '', key.value],
    aliases: [],
  };
}
