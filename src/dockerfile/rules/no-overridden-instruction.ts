import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import type { Instruction } from '../model.ts';
import { wholeLines } from '../syntax/whole-lines.ts';
import type { DockerfileRule } from '../subject.ts';

const HADOLINT: Readonly<Record<string, readonly string[]>> = {
  CMD: ['hadolint:DL4003', 'trivy:DS-0016'],
  ENTRYPOINT: ['hadolint:DL4004', 'trivy:DS-0007'],
  HEALTHCHECK: ['hadolint:DL3012', 'trivy:DS-0023'],
};

export const noOverriddenInstruction: DockerfileRule = {
  id: 'no-overridden-instruction',
  title: 'Write one CMD, ENTRYPOINT and HEALTHCHECK a stage',
  severity: 'warning',
  aliases: [
    ...Object.values(HADOLINT).flat(),
    'buildkit:MultipleInstructionsDisallowed',
    'dockerfile-utils:MULTIPLE_INSTRUCTIONS',
  ],
  why: 'Of each of these only the last one in a stage counts; the earlier ones do nothing and mislead the reader. To start two programs, start two containers.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nUSER 65532\n«CMD» ["/a"]\nCMD ["/b"]\n',
      good: 'FROM alpine:3.23\nUSER 65532\nCMD ["/b"]\n',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\n«HEALTHCHECK» --interval=5s \\\n  CMD ["/check"]\n«ENTRYPOINT» ["/a"]\nUSER 65532\nHEALTHCHECK NONE\nENTRYPOINT ["/b"]\n',
      good: 'FROM alpine:3.23\nUSER 65532\nHEALTHCHECK NONE\nENTRYPOINT ["/b"]\n',
      fixed: true,
    },
  ],
  *check({ dockerfile: { stages, text } }): Iterable<Report> {
    for (const { instructions } of stages) {
      const last = new Map<string, Instruction>();
      for (const instruction of instructions) {
        const { keyword } = instruction;
        if (!Object.hasOwn(HADOLINT, keyword)) continue;
        const dead = last.get(keyword);
        last.set(keyword, instruction);
        if (!dead) continue;
        yield {
          ...rangeOf(dead.keywordRange),
          message: ['This `{0}` does nothing: a later one in the stage replaces it', keyword],
          aliases: [
            ...(HADOLINT[keyword] ?? []),
            'buildkit:MultipleInstructionsDisallowed',
            'dockerfile-utils:MULTIPLE_INSTRUCTIONS',
          ],
          fixes: [
            {
              title: ['Remove the `{0}` that does nothing', keyword],
              safe: true,
              edits: [{ ...wholeLines(text, dead), text: '' }],
            },
          ],
        };
      }
    }
  },
};
