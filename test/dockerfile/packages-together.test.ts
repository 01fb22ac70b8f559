import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixAll, safeFix } from '../../src/lint/fix-all.ts';
import { lintText } from './examples.ts';

const OURS =
  /^(?:apt-get-|yum-|dnf-|zypper-|apk-no|pip-no|clean-|update-with|package-signatures|no-recommended|no-distribution)/;

function ours(text: string) {
  return lintText(text).filter(({ rule }) => OURS.test(rule));
}

/** Dockerfiles and what *fix all* makes of them by the rules about packages. */
const cases: readonly (readonly [before: string, after: string])[] = [
  [
    'FROM debian:13\nRUN apt update\nRUN apt install curl\n',
    'FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
  ],
  [
    'FROM debian:13\r\nRUN apt-get update \\\r\n  && apt-get install \\\r\n    curl\r\nUSER 1\r\n',
    'FROM debian:13\r\nRUN apt-get update \\\r\n  && apt-get install -y \\\r\n    curl \\\r\n  && rm -rf /var/lib/apt/lists/*\r\nUSER 1\r\n',
  ],
  [
    'FROM fedora:43\nRUN dnf install a && yum install b\n',
    'FROM fedora:43\nRUN dnf install -y a && yum install -y b && dnf clean all\n',
  ],
  [
    'FROM opensuse/leap:15.6\nRUN set -e; zypper in a; zypper in b\n',
    'FROM opensuse/leap:15.6\nRUN set -e; zypper -n in a; zypper -n in b; zypper clean --all\n',
  ],
  [
    'FROM alpine:3.23\nRUN apk update\nRUN apk add py3-pip && pip install a \\\n  # and more\n  b\n',
    'FROM alpine:3.23\nRUN apk update && apk add --no-cache py3-pip && pip install --no-cache-dir a \\\n  # and more\n  b\n',
  ],
  [
    'FROM node:24\nRUN <<EOF\nset -e\nyarn install\napt-get update\napt-get install git\nEOF\n',
    'FROM node:24\nRUN <<EOF\nset -e\nyarn install\napt-get update\napt-get install -y git\nyarn cache clean\nrm -rf /var/lib/apt/lists/*\nEOF\n',
  ],
];

describe('safe fixes of all rules about packages together', () => {
  for (const [before, after] of cases) {
    it(before.split('\n').slice(1).join(' ⏎ '), () => {
      const fixed = fixAll(before, ours);
      assert.deepEqual(fixed.split('\n').toSorted(), after.split('\n').toSorted(), fixed);
      assert.deepEqual(ours(fixed).filter(safeFix), [], 'nothing is left to fix');
      assert.equal(fixAll(fixed, ours), fixed, 'a fixed point');
    });
  }
});

describe('ranges', () => {
  const text =
    'FROM a:1\nRUN sh -c \'apt-get install "$X" && yum install y\' && pip\\\n install x\nRUN ["apk","add"]\n';
  it('lie inside the file and mark a word', () => {
    const found = lintText(text, { enableAll: true }).filter(({ rule }) => OURS.test(rule));
    assert.ok(found.length >= 4);
    for (const { start, end } of found) {
      assert.ok(start < end && end <= text.length);
      assert.doesNotMatch(text.slice(start, end), /\s/);
    }
  });
});
