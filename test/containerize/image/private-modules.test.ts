import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import { filesOf, module, program, project, source } from '../facts.ts';

const requires = [{ path: 'git.acme.io/core/log', version: 'v1.0.0', indirect: false }];

async function planned(files: Readonly<Record<string, string>>, choices: Choices = {}, vendor = false) {
  const facts = project({ modules: [module({ requires, vendor })], programs: [program()] });
  const { files: written, decisions } = await plan(facts, filesOf({ ...source, ...files }), choices);
  return {
    text: written.find(({ path }) => path === 'Dockerfile')?.text ?? '',
    evidence: decisions.find(({ what }) => what === 'private modules')?.evidence,
  };
}

const NETRC = '--mount=type=secret,id=netrc,target=/root/.netrc \\\n    go mod download';

describe('modules that are fetched with a login', () => {
  const found: readonly [file: string, text: string, patterns: string][] = [
    ['Makefile', 'all:\n\nexport GOPRIVATE=git.acme.io\n', 'git.acme.io'],
    ['Makefile', 'GOPRIVATE ?= git.acme.io/*,x.io\n', 'git.acme.io/*,x.io'],
    ['.gitlab-ci.yml', 'variables:\n  GOPRIVATE: "git.acme.io/core"\n', 'git.acme.io/core'],
    ['.github/workflows/ci.yaml', 'env:\n  GOPRIVATE: git.acme.io\n', 'git.acme.io'],
    ['Makefile', 'setup:\n\tgo env -w GOPRIVATE=*.acme.io\n', '*.acme.io'],
  ];
  for (const [file, text, patterns] of found) {
    test(`as ${file} says: ${patterns}`, async () => {
      const { text: dockerfile, evidence } = await planned({ [file]: text });
      assert.ok(dockerfile.includes(`ARG GOPRIVATE=${patterns}\n`), dockerfile);
      assert.ok(dockerfile.includes(NETRC), dockerfile);
      assert.equal(evidence?.file, file);
    });
  }

  const none: readonly [name: string, file: string, text: string, choices?: Choices, vendor?: boolean][] = [
    ['nothing says so', 'Makefile', 'all:\n'],
    ['nothing of it is required', 'Makefile', 'export GOPRIVATE=git.other.io\n'],
    ['a check fetches everything from its source', 'Makefile', 'check:\n\tGOPRIVATE=* go mod download\n'],
    ['only a comment speaks of it', 'Makefile', '# GOPRIVATE=git.acme.io asks the hosts\n'],
    ['a variable fills it in', 'Makefile', 'export GOPRIVATE=$(HOSTS)\n'],
    ['a choice says none', 'Makefile', 'export GOPRIVATE=git.acme.io\n', { privateModules: '' }],
    ['they are vendored', 'Makefile', 'export GOPRIVATE=git.acme.io\n', {}, true],
  ];
  for (const [name, file, text, choices, vendor] of none) {
    test(`none where ${name}`, async () => {
      assert.doesNotMatch((await planned({ [file]: text }, choices, vendor)).text, /netrc|GOPRIVATE=/);
    });
  }

  test('as a choice names them', async () => {
    const { text } = await planned({}, { privateModules: 'git.acme.io/*, x.io' });
    assert.ok(text.includes('ARG GOPRIVATE=git.acme.io/*,x.io\n') && text.includes(NETRC), text);
  });
});
