import { readArguments } from '../../shell/options.ts';
import { isEditable, isOneStretch } from '../commands/calls.ts';
import { checkAgain } from '../commands/certificate-check.ts';
import { commandRule } from '../commands/command-rule.ts';
import { deleteWords } from '../commands/deletion.ts';

export const wgetChecksCertificates = commandRule(
  {
    id: 'wget-checks-certificates',
    title: 'Let wget check certificates',
    severity: 'warning',
    aliases: ['checkov:CKV2_DOCKER_3'],
    why: 'Without the check anybody on the way can put another file in place of the one that is downloaded, and it ends up in the image. Often only `ca-certificates` is missing: install it.',
    exampleOf: 'dockerfile',
    examples: [
      {
        bad: 'FROM debian:12\nRUN wget -q «--no-check-certificate» https://example.com/a.tgz\nUSER 65532',
        good: 'FROM debian:12\nRUN wget -q https://example.com/a.tgz\nUSER 65532',
        fixed: true,
      },
      {
        bad: 'FROM debian:12\nRUN wget -q \\\n    «--no-check-certificate» \\\n    https://example.com/a.tgz\nUSER 65532',
        good: 'FROM debian:12\nRUN wget -q \\\n    https://example.com/a.tgz\nUSER 65532',
        fixed: true,
      },
    ],
    programs: ['wget', 'echo', 'printf'],
  },
  function* (at, { dockerfile: { text } }) {
    const [program] = at.command.words;
    if (at.name !== 'wget') {
      const word = at.command.words.find(({ value }) => /^check_?certificate\s*=\s*off\b/i.test(value));
      if (word)
        yield {
          start: word.start,
          end: word.end,
          message: ['`{0}`: wget takes any certificate', word.value],
          aliases: [],
        };
      return;
    }
    for (const { name, word } of readArguments(at.command).options) {
      // Long options may be shortened as long as they stay unique.
      if (!program || !'--no-check-certificate'.startsWith(name) || !name.startsWith('--no-check-c')) continue;
      const peer = name === '--no-check-certificate' && isOneStretch(text, at, program, word);
      yield {
        start: word.start,
        end: word.end,
        message: ['`{0}`: wget takes any certificate', name],
        aliases: peer ? ['checkov:CKV2_DOCKER_3'] : [],
        ...checkAgain(isEditable(text, at) ? [deleteWords(text, word)] : undefined),
      };
    }
  },
);
