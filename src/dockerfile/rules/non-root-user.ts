import type { Report } from '../../lint/rule.ts';
import { baseFacts } from '../stages/base-images.ts';
import { expand } from '../variables/expand.ts';
import { baseImage } from '../stages/final.ts';
import type { Dockerfile, Stage } from '../model.ts';
import type { Word } from '../../shell/source-text.ts';
import type { DockerfileRule } from '../subject.ts';
import { scopedInstructions } from '../variables/variables.ts';
import { isRootUser, runAsPlainUser } from '../user-edits.ts';

export const nonRootUser: DockerfileRule = {
  id: 'non-root-user',
  title: 'Run the final image as a non-root user',
  severity: 'warning',
  aliases: ['hadolint:DL3002', 'checkov:CKV_DOCKER_3', 'checkov:CKV_DOCKER_8', 'trivy:DS-0002'],
  why: 'A process that runs as root in the container is root on the node if it breaks out, and Kubernetes refuses it under the restricted Pod Security Standard. Only the final stage counts: build stages may need root.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: '«FROM alpine:3.23»\nCOPY app /app\n',
      good: 'FROM alpine:3.23\nCOPY app /app\nUSER 65532:65532\n',
      fixed: true,
    },
    { bad: 'FROM alpine:3.23\nUSER «root»\n', good: 'FROM alpine:3.23\nUSER 65532:65532\n', fixed: true },
    {
      bad: 'FROM alpine:3.23\nARG ID=0\nUSER «$ID:0»\n',
      good: 'FROM golang:1.26 AS build\nUSER root\n\nFROM scratch\nUSER 10001\n',
    },
    {
      bad: 'FROM alpine:3.23 AS base\nUSER «root»\nFROM base\n',
      good: 'FROM alpine:3.23 AS base\nUSER 65532:65532\nFROM base\n',
      fixed: true,
    },
    {
      bad: '«FROM registry.example.com/base:1.2»\n',
      good: 'FROM registry.example.com/base:1.2\nUSER 65532:65532\n',
      fixed: true,
    },
    { bad: '«FROM scratch»\nCOPY app /\n', good: 'FROM gcr.io/distroless/static-debian13:nonroot\nCOPY app /\n' },
  ],
  differs: {
    'hadolint:DL3002': 'Only the final stage becomes an image: build stages may be root.',
    'checkov:CKV_DOCKER_3': 'A USER in a stage that is not part of the final image does not count.',
    'trivy:DS-0002':
      'A USER in a stage that is not part of the final image does not count, and a base image that is known to set one is enough.',
  },
  *check({ dockerfile }): Iterable<Report> {
    const stage = dockerfile.stages.at(-1);
    if (!stage) return;
    const user = lastUser(dockerfile, stage);
    if (user) {
      const { word, value } = user;
      if (value === undefined || !isRootUser(value)) return;
      yield {
        start: word.start,
        end: word.end,
        message: ['The image runs as root (`USER {0}`)', word.text],
        aliases: spokenBy(word, dockerfile),
        fixes: [
          {
            title: ['Run as user 65532 (the program must not need root)'],
            safe: false,
            edits: [runAsPlainUser(dockerfile, stage, word)],
          },
        ],
      };
      return;
    }
    const image = baseImage(dockerfile, stage);
    // An image whose user is not known, such as a company's own, may well be non-root: say it mildly.
    const { user: known } = baseFacts(image);
    if (known === 'non-root' || image === undefined) return;
    const { from } = stage;
    yield {
      start: from.start,
      end: from.end,
      severity: known === 'root' ? 'warning' : 'info',
      message:
        known === 'root'
          ? ['The image runs as root: its final stage sets no `USER`']
          : ['The final stage sets no `USER`, and that of `{0}` is not known', image],
      // The peers look for any USER in the file.
      aliases: dockerfile.instructions.some(({ keyword }) => keyword === 'USER')
        ? []
        : ['checkov:CKV_DOCKER_3', 'trivy:DS-0002'],
      fixes: [
        {
          title: ['Add `USER 65532:65532` (the program must not need root)'],
          safe: false,
          edits: [runAsPlainUser(dockerfile, stage, null)],
        },
      ],
    };
  },
};

/** The USER that counts, of the stage or of one it is based on, variables replaced. */
function lastUser(dockerfile: Dockerfile, stage: Stage): { word: Word; value: string | undefined } | undefined {
  let last: ReturnType<typeof lastUser>;
  for (const { instruction, scope } of scopedInstructions(dockerfile, stage)) {
    const word = instruction?.keyword === 'USER' ? instruction.words[0] : undefined;
    if (word) last = { word, value: expand(word.text, scope, dockerfile.escape) };
  }
  return last;
}

/** The ids of the peers that call this text root; checkov and trivy look at the last USER of the file. */
function spokenBy(word: Word, { instructions }: Dockerfile): string[] {
  const last = instructions.findLast(({ keyword }) => keyword === 'USER')?.words[0]?.start === word.start;
  return [
    ...(/^(?:root|0)(?::|$)/.test(word.text) ? ['hadolint:DL3002'] : []),
    ...(last && word.text === 'root' ? ['checkov:CKV_DOCKER_8'] : []),
    ...(last && /^(?:root|0)(?::.+)?$/.test(word.text) ? ['trivy:DS-0002'] : []),
  ];
}
