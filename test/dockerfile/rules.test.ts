import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dockerfileRules } from '../../src/dockerfile/rules/index.ts';
import { dockerfileSyntax } from '../../src/dockerfile/refused/syntax.ts';
import { checkExample, findingsOf } from './examples.ts';

describe('examples of every Dockerfile rule', () => {
  for (const rule of [dockerfileSyntax, ...dockerfileRules]) {
    for (const [index, example] of rule.examples.entries()) {
      it(`${rule.id} ${index + 1}`, () => checkExample(rule, example));
    }
  }

  it('have ids in kebab case, a reason and at least two examples', () => {
    for (const { id, why, examples } of dockerfileRules) {
      assert.match(id, /^[a-z][a-z-]+$/);
      assert.ok(why.length > 60 && examples.length >= 2, id);
    }
  });
});

describe('what fails', () => {
  const rules = [dockerfileSyntax, ...dockerfileRules];
  const fails = (id: string) => rules.find((rule) => rule.id === id)?.fails;
  it('is the build, before it runs anything, where the frontend refuses the text', () => {
    for (const id of ['dockerfile-syntax', 'known-instruction', 'flag-value', 'closed-quotes', 'onbuild-trigger']) {
      assert.equal(fails(id), 'parse', id);
    }
  });
  it('is not said where it is not certain', () => {
    for (const id of ['json-double-quotes', 'directive-casing', 'dynamic-binary'])
      assert.equal(fails(id), undefined, id);
  });
  it('is said of errors only', () => {
    for (const rule of rules) if (rule.fails) assert.equal(rule.severity, 'error', rule.id);
  });
});

describe('what a finding carries', () => {
  const aliases = (rule: string, text: string) => findingsOf(rule, text).map((finding) => finding.aliases);
  it('of a missing USER and a root USER different ids of peers', () => {
    assert.deepEqual(aliases('non-root-user', 'FROM alpine:3'), [['checkov:CKV_DOCKER_3', 'trivy:DS-0002']]);
    assert.ok(aliases('non-root-user', 'FROM alpine:3\nUSER 0')[0]?.includes('hadolint:DL3002'));
  });
  it('of a missing tag and of latest different ids of peers', () => {
    assert.ok(aliases('pinned-base-image', 'FROM alpine')[0]?.includes('hadolint:DL3006'));
    assert.ok(aliases('pinned-base-image', 'FROM alpine:latest')[0]?.includes('hadolint:DL3007'));
  });
  it('a safe fix only where nothing can change', () => {
    const safe = (text: string) => findingsOf('exec-form', text)[0]?.fixes?.[0]?.safe;
    assert.equal(safe('FROM alpine:3\nCMD exec /app'), true);
    assert.equal(safe('FROM alpine:3\nENTRYPOINT ["/x"]\nCMD exec /app'), false);
    assert.equal(safe('FROM example.com/x:1\nCMD exec /app'), false);
    assert.equal(safe('FROM alpine:3\nCMD /app'), false);
    assert.equal(safe('FROM alpine:3\nCMD exec /app "$@"'), undefined);
    assert.equal(findingsOf('add-local-files', 'FROM alpine:3\nADD a /a')[0]?.fixes?.[0]?.safe, true);
  });
  it('a mild severity where the user of the base is not known', () => {
    assert.equal(findingsOf('non-root-user', 'FROM example.com/x:1')[0]?.severity, 'info');
  });
});
