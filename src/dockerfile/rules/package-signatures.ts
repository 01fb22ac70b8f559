import type { Fix } from '../../lint/fix.ts';
import type { Word } from '../../shell/source-text.ts';
import { commandRule } from '../commands/command-rule.ts';
import { withoutWords } from '../commands/run-edits.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileSubject } from '../subject.ts';

/** By option: the programs that it switches checks off for, and the peer's id. */
const OPTIONS: ReadonlyMap<string, readonly [programs: string, alias: string | null]> = new Map([
  ['--allow-untrusted', ['apk', 'checkov:CKV2_DOCKER_7']],
  ['--allow-unauthenticated', ['apt-get apt', 'checkov:CKV2_DOCKER_8']],
  ['--allow-insecure-repositories', ['apt-get apt', null]],
  ['--force-yes', ['apt-get apt', 'checkov:CKV2_DOCKER_11']],
  ['--nogpgcheck', ['yum dnf microdnf dnf5 tdnf', 'checkov:CKV2_DOCKER_9']],
  ['--no-gpgchecks', ['dnf dnf5', null]],
  ['--no-gpg-checks', ['zypper', null]],
  ['--allow-unsigned-rpm', ['zypper', null]],
  ['--nosignature', ['rpm', 'checkov:CKV2_DOCKER_10']],
  ['--nodigest', ['rpm', 'checkov:CKV2_DOCKER_10']],
  ['--noverify', ['rpm', 'checkov:CKV2_DOCKER_10']],
  ['--nofiledigest', ['rpm', 'checkov:CKV2_DOCKER_10']],
]);
/** Cheap, for the many words that are packages. */
const MAY_SWITCH_OFF = /^--(?:no|allow|force|setopt)|[:gG].*=/;
const SETTING =
  /^(?:-o|--option=|--setopt=)?(?:APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories|(?:[\w*.-]+\.)?gpgcheck)=["']?(true|yes|1|false|no|0)["']?$/i;

export const packageSignatures = commandRule(
  {
    id: 'package-signatures',
    title: 'Let the package manager check signatures',
    severity: 'warning',
    aliases: [
      'checkov:CKV2_DOCKER_7',
      'checkov:CKV2_DOCKER_8',
      'checkov:CKV2_DOCKER_9',
      'checkov:CKV2_DOCKER_10',
      'checkov:CKV2_DOCKER_11',
    ],
    why: 'The signature is what tells a package of the distribution from one that somebody put in its place, on a mirror or on the way. Import the key of the repository instead of switching the check off.',
    differs: {
      'checkov:CKV2_DOCKER_8':
        'The same setting by `-o APT::Get::AllowUnauthenticated=true`, and the options of other managers, are reported, too.',
    },
    exampleOf: 'dockerfile',
    programs: [...new Set([...OPTIONS.values()].flatMap(([programs]) => programs.split(' ')))],
    examples: [
      {
        bad: 'FROM alpine:3.23\nCOPY tool.apk /tmp/\nRUN apk add --no-cache «--allow-untrusted» /tmp/tool.apk',
        good: 'FROM alpine:3.23\nCOPY tool.apk /tmp/\nRUN apk add --no-cache /tmp/tool.apk',
        fixed: true,
      },
      {
        bad: 'FROM rockylinux:9\nRUN yum install -y «--nogpgcheck» httpd && yum clean all',
        good: 'FROM rockylinux:9\nRUN rpm --import https://example.com/key.asc && yum install -y httpd && yum clean all',
      },
    ],
  },
  function* (at, subject) {
    for (const [index, word] of at.command.words.entries()) {
      if (index === 0 || !MAY_SWITCH_OFF.test(word.value)) continue;
      const option = optionAt(at, word);
      if (!option) continue;
      yield {
        start: word.start,
        end: word.end,
        message: ['`{0}` lets `{1}` take packages that nobody vouches for', word.value, at.name],
        ...option.report,
        ...(option.removable ? { fixes: [withoutOption(at, word, subject)].filter((fix) => fix !== undefined) } : {}),
      };
    }
  },
);

/** What a word switches off, if it does. */
function optionAt({ name }: RunCommand, { value }: Word) {
  const [programs, alias] = OPTIONS.get(value) ?? [];
  if (programs?.split(' ').includes(name)) {
    // Peers read apt-get's command line only.
    return { report: { aliases: alias && name !== 'apt' ? [alias] : [] }, removable: true };
  }
  const [, setTo] = SETTING.exec(value) ?? [];
  if (setTo === undefined || name === 'apk' || name === 'rpm') return undefined;
  const off = /gpgcheck=/i.test(value) ? /^(?:false|no|0)$/i : /^(?:true|yes|1)$/i;
  return off.test(setTo) ? { report: { aliases: [] }, removable: false } : undefined;
}

function withoutOption(at: RunCommand, word: Word, { dockerfile }: DockerfileSubject): Fix | undefined {
  const edits = withoutWords(dockerfile, at, [word]);
  if (!edits) return undefined;
  return { title: ['Drop `{0}` (fails where no trusted key has signed)', word.value], safe: false, edits };
}
