import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import { filesOf, program, project, source } from '../facts.ts';

interface Case {
  readonly makefile: string;
  /** Build tags that the program's own files ask for. */
  readonly own?: readonly string[];
  /** Other programs of the module. */
  readonly others?: readonly string[];
  readonly tags?: string;
}

/** The flag of `go build`, and what the plan says of it. */
async function planned({ makefile, own = [], others = [], tags }: Case): Promise<string> {
  const programs = [program({ package: './cmd/shop', name: 'shop', buildTags: own })];
  for (const name of others) programs.push(program({ package: `./cmd/${name}`, name }));
  const files = filesOf({ ...source, Makefile: makefile });
  const made = await plan(project({ programs }), files, {
    program: './cmd/shop',
    ...(tags !== undefined && { tags }),
  });
  const decision = made.decisions.find(({ what }) => what === 'build tags');
  const dockerfile = made.files.find(({ path }) => path.endsWith('Dockerfile'))?.text ?? '';
  const flag = /-tags=(\S+)/.exec(dockerfile)?.[1] ?? 'none';
  if (!decision) return flag;
  const { chosen, alternatives, evidence } = decision;
  assert.equal(flag, chosen);
  return `${chosen} (line ${evidence?.line ?? 0}) or ${alternatives.join(' or ')}`;
}

describe('build tags that the repository sets', () => {
  const build = (rest: string) => `VERSION := 1\n\nbuild: ui\n\tgo build ${rest}\n`;
  const table: Readonly<Record<string, Case & { readonly expected: string }>> = {
    'a tag that changes other modules only is set': {
      makefile: build('-tags sqlite_fts5 -o bin/shop'),
      expected: 'sqlite_fts5 (line 4) or none',
    },
    'a tag that switches files of the program is for the user to choose': {
      makefile: build('-tags prod -o bin/shop'),
      own: ['prod'],
      expected: 'none (line 4) or prod',
    },
    'and is set where the user does': {
      makefile: build('-tags prod -o bin/shop'),
      own: ['prod'],
      tags: 'prod',
      expected: 'prod (line 4) or none',
    },
    'a tag that links C libraries of the system is not set': {
      makefile: build('-tags libsqlite3'),
      expected: 'none (line 4) or libsqlite3',
    },
    'several, without those that are set where they are needed': {
      makefile: build('-tags="fts5,json1 netgo" ./cmd/shop'),
      expected: 'fts5,json1 (line 4) or none',
    },
    'on a line that goes on': {
      makefile: build('-trimpath \\\n\t\t-tags fts5 \\\n\t\t./cmd/shop'),
      expected: 'fts5 (line 4) or none',
    },
    'of this program among others': {
      makefile: build('-tags fts5 ./cmd/shop'),
      others: ['admin'],
      expected: 'fts5 (line 4) or none',
    },
    'none by choice': { makefile: build('-tags fts5'), tags: '', expected: 'none (line 4) or fts5' },
    'of another program': { makefile: build('-tags fts5 ./cmd/admin'), others: ['admin'], expected: 'none' },
    'that only say how the same is done': {
      makefile: build('-tags netgo,osusergo ./cmd/shop'),
      expected: 'none',
    },
    'that a variable fills in': { makefile: build('-tags "$(TAGS)" ./cmd/shop'), expected: 'none' },
    'of tests': { makefile: 'test:\n\tgo test -tags integration ./...\n', expected: 'none' },
    none: { makefile: build('./cmd/shop'), expected: 'none' },
  };
  for (const [what, { expected, ...one }] of Object.entries(table)) {
    it(what, async () => assert.equal(await planned(one), expected));
  }
});
