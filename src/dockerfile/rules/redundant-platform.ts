import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import type { DockerfileRule } from '../subject.ts';
import { readWord, variablesIn } from '../syntax/variable-syntax.ts';
import { globalScope } from '../variables/variables.ts';

export const redundantPlatform: DockerfileRule = {
  id: 'redundant-platform',
  title: 'Leave out --platform=$TARGETPLATFORM',
  severity: 'info',
  aliases: ['hadolint:DL3065', 'buildkit:RedundantTargetPlatform'],
  why: 'FROM takes the image of the target platform anyway. `--platform` is for stages that run elsewhere, mostly `--platform=$BUILDPLATFORM` for a compiler that builds for other platforms.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM «--platform=$TARGETPLATFORM» alpine:3.23\nUSER 65532',
      good: 'FROM alpine:3.23\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM «--platform=${TARGETPLATFORM:-linux/amd64}» alpine:3.23 AS app\nUSER 65532',
      good: 'FROM alpine:3.23 AS app\nUSER 65532',
      fixed: true,
    },
  ],
  differs: {
    'buildkit:RedundantTargetPlatform':
      'Where an ARG above the first FROM gives `TARGETPLATFORM` another value, the flag is not redundant, and nothing is said.',
  },
  *check({ dockerfile }): Iterable<Report> {
    const { stages, text, escape } = dockerfile;
    if (!text.includes('TARGETPLATFORM')) return;
    if (globalScope(dockerfile).variables.get('TARGETPLATFORM')?.value !== undefined) return;
    for (const { from, platform, image } of stages) {
      const flag = from.flags.find(({ name }) => name === 'platform');
      if (!flag || !platform || !image || !isTarget(platform.text, escape)) continue;
      // Blanks only: a continuation or a comment between is left to the user.
      const plain = /^[ \t]+$/.test(text.slice(flag.end, image.start));
      yield {
        ...rangeOf(flag),
        aliases: [
          ...(/^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(platform.text) ? ['hadolint:DL3065'] : []),
          'buildkit:RedundantTargetPlatform',
        ],
        message: ['`{0}` is the platform that FROM takes anyway', platform.text],
        ...(plain
          ? {
              fixes: [
                {
                  title: ['Remove `--platform`'],
                  safe: true,
                  edits: [{ start: flag.start, end: image.start, text: '' }],
                },
              ],
            }
          : {}),
      };
    }
  },
};

/** Whether it comes to the target platform and uses no other variable. */
function isTarget(text: string, escape: string): boolean {
  const { parts, problem } = readWord(text, escape);
  const written = parts.filter((part) => part.kind === 'variable' || part.text !== '');
  const [only] = written;
  if (problem || written.length !== 1 || only?.kind !== 'variable' || [...variablesIn(parts)].length > 1) return false;
  return only.name === 'TARGETPLATFORM' && (only.operator === null || /^:?[-?]$/.test(only.operator));
}
