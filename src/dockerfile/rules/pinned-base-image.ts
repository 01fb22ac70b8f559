import type { Report, Rule } from '../../lint/rule.ts';
import { expand } from '../expand.ts';
import { parseImage } from '../image.ts';
import type { DockerfileSubject } from '../subject.ts';
import { globalScope } from '../variables.ts';

export const pinnedBaseImage: Rule<DockerfileSubject> = {
  id: 'pinned-base-image',
  title: 'Name a version of the base image',
  severity: 'warning',
  aliases: ['hadolint:DL3006', 'hadolint:DL3007', 'checkov:CKV_DOCKER_7', 'trivy:DS-0001'],
  why: 'The image behind `latest` changes, so the same Dockerfile builds different images on different days. Defaults of ARG are followed; where only the build’s call decides the version, nothing is said.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM «golang:latest» AS build\nFROM scratch\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nFROM scratch\nUSER 65532',
    },
    { bad: 'FROM «alpine»\nUSER 65532', good: 'FROM alpine:3.23\nUSER 65532' },
    {
      bad: 'ARG VERSION=latest\nFROM «alpine:${VERSION}»\nUSER 65532',
      good: 'ARG VERSION=3.23\nFROM alpine:${VERSION}\nUSER 65532',
    },
    {
      bad: 'FROM «registry.example.com:5000/base»\nUSER 65532',
      good: 'FROM registry.example.com:5000/base@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nUSER 65532',
    },
    {
      bad: 'FROM «debian» AS base\nFROM base\nUSER 65532',
      good: 'ARG VERSION\nFROM debian:${VERSION} AS base\nFROM base\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const globals = globalScope(dockerfile);
    for (const { image, base } of dockerfile.stages) {
      if (!image || base !== null) continue;
      const value = expand(image.text, globals, dockerfile.escape);
      const reference = value === undefined || value === 'scratch' ? undefined : parseImage(value);
      if (value === undefined || !reference || reference.digest !== null) continue;
      const place = { start: image.start, end: image.end };
      if (reference.tag === null) {
        const message = ['`{0}` names no version', value] as const;
        yield { ...place, message, aliases: ['hadolint:DL3006', 'checkov:CKV_DOCKER_7', 'trivy:DS-0001'] };
      } else if (reference.tag === 'latest') {
        const message = ['`{0}` does not say which version it means', value] as const;
        yield { ...place, message, aliases: ['hadolint:DL3007', 'checkov:CKV_DOCKER_7', 'trivy:DS-0001'] };
      }
    }
  },
};
