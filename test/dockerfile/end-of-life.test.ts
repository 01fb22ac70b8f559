import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { goRelease, OLDEST_SUPPORTED_GO, releaseLines, TABLE_DATE } from '../../src/dockerfile/stages/end-of-life.ts';
import { parseImage } from '../../src/dockerfile/stages/image.ts';
import { say } from '../../src/words/message.ts';
import { findingsOf } from './examples.ts';

const linesOf = (reference: string) => {
  const image = parseImage(reference);
  assert.ok(image, reference);
  return releaseLines(image);
};

/** Image, and the lines that its name tells, ended ones with a cross. */
const table: readonly [image: string, lines: string[]][] = [
  ['golang:1.22', ['Go 1.22 ✗']],
  ['golang:1.26.3', ['Go 1.26']],
  ['golang:1.9', ['Go 1.9 ✗']],
  ['golang:1.22-alpine3.19', ['Go 1.22 ✗', 'Alpine 3.19 ✗']],
  ['golang:1.27-bullseye', ['Go 1.27', 'Debian 11 ✗']],
  ['golang:1.27-bookworm', ['Go 1.27', 'Debian 12']],
  ['docker.io/library/golang:1.20', ['Go 1.20 ✗']],
  ['golang', []],
  ['golang:1', []],
  ['golang:latest', []],
  ['golang:alpine', []],
  ['golang:1.99', []],
  ['node:18-slim', ['Node.js 18 ✗']],
  ['node:18.20.4', ['Node.js 18 ✗']],
  ['node:gallium-alpine', ['Node.js 16 ✗']],
  ['node:jod', ['Node.js 22']],
  ['node:24-alpine3.23', ['Node.js 24', 'Alpine 3.23']],
  ['node:lts', []],
  ['python:3.9-slim', ['Python 3.9 ✗']],
  ['python:3.12-slim-bullseye', ['Python 3.12', 'Debian 11 ✗']],
  ['python:3', []],
  ['alpine:3.18', ['Alpine 3.18 ✗']],
  ['alpine:3.23.4', ['Alpine 3.23']],
  ['alpine:edge', []],
  ['alpine:3', []],
  ['debian:buster', ['Debian 10 ✗']],
  ['debian:buster-20240612-slim', ['Debian 10 ✗']],
  ['debian:10.13', ['Debian 10 ✗']],
  ['debian:12-slim', ['Debian 12']],
  ['debian:stable-slim', []],
  ['ubuntu:20.04', ['Ubuntu 20.04 ✗']],
  ['ubuntu:focal-20240530', ['Ubuntu 20.04 ✗']],
  ['ubuntu:24.04', ['Ubuntu 24.04']],
  ['ubuntu:23.10', ['Ubuntu 23.10 ✗']],
  ['centos:7', ['CentOS 7 ✗']],
  ['centos:8.4.2105', ['CentOS 8 ✗']],
  ['nginx:1.25-alpine3.18', ['Alpine 3.18 ✗']],
  ['redis:7-bookworm', ['Debian 12']],
  ['eclipse-temurin:21-jre-focal', ['Ubuntu 20.04 ✗']],
  ['gcr.io/distroless/static-debian11', ['Distroless on Debian 11 ✗']],
  ['gcr.io/distroless/java17-debian11:nonroot', ['Distroless on Debian 11 ✗']],
  ['gcr.io/distroless/static-debian13:nonroot', ['Distroless on Debian 13']],
  ['gcr.io/distroless/static:nonroot', []],
  ['registry.example.com/golang:1.19', []],
  ['bitnami/node:14', []],
];

describe('release lines of an image', () => {
  for (const [image, lines] of table) {
    it(`${image}: ${lines.join(', ') || 'none'}`, () => {
      const found = linesOf(image).map(({ product, line, ended }) => `${product} ${line}${ended ? ' ✗' : ''}`);
      assert.deepEqual(found, lines);
    });
  }

  it('end after the day of the table where they live', () => {
    assert.match(TABLE_DATE, /^\d{4}-\d\d-\d\d$/);
    for (const { ended, end } of linesOf('golang:1.26')) assert.equal(ended, end < TABLE_DATE);
    assert.equal(goRelease(OLDEST_SUPPORTED_GO)?.ended, false);
  });
});

describe('the successor that is offered', () => {
  const offers: readonly [from: string, to: string | undefined][] = [
    ['golang:1.22', 'golang:1.27'],
    ['golang:1.22-alpine', 'golang:1.27-alpine'],
    ['golang:1.22.5', 'golang:1.27'],
    ['golang:1.22-alpine3.19', undefined],
    ['node:16-slim', 'node:24-slim'],
    ['debian:buster-slim', 'debian:13-slim'],
    ['ubuntu:18.04', 'ubuntu:26.04'],
    ['alpine:3.12', 'alpine:3.24'],
    ['centos:7', undefined],
    ['gcr.io/distroless/base-debian11:nonroot', 'gcr.io/distroless/base-debian13:nonroot'],
    ['gcr.io/distroless/java17-debian11', undefined],
    ['nginx:1.25-alpine3.18', undefined],
  ];
  for (const [from, to] of offers) {
    it(`${from} → ${to ?? 'none'}`, () => {
      const [finding] = findingsOf('end-of-life-image', `FROM ${from}\n`);
      assert.ok(finding);
      assert.equal(finding.fixes?.[0]?.edits[0]?.text, to);
    });
  }

  it('is none where a variable or a digest decides', () => {
    const digest = `FROM golang:1.22@sha256:${'0'.repeat(64)}\n`;
    for (const text of [digest, 'ARG V=1.22\nFROM golang:$V\n']) {
      const [finding] = findingsOf('end-of-life-image', text);
      assert.ok(finding);
      assert.equal(finding.fixes, undefined);
    }
  });

  it('says since when and by which table', () => {
    const [finding] = findingsOf('end-of-life-image', 'FROM golang:1.22\n');
    assert.ok(finding);
    assert.equal(
      say(finding.message),
      `Go 1.22 of \`golang:1.22\` has had no security fixes since 2025-02-11 (as known on ${TABLE_DATE})`,
    );
  });

  it('nothing is said of stages, and of images that the call decides', () => {
    assert.deepEqual(findingsOf('end-of-life-image', 'ARG V\nFROM golang:$V AS golang\nFROM golang\n'), []);
  });
});
