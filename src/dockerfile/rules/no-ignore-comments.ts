import { parseIgnoreComment } from '../../lint/ignore-comment.ts';
import type { Report } from '../../lint/rule.ts';
import type { DockerfileRule } from '../subject.ts';

export const noIgnoreComments: DockerfileRule = {
  id: 'no-ignore-comments',
  title: 'Decide in configuration what is ignored, not in comments',
  severity: 'hint',
  off: true,
  aliases: ['hadolint:DL1001'],
  why: 'For teams that want every exception in one reviewed file: an ignore comment is written quickly and read by nobody. Put what is to be ignored into `.gantry.yaml`, for some paths where needed.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\n«# hadolint ignore=DL3020»\nADD app /app\nUSER 65532\n',
      good: 'FROM alpine:3.23\nCOPY app /app\nUSER 65532\n',
    },
    {
      bad: 'FROM alpine:3.23\n«# gantry-ignore exec-form»\nCMD /app\nUSER 65532\n',
      good: 'FROM alpine:3.23\n# The program is not ours\nCMD ["/app"]\nUSER 65532\n',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const { start, end } of dockerfile.comments) {
      const ignore = parseIgnoreComment(dockerfile.text.slice(start, end));
      if (!ignore) continue;
      const aliases = ignore.dialect === 'hadolint' && ignore.scope === 'line' ? ['hadolint:DL1001'] : [];
      yield { start, end, message: ['A comment ignores findings here'], aliases };
    }
  },
};
