import type { Fix } from '../../lint/fix.ts';
import { readArguments } from '../../shell/options.ts';
import { isPlainCall } from '../commands/calls.ts';
import { commandRule } from '../commands/command-rule.ts';
import type { RunCommand } from '../commands/run-commands.ts';

export const shReplacedByLink = commandRule(
  {
    id: 'sh-replaced-by-link',
    title: 'Choose the shell with SHELL',
    severity: 'warning',
    aliases: ['hadolint:DL4005'],
    why: 'The package that owns `/bin/sh` puts its own link back when it is updated, and every script of the image then runs under a shell that it was not written for. SHELL says for this Dockerfile which shell reads the instructions, and changes no file.',
    differs: {
      'hadolint:DL4005':
        'hadolint speaks of every `ln` that names `/bin/sh`, also where a new link leads to it; here only of one that replaces it, and of `/usr/bin/sh`, too.',
    },
    exampleOf: 'dockerfile',
    examples: [
      {
        bad: 'FROM debian:12\nRUN ln -sf /bin/bash «/bin/sh»\nUSER 65532',
        good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nUSER 65532',
        fixed: true,
      },
      {
        bad: 'FROM debian:12\nRUN rm /bin/sh && ln -s /bin/bash «/bin/sh»\nUSER 65532',
        good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nUSER 65532',
        fixed: true,
      },
      {
        bad: 'FROM debian:12\nRUN apt-get update && ln -sf bash «/usr/bin/sh»\nUSER 65532',
        good: 'FROM debian:12\nRUN apt-get update && ln -s /bin/sh /usr/local/bin/shell\nUSER 65532',
      },
    ],
    programs: ['ln'],
  },
  function* (at) {
    const { operands } = readArguments(at.command, TAKING);
    const [target, link, more] = operands;
    if (!target || !link || more || !/^(?:\/usr)?\/bin\/sh$/.test(link.value)) return;
    const fix = shellInstead(at, target.value);
    yield {
      start: link.start,
      end: link.end,
      message: ['`{0}` is replaced by a link to `{1}`, for every script of the image', link.value, target.value],
      aliases: link.value === '/bin/sh' && isPlainCall(at) ? ['hadolint:DL4005'] : [],
      ...(fix ? { fixes: [fix] } : {}),
    };
  },
);

const TAKING = new Set(['-S', '--suffix', '-t', '--target-directory']);

/** Where the RUN does nothing else. */
function shellInstead({ run, all, index, onbuild }: RunCommand, target: string): Fix | undefined {
  const alone = index === all.length - 1 && all.every((one, place) => place === index || isRemoval(one.words));
  if (!alone || onbuild || run.heredocs.length > 0 || !/^(?:(?:\/usr)?\/bin\/)?(?:ba|z|k)sh$/.test(target)) return;
  const shell = target.includes('/') ? target : `/bin/${target}`;
  return {
    title: ['Use `SHELL` (scripts that begin with `#!/bin/sh` keep the shell of the image)'],
    safe: false,
    edits: [{ start: run.start, end: run.end, text: `SHELL ["${shell}", "-c"]` }],
  };
}

function isRemoval(words: RunCommand['command']['words']): boolean {
  return words[0]?.value === 'rm' && words.slice(1).every(({ value }) => /^-[rf]+$|^\/bin\/sh$/.test(value));
}
