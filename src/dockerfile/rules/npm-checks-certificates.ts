import type { Report } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import { isEditable } from '../commands/calls.ts';
import { checkAgain, seenByCheckov, settingMessage } from '../commands/certificate-check.ts';
import { deleteWords } from '../commands/deletion.ts';
import { environmentSettings } from '../variables/environment-settings.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileRule } from '../subject.ts';

const VARIABLES = new Set(['NPM_CONFIG_STRICT_SSL', 'npm_config_strict_ssl', 'YARN_ENABLE_STRICT_SSL']);
const SETTING = /^(?:strict-ssl|enableStrictSsl)$/;
const OFF = /^(?:strict-ssl|enableStrictSsl)\s*[=:]\s*["']?false["']?$/;
/** `echo strict-ssl=false >> .npmrc` */
const WRITERS = ['echo', 'printf'];

export const npmChecksCertificates: DockerfileRule = {
  id: 'npm-checks-certificates',
  title: 'Let npm and yarn check certificates',
  severity: 'warning',
  aliases: ['checkov:CKV2_DOCKER_12', 'checkov:CKV2_DOCKER_13'],
  why: 'Without `strict-ssl` anybody on the way can put another package in place of the one that is asked for, and its scripts run in the build. Where a company’s own authority signs, name its certificate with `cafile`.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM node:24\nRUN npm config set «strict-ssl false»\nUSER node',
      good: 'FROM node:24\nRUN npm config set cafile /etc/ssl/company.pem\nUSER node',
    },
    {
      bad: 'FROM node:24\nENV «NPM_CONFIG_STRICT_SSL=false»\nRUN npm ci «--strict-ssl=false»\nUSER node',
      good: 'FROM node:24\nRUN npm ci\nUSER node',
      fixed: true,
    },
    {
      bad: 'FROM node:24\nRUN echo «strict-ssl=false» >> .npmrc\nUSER node',
      good: 'FROM node:24\nRUN echo strict-ssl=true >> .npmrc\nUSER node',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const { text } = dockerfile;
    for (const setting of environmentSettings(dockerfile, VARIABLES)) {
      const { start, end, name, value, deletion } = setting;
      if (value !== 'false') continue;
      const peer = /^npm/i.test(name) && seenByCheckov(text, setting, true);
      yield {
        start,
        end,
        message: settingMessage(setting),
        aliases: peer ? ['checkov:CKV2_DOCKER_12'] : [],
        ...checkAgain(deletion()),
      };
    }
    for (const name of ['npm', 'yarn', 'pnpm', 'npx', ...WRITERS]) {
      for (const at of dockerfile.commandsByName.get(name) ?? []) yield* callsOf(text, at);
    }
  },
};

function* callsOf(text: string, at: RunCommand): Iterable<Report> {
  const { words } = at.command;
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    const written = WRITERS.includes(at.name);
    if (!written && next?.value === 'false' && (SETTING.test(word.value) || word.value === '--strict-ssl')) {
      yield off(text, at, index, word, next);
    } else if (OFF.test(word.value)) yield off(text, at, index, word, word);
    else if (/^--(?:strict-ssl=false|no-strict-ssl)$/.test(word.value)) yield off(text, at, index, word, word);
  }
}

function off(text: string, at: RunCommand, index: number, first: Word, last: Word): Report {
  const range = { start: first.start, end: last.end };
  const { words } = at.command;
  const option = first.value.startsWith('--');
  const seen = first.value.startsWith('strict-ssl') && words[index - 1]?.value === 'set' && !at.onbuild && !at.run.json;
  const adjacent = index === 2 || (index === 3 && /^c(?:onfig)?$/.test(words[1]?.value ?? ''));
  return {
    ...range,
    message: ['`{0}`: `{1}` takes any certificate', text.slice(range.start, range.end), nameOf(at)],
    aliases: seen && adjacent && /^p?npm$|^yarn$/.test(at.name) ? ['checkov:CKV2_DOCKER_13'] : [],
    ...checkAgain(option && isEditable(text, at) ? [deleteWords(text, range)] : undefined),
  };
}

function nameOf({ name }: RunCommand): string {
  return WRITERS.includes(name) ? 'npm' : name;
}
