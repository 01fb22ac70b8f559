import type { Report } from '../../lint/rule.ts';
import { isEditable, isOneStretch } from '../commands/calls.ts';
import { checkAgain } from '../commands/certificate-check.ts';
import { commandRule } from '../commands/command-rule.ts';
import { deleteWords } from '../commands/deletion.ts';
import type { RunCommand } from '../commands/run-commands.ts';

const OFF = /^(?:[^=\s]+\.)?sslverify\s*=\s*(?:0|false|no)$/i;

export const yumChecksCertificates = commandRule(
  {
    id: 'yum-checks-certificates',
    title: 'Let yum and dnf check certificates',
    severity: 'warning',
    aliases: ['checkov:CKV2_DOCKER_15'],
    why: 'With `sslverify` off anybody on the way can stand in for the repository: hold back updates, or hand over packages where signatures are not checked, either. Where a company’s own authority signs, set `sslcacert`.',
    differs: {
      'checkov:CKV2_DOCKER_15':
        'checkov looks at `yum-config-manager` and `dnf config-manager` only, and only at `--setopt=` with an equals sign.',
    },
    exampleOf: 'dockerfile',
    examples: [
      {
        bad: 'FROM rockylinux:9\nRUN dnf install -y «--setopt=sslverify=false» curl\nUSER 65532',
        good: 'FROM rockylinux:9\nRUN dnf install -y curl\nUSER 65532',
        fixed: true,
      },
      {
        bad: 'FROM rockylinux:9\nRUN yum-config-manager --save «--setopt=base.sslverify=0»\nUSER 65532',
        good: 'FROM rockylinux:9\nRUN yum-config-manager --save --setopt=base.sslcacert=/etc/ssl/company.pem\nUSER 65532',
      },
      {
        bad: 'FROM rockylinux:9\nRUN echo «sslverify=false» >> /etc/yum.conf\nUSER 65532',
        good: 'FROM rockylinux:9\nRUN echo sslverify=true >> /etc/yum.conf\nUSER 65532',
      },
    ],
    programs: ['yum', 'dnf', 'microdnf', 'tdnf', 'yum-config-manager', 'echo', 'printf'],
  },
  function* (at, { dockerfile: { text } }): Iterable<Report> {
    const { words } = at.command;
    const written = at.name === 'echo' || at.name === 'printf';
    for (const [index, word] of words.entries()) {
      const before = words[index - 1];
      const separate = before?.value === '--setopt' && OFF.test(word.value);
      const glued = word.value.startsWith('--setopt=') && OFF.test(word.value.slice('--setopt='.length));
      if (!separate && !glued && !(written && OFF.test(word.value))) continue;
      const range = { start: separate ? before.start : word.start, end: word.end };
      yield {
        ...range,
        message: ['`{0}`: certificates of repositories are not checked', word.value.replace(/^--setopt=/, '')],
        aliases: glued && isConfigManager(text, at) ? ['checkov:CKV2_DOCKER_15'] : [],
        ...checkAgain(
          written || isConfigManager(text, at) || !isEditable(text, at) ? undefined : [deleteWords(text, range)],
        ),
      };
    }
  },
);

function isConfigManager(text: string, at: RunCommand): boolean {
  const [program, first] = at.command.words;
  if (!program || (at.name !== 'yum-config-manager' && first?.value !== 'config-manager')) return false;
  return isOneStretch(text, at, program, at.command);
}
