import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { EXPLAINED } from '../containerize/explained.ts';

interface Snippet {
  readonly prefix: string | string[];
  readonly body: string[];
}

const root = path.join(import.meta.dirname, '..', '..');
const snippets = JSON.parse(await readFile(path.join(root, 'snippets', 'dockerfile.json'), 'utf8')) as Record<
  string,
  Snippet
>;

/** What a snippet writes when every placeholder is left as it is. */
function written({ body }: Snippet): string {
  return body
    .join('\n')
    .replace(/(?<!\\)\$\{\d+:([^{}]*)\}/g, '$1')
    .replace(/(?<!\\)\$\d/g, '')
    .replaceAll('\\$', '$');
}

const text = (name: string): string => {
  const snippet = snippets[name];
  assert.ok(snippet, name);
  return written(snippet);
};

/** Pieces of a Dockerfile, and what makes a whole one of them. */
const whole: Readonly<Record<string, (piece: string) => string>> = {
  'Static Go build stage': (piece) => `${piece}\n${text('Minimal final stage')}`,
  'Minimal final stage': (piece) => `${text('Static Go build stage')}\n${piece}`,
  'Go dependency layer': (piece) => `FROM golang:1.26 AS build\nWORKDIR /src\n${piece}\n${text('Minimal final stage')}`,
  'Install Debian packages': (piece) => `FROM debian:trixie-slim\n${piece}\n${text('Non-root user on Debian')}`,
  'Install Alpine packages': (piece) => `FROM alpine:3.24\n${piece}\n${text('Non-root user on Alpine')}`,
  'Non-root user on Debian': (piece) => `FROM debian:trixie-slim\n${piece}`,
  'Non-root user on Alpine': (piece) => `FROM alpine:3.24\n${piece}`,
  'Labels of the OCI specification': (piece) => `${text('Go image in two stages')}\n${piece}`,
  'Shell that fails with its pipes': (piece) => `FROM debian:trixie-slim\n${piece}\nUSER 65532:65532\n`,
  'Script in a heredoc': (piece) => `FROM debian:trixie-slim\n${piece}\nUSER 65532:65532\n`,
  'Private Go modules over SSH': (piece) =>
    `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\n${piece}\n${text('Minimal final stage')}`,
  'Go tests in a stage': (piece) => `${text('Static Go build stage')}\n${piece}\n${text('Minimal final stage')}`,
  'Run with a secret': (piece) =>
    `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\n${piece}\n${text('Minimal final stage')}`,
};

/** Off by default: a mirror keeps a version of a package for weeks only, so that a snippet cannot name one. */
const PINS = new Set(['pinned-apt-packages', 'pinned-apk-packages']);

describe('snippets for Dockerfiles', () => {
  for (const name of Object.keys(snippets)) {
    it(`${name}: no finding, with every rule on`, () => {
      const dockerfile = parseDockerfile((whole[name] ?? ((piece) => piece))(text(name)));
      const findings = lintDockerfile({ dockerfile, ignoreFile: '.git\n', file: 'Dockerfile' }, { enableAll: true });
      assert.deepEqual(
        findings
          .filter(({ rule }) => !(rule in EXPLAINED) && !PINS.has(rule))
          .map(({ rule, message }) => `${rule}: ${message[0]}`),
        [],
      );
      assert.ok(dockerfile.stages.length > 0);
    });
  }
  it('have prefixes of their own', () => {
    const prefixes = Object.values(snippets).flatMap(({ prefix }) => prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
  });
});
