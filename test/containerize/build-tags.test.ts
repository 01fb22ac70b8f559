import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../src/containerize/plan.ts';
import { filesOf, program, project, source } from './facts.ts';

/** What the plan says of build tags. */
async function said(makefile: string, others: readonly string[] = []): Promise<string | undefined> {
  const programs = [program({ package: './cmd/shop', name: 'shop' })];
  for (const name of others) programs.push(program({ package: `./cmd/${name}`, name }));
  const files = filesOf({ ...source, Makefile: makefile });
  const { decisions } = await plan(project({ programs }), files, { program: './cmd/shop' });
  const found = decisions.find(({ what }) => what === 'build tags');
  return found && `${String(found.evidence?.line)}: ${found.because}`;
}

describe('build tags that the repository sets and the image does not', () => {
  const build = (rest: string) => `VERSION := 1\n\nbuild: ui\n\tgo build ${rest}\n`;
  const named = (tags: string) =>
    `4: \`Makefile\` builds \`shop\` with \`${tags}\`: add \`-tags\` to the Dockerfile where the image needs what they switch on`;
  const table: readonly [what: string, makefile: string, expected: string | undefined, others?: string[]][] = [
    ['a tag of the only program', build('-tags prod -o bin/shop'), named('prod')],
    ['several', build('-tags="prod,ui netgo" ./cmd/shop'), named('prod,ui')],
    ['on a line that goes on', build('-trimpath \\\n\t\t-tags prod \\\n\t\t./cmd/shop'), named('prod')],
    ['of this program among others', build('-tags prod ./cmd/shop'), named('prod'), ['admin']],
    ['of another program', build('-tags prod ./cmd/admin'), undefined, ['admin']],
    ['that only say how the same is done', build('-tags netgo,osusergo ./cmd/shop'), undefined],
    ['that a variable fills in', build('-tags "$(TAGS)" ./cmd/shop'), undefined],
    ['of tests', 'test:\n\tgo test -tags integration ./...\n', undefined],
    ['none', build('./cmd/shop'), undefined],
  ];
  for (const [what, makefile, expected, others] of table) {
    it(what, async () => assert.equal(await said(makefile, others), expected));
  }
});
