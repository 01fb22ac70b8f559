import type { Report } from '../../lint/rule.ts';
import { isEditable } from '../commands/calls.ts';
import { checkAgain, seenByCheckov, settingMessage } from '../commands/certificate-check.ts';
import { deleteWords } from '../commands/deletion.ts';
import { environmentSettings } from '../variables/environment-settings.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileRule } from '../subject.ts';

const VARIABLES = new Set(['GIT_SSL_NO_VERIFY']);
const KEY = /^http\.(?:.+\.)?sslverify$/i;
const OFF = /^http\.(?:.+\.)?sslverify=(?:false|no|off|0)$/i;

export const gitChecksCertificates: DockerfileRule = {
  id: 'git-checks-certificates',
  title: 'Let Git check certificates',
  severity: 'warning',
  aliases: ['checkov:CKV2_DOCKER_14'],
  why: 'Without the check anybody on the way can hand other source code to the build. `GIT_SSL_NO_VERIFY` switches it off whatever its value, `0` and `false` included. Where a company’s own authority signs, set `http.sslCAInfo`.',
  differs: {
    'checkov:CKV2_DOCKER_14': 'checkov knows the variable only, not `git config http.sslVerify false` nor `git -c`.',
  },
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM golang:1.26\nENV «GIT_SSL_NO_VERIFY=true»\nUSER 65532',
      good: 'FROM golang:1.26\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26\nRUN git «-c http.sslVerify=false» clone https://example.com/r.git\nUSER 65532',
      good: 'FROM golang:1.26\nRUN git clone https://example.com/r.git\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26\nRUN git config --global «http.sslVerify false»\nUSER 65532',
      good: 'FROM golang:1.26\nRUN git config --global http.sslCAInfo /etc/ssl/company.pem\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const { text } = dockerfile;
    for (const setting of environmentSettings(dockerfile, VARIABLES)) {
      const { start, end, value, deletion } = setting;
      if (value === '') continue;
      yield {
        start,
        end,
        message: settingMessage(setting),
        aliases: seenByCheckov(text, setting, false) ? ['checkov:CKV2_DOCKER_14'] : [],
        ...checkAgain(deletion()),
      };
    }
    for (const at of dockerfile.commandsByName.get('git') ?? []) yield* callsOf(text, at);
  },
};

function* callsOf(text: string, at: RunCommand): Iterable<Report> {
  const { words } = at.command;
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    const next = words[index + 1];
    if (before?.value === '-c' && OFF.test(word.value)) {
      const range = { start: before.start, end: word.end };
      yield {
        ...range,
        message: ['`{0}`: Git takes any certificate', word.value],
        aliases: [],
        ...checkAgain(isEditable(text, at) ? [deleteWords(text, range)] : undefined),
      };
    } else if (KEY.test(word.value) && next && /^(?:false|no|off|0)$/i.test(next.value)) {
      const message = ['`{0}`: Git takes any certificate', `${word.value} ${next.value}`] as const;
      yield { start: word.start, end: next.end, message, aliases: [] };
    }
  }
}
