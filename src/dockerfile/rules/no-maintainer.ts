import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { quoted } from '../syntax/quoting.ts';
import type { DockerfileRule } from '../subject.ts';

export const noMaintainer: DockerfileRule = {
  id: 'no-maintainer',
  title: 'Name authors in a label, not by MAINTAINER',
  severity: 'warning',
  aliases: [
    'hadolint:DL4000',
    'buildkit:MaintainerDeprecated',
    'trivy:DS-0022',
    'checkov:CKV_DOCKER_6',
    'dockerfile-utils:DEPRECATED_MAINTAINER',
  ],
  why: 'MAINTAINER has been deprecated since 2017. The label `org.opencontainers.image.authors` says the same where tools look for it.',
  exampleOf: 'dockerfile',
  about: ['MAINTAINER'],
  examples: [
    {
      bad: 'FROM alpine:3.23\n«MAINTAINER» Ada Lovelace <ada@example.com>\nUSER 65532',
      good: 'FROM alpine:3.23\nLABEL org.opencontainers.image.authors="Ada Lovelace <ada@example.com>"\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\n«maintainer» "Ada"\nUSER 65532',
      good: 'FROM alpine:3.23\nlabel org.opencontainers.image.authors="Ada"\nUSER 65532',
      fixed: true,
    },
  ],
  *check({ dockerfile: { instructions, stages, escape } }): Iterable<Report> {
    const firstStage = stages[0]?.start ?? Infinity;
    for (const { keyword, keywordRange, source, rest, start } of instructions) {
      if (keyword !== 'MAINTAINER') continue;
      const lower = source.text.startsWith('maintainer');
      const label = lower ? 'label' : 'LABEL';
      const end = rest.text === '' ? keywordRange.end : rest.at(rest.text.length - 1) + 1;
      const text = `${label} org.opencontainers.image.authors=${quoted(rest.text.replace(/^(["'])(.*)\1$/s, '$2'), escape)}`;
      const edits = [{ start: keywordRange.start, end, text }];
      yield {
        ...rangeOf(keywordRange),
        message: ['`MAINTAINER` is deprecated'],
        // Before the first FROM it may not stand at all.
        ...(rest.text === '' || start < firstStage
          ? {}
          : { fixes: [{ title: ['Write it as a label'], safe: true, edits }] }),
      };
    }
  },
};
