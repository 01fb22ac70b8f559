import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { baseFacts } from '../stages/base-images.ts';
import { baseImage } from '../stages/final.ts';
import type { Dockerfile, Stage } from '../model.ts';
import { insertLineAfter, insertLineBefore } from '../syntax/new-line.ts';
import { lineage } from '../stages/stages.ts';
import type { DockerfileRule } from '../subject.ts';

export const healthcheck: DockerfileRule = {
  id: 'healthcheck',
  title: 'Tell Docker how to check the container’s health',
  severity: 'info',
  off: true,
  aliases: ['hadolint:DL3057', 'trivy:DS-0026', 'checkov:CKV_DOCKER_2'],
  why: 'Docker and Compose know by HEALTHCHECK whether the program in the container works. Kubernetes ignores it and asks by probes, so this rule is off unless it is switched on.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: '«FROM alpine:3.23»\nUSER 65532\nCMD ["/app"]',
      good: 'FROM alpine:3.23\nUSER 65532\nHEALTHCHECK CMD ["/app", "-check"]\nCMD ["/app"]',
    },
    {
      bad: '«FROM alpine:3.23»\nEXPOSE 8080\nUSER 65532\nCMD ["/app"]',
      good: 'FROM alpine:3.23\nEXPOSE 8080\nUSER 65532\nHEALTHCHECK CMD wget -q --spider http://localhost:8080/ || exit 1\nCMD ["/app"]',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26 AS build\nHEALTHCHECK NONE\n«FROM scratch»\nUSER 65532',
      good: 'FROM scratch AS base\nHEALTHCHECK NONE\nFROM base\nUSER 65532',
    },
  ],
  differs: {
    'hadolint:DL3057': 'Only the final stage becomes an image that runs; hadolint asks it of every stage.',
    'trivy:DS-0026': 'A HEALTHCHECK of a stage that is not part of the final image does not count.',
    'checkov:CKV_DOCKER_2': 'A HEALTHCHECK of a stage that is not part of the final image does not count.',
  },
  *check({ dockerfile }): Iterable<Report> {
    const { stages, instructions } = dockerfile;
    const last = stages.at(-1);
    if (!last) return;
    const family = lineage(stages, last);
    if (family.some((stage) => stage.instructions.some(({ keyword }) => keyword === 'HEALTHCHECK'))) return;
    const elsewhere = instructions.some(({ keyword }) => keyword === 'HEALTHCHECK');
    const fixes = fixesOf(dockerfile, last);
    yield {
      start: last.from.start,
      end: last.from.end,
      message: ['The final image has no `HEALTHCHECK`'],
      aliases: ['hadolint:DL3057', ...(elsewhere ? [] : ['trivy:DS-0026', 'checkov:CKV_DOCKER_2'])],
      ...(fixes.length > 0 ? { fixes } : {}),
    };
  },
};

/** Where the image has BusyBox, and one port is exposed: something that asks there. */
function fixesOf(dockerfile: Dockerfile, stage: Stage): Fix[] {
  const { text } = dockerfile;
  const ports = stage.instructions.filter(({ keyword }) => keyword === 'EXPOSE').flatMap(({ words }) => words);
  const port = /^(\d+)(?:\/tcp)?$/.exec(ports[0]?.text ?? '')?.[1];
  const start = stage.instructions.find(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  if (ports.length !== 1 || port === undefined || baseFacts(baseImage(dockerfile, stage)).libc !== 'musl') return [];
  const check = `HEALTHCHECK CMD wget -q --spider http://localhost:${port}/ || exit 1`;
  const last = stage.instructions.at(-1) ?? stage.from;
  const edits = [start ? insertLineBefore(text, start, check) : insertLineAfter(text, last, check)];
  return [{ title: ['Ask port {0} by `wget` (the program must answer `/` there)', port], safe: false, edits }];
}
